#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/lock.hpp"

namespace dmp::install::detail {

/// stores_of finds the stores that belong to a place as far as they are there: beside it, or at one
/// of the two levels above, where an installation to several places has its own. The outermost one
/// comes first. Above the place, stores of other users, or that others may write, are none; the one
/// beside it always counts, and so does one that cannot be written: hold fails for it. The way is
/// proven, with those whom `trust` names: they could lead us to stores of others. Errors as
/// files::Directory's.
Result<std::vector<std::filesystem::path>> stores_of(const std::filesystem::path& place,
                                                     const files::Trust& trust);

/// Locks holds the stores of several places and their workspaces, so that two runs do not mix.
class Locks {
 public:
  /// `trust` names who may own the ways to the stores.
  explicit Locks(files::Trust trust) : trust_(std::move(trust)) {}
  Locks(const Locks&) = delete;
  Locks& operator=(const Locks&) = delete;
  /// Folders that were made for a lock go away with it, unless something else lies in them.
  ~Locks();

  /// make makes and locks the store below a folder. Error ids: FOLDER-LOCKED and
  /// files::open_store's.
  Status make(const std::filesystem::path& folder);
  /// hold locks a folder that is there, once.
  Status hold(const std::filesystem::path& folder);
  Status hold(const files::Directory& opened);
  /// keep lets the folders stay, since versions lie in them now.
  void keep() {
    made_.clear();
    made_stores_.clear();
  }

 private:
  files::Trust trust_;
  std::map<std::filesystem::path, files::Lock> held_;
  std::vector<files::Entry> made_;
  std::vector<files::Directory> made_stores_;  ///< Of those, as opened: a name may be another's.
};

}  // namespace dmp::install::detail
