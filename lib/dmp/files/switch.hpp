#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/files/place.hpp"
#include "dmp/files/versions.hpp"

namespace dmp::files {

/// VersionFile is one file of a version to be made. In a place that is a file it bears its name.
struct VersionFile {
  std::string name;
  ByteView content;
  Rights rights;
};

/// Move is what happens to one place: which version it leaves and which it comes to show.
struct Move {
  Place place;
  std::string from;    ///< Empty: nothing is there.
  std::string to;      ///< Empty: nothing is to be there.
  bool fresh = false;  ///< `to` was made for this: removed when it is not wanted.
  bool operator==(const Move&) const = default;
};

/// FoundFile is one file of a version as one look at it found it.
struct FoundFile {
  std::string name;
  ByteView content;
  bool is_own = false;  ///< Only root and who runs this could have written it.
};

/// Records are what is kept beside versions, made of what is found in the open place: that of a new
/// version of the version that the place shows before it, and that of what lies there without being
/// a version of the very files that are kept.
using RecordOfFound = std::function<std::string(const std::vector<FoundFile>& kept)>;
struct Records {
  std::function<std::string(const std::string& before)> made{};
  RecordOfFound former{};
};

/// Switch brings several places to another version. All versions are complete and on the disk
/// before the first place shows one; each place changes by one rename, so that whoever opens a
/// folder through its link, or a file, has all of one version. Unless it was settled or abandoned,
/// its end puts every place back. A process killed between two renames leaves the first ones done:
/// whoever wrote down `moves` before can have another Switch finish them (add, turn) or take them
/// back (add, turn_back), any number of times. Versions that were made and never written down are
/// never shown, and the next switch removes them.
class Switch {
 public:
  /// `run` becomes part of the versions' names. With `in_bulk`, for many places, the file systems
  /// are synced as a whole, once before the first place turns and once after the last.
  explicit Switch(std::string run, bool in_bulk = false);
  Switch(const Switch&) = delete;
  Switch& operator=(const Switch&) = delete;
  ~Switch();

  /// stage makes a new version of a place: folders, files with their rights, all synced. The
  /// SELinux contexts of the files before them go over. Error ids: way_to's, write_file's,
  /// PLACE-RIGHTS (environment: the owner or group cannot be given).
  Status stage(const PlaceWay& way, const std::vector<VersionFile>& files,
               const Records& records = {});
  /// add takes a move to a version that is there, in a place that is open, or is opened, and its
  /// store made where it has none. One that is made already and `stays` is not taken back. Errors
  /// as way_to's.
  void add(const Move& move, OpenPlace place, bool stays = false);
  Status add(const Move& move, const Trust& trust = {});
  /// Judge refuses files of the version that a move comes to which are not what was kept.
  using Judge = std::function<Status(const Move&, const SeenPlace&, const std::vector<FoundFile>&)>;
  /// renew writes the files of the versions that were added anew, so that nobody who has one open,
  /// or another name for it, changes what comes back. Error ids: the judge's, PLACE-OWNER
  /// (environment: a file's owner is neither named nor has the place's file now), Directory's,
  /// write_file's.
  Status renew(const Judge& judge);
  /// check_return says, without making anything, what renew would refuse.
  static Status check_return(const Move& move, const OpenPlace& place, const Judge& judge);
  /// moves are those staged and added, in their order; places are where they are made.
  [[nodiscard]] const std::vector<Move>& moves() const { return moves_; }
  [[nodiscard]] const std::vector<OpenPlace>& places() const { return places_; }
  /// turn makes every place show its version. On failure every one shows what it did before.
  Status turn();
  /// turn_back puts back what turn did, also what it did in a process that was killed, and forgets
  /// the new versions. Returns the moves that could not be taken back: they stay as they are.
  std::vector<Move> turn_back();
  /// not_back returns those that the last turn_back, or a turn that failed, could not take back.
  [[nodiscard]] const std::vector<Move>& not_back() const { return not_back_; }
  /// stayed returns those that it left as they are, since they were to stay.
  [[nodiscard]] const std::vector<Move>& stayed() const { return stayed_; }
  /// settle keeps what turn did and removes all but `keep` of the versions before: those that were
  /// gone back from go first, then the oldest, last the one that was shown until now. Those from
  /// which a move without `fresh` went away are marked, and those that are kept beside a fresh one
  /// give nobody more than that one. May be done twice.
  void settle(std::size_t keep);
  /// abandon leaves everything as it is, for another Switch to finish.
  void abandon();

 private:
  /// Syncs what turn did, or with in_bulk what stage did as well.
  [[nodiscard]] Status sync() const;
  /// Gives the versions that were staged their names.
  [[nodiscard]] Status publish() const;

  std::string run_;
  bool in_bulk_;
  std::vector<Move> moves_;
  std::vector<OpenPlace> places_;  ///< Of each move, the way to it.
  std::vector<bool> stays_;        ///< Of each move.
  std::vector<Move> not_back_;
  std::vector<Move> stayed_;
  std::vector<Entry> made_;  ///< Directories, outer ones first.
};

}  // namespace dmp::files
