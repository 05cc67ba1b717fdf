#include "dmp/install/detail/locks.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <ranges>
#include <system_error>

#include "dmp/files/versions.hpp"
#include "dmp/files/write.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;

/// The store beside a place is its own, whatever is wrong with it: opening and locking it say so.
/// One of the levels above belongs to somebody else's installation where it is not ours. One of
/// ours that cannot be written, as on a read-only disk, is ours.
bool counts(const fs::path& store, bool is_beside) {
  struct stat status{};
  if (::lstat(store.c_str(), &status) != 0) {
    return false;
  }
  const bool is_ours =
      status.st_uid == ::geteuid() || (status.st_uid == 0 && ::access(store.c_str(), W_OK) == 0);
  if (is_beside || !S_ISDIR(status.st_mode) || !is_ours ||
      (status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return is_beside;
  }
  const auto opened = files::Directory::as_found(store);
  return opened && files::holds_stores(*opened);
}

}  // namespace

Result<std::vector<fs::path>> stores_of(const fs::path& place, const files::Trust& trust) {
  constexpr int kLevels = 3;
  std::vector<fs::path> found;
  auto level = files::absolute(place).parent_path();
  bool is_proven = false;
  for (int i = 0; i < kLevels && level.has_relative_path(); ++i, level = level.parent_path()) {
    if (!is_proven) {  // Below it nothing is there yet.
      const auto folder = files::Directory::find(level, trust);
      if (!folder) {
        return fail(folder.error());
      }
      is_proven = folder->has_value();
      level = is_proven ? (*folder)->real_path() : level;
    }
    if (const auto store = level / files::kStoreName; is_proven && counts(store, i == 0)) {
      found.push_back(store);
    }
  }
  std::ranges::reverse(found);
  return found;
}

Locks::~Locks() {
  held_.clear();
  for (const auto& store : made_stores_) {
    if (store.names() == std::vector<std::string>{".lock"}) {
      (void)store.remove(".lock");
    }
  }
  for (const auto& [parent, name] : made_ | std::views::reverse) {
    (void)parent.remove_directory(name);
  }
}

Status Locks::make(const fs::path& folder) {
  const auto store = folder / files::kStoreName;
  const auto known = made_.size();
  const auto opened = files::open_store(store, trust_, true, &made_);
  if (opened && made_.size() > known) {
    made_stores_.push_back(*opened);
  }
  return opened ? hold(*opened) : fail(opened.error());
}

Status Locks::hold(const fs::path& folder) {
  const auto opened = files::open_store(folder, trust_);
  return opened ? hold(*opened) : fail(opened.error());
}

Status Locks::hold(const files::Directory& opened) {
  // The same folder by two paths would be locked by ourselves.
  const auto& same = opened.real_path();
  if (held_.contains(same)) {
    return {};
  }
  auto lock = files::Lock::acquire(opened);
  if (!lock) {
    return fail(std::move(lock.error()));
  }
  held_.emplace(same, std::move(*lock));
  files::clear_unfinished(opened);  // Nobody else is at it now.
  return {};
}

}  // namespace dmp::install::detail
