#pragma once

#include <string>
#include <vector>

#include "dmp/core/bytes.hpp"
#include "dmp/core/error.hpp"
#include "dmp/files/versions.hpp"

namespace dmp::files {

/// VersionFile is one file of a version to be made. In a place that is a file it bears its name.
struct VersionFile {
  std::string name;
  ByteView content;
  Rights rights;
};

/// Switch brings several places to another version. All versions are complete and on the disk
/// before the first place shows one; each place changes by one rename, so that whoever opens a
/// folder through its link, or a file, has all of one version. Unless it was settled, its end puts
/// every place back. A process killed between two renames leaves the first ones done; killed
/// earlier, a version that no place shows and that the next switch removes.
class Switch {
 public:
  /// `run` becomes part of the versions' names. With `in_bulk`, for many places, the file systems
  /// are synced as a whole, once before the first place turns and once after the last.
  explicit Switch(std::string run, bool in_bulk = false)
      : run_(std::move(run)), in_bulk_(in_bulk) {}
  Switch(const Switch&) = delete;
  Switch& operator=(const Switch&) = delete;
  ~Switch();

  /// stage makes a new version of a place: folders, files with their rights, all synced. The
  /// SELinux contexts of the files before them go over. Error ids: check_place's, write_file's,
  /// PLACE-RIGHTS (environment: the owner or group cannot be given).
  Status stage(const Place& place, const std::vector<VersionFile>& files);
  /// stage_back takes the version before the one that the place shows; with `run` only when that
  /// one was made by this run. False: there is none, and nothing is staged. Errors as stage's.
  Result<bool> stage_back(const Place& place, std::string_view run = {});
  /// staged_version is the version that a place is to show, or nullptr.
  [[nodiscard]] const std::string* staged_version(const Place& place) const;
  /// turn makes every staged place show its version. On failure every one shows what it did before.
  Status turn();
  /// turn_back puts back what turn did, and forgets the new versions.
  void turn_back();
  /// settle keeps what turn did and removes all but the `keep` newest of the versions before;
  /// those from which stage_back went away are marked.
  void settle(std::size_t keep);

 private:
  struct Staged {
    Place place;
    std::string version;
    std::string before;  ///< Shown until then; empty: nothing was there.
    bool fresh = true;   ///< Made here: removed when it is not wanted.
    bool turned = false;
  };

  /// Syncs what turn did, or with in_bulk what stage did as well.
  [[nodiscard]] Status sync() const;

  std::string run_;
  bool in_bulk_;
  std::vector<Staged> staged_;
  std::vector<std::filesystem::path> made_;  ///< Folders, outer ones first.
};

}  // namespace dmp::files
