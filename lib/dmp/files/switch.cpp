#include "dmp/files/switch.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ranges>
#include <set>
#include <system_error>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"

namespace dmp::files {
namespace {

namespace fs = std::filesystem;

/// Makes the folders down to `folder` and tells which were missing.
Status make_folders(const fs::path& folder, std::vector<fs::path>& made) {
  std::vector<fs::path> missing;
  std::error_code error;
  for (auto at = folder; !at.empty() && !fs::exists(at, error) && !error; at = at.parent_path()) {
    missing.push_back(at);
  }
  made.insert(made.end(), missing.rbegin(), missing.rend());
  return make_folder(folder);
}

/// Syncs the file system of a folder unless it was synced already; 0 or errno.
int sync_disk(const fs::path& folder, std::set<dev_t>& disks) {
  const auto descriptor = open_retrying(folder, O_RDONLY | O_DIRECTORY);
  struct stat status{};
  if (!descriptor.valid() || ::fstat(descriptor.get(), &status) != 0) {
    return errno;
  }
  return disks.insert(status.st_dev).second && ::syncfs(descriptor.get()) != 0 ? errno : 0;
}

}  // namespace

Switch::~Switch() { turn_back(); }

Status Switch::stage(const Place& place, const std::vector<VersionFile>& files) {
  std::vector<std::string> names;
  names.reserve(files.size());
  for (const auto& file : files) {
    names.push_back(file.name);
  }
  if (auto fine = check_place(place, names); !fine) {
    return fine;
  }
  if (auto fine = make_folders(place.store(), made_); !fine) {
    return fine;
  }
  clear_leftovers(place);
  auto before = keep_former(place);
  if (!before) {
    return fail(std::move(before.error()));
  }
  const auto version = next_version(place, run_);
  if (auto fine = write_version(place, version, files, !in_bulk_); !fine) {
    return fine;
  }
  staged_.push_back({place, version, std::move(*before), true, false});
  return {};
}

Result<bool> Switch::stage_back(const Place& place, std::string_view run) {
  if (auto fine = check_place(place, {}); !fine) {
    return fail(std::move(fine.error()));
  }
  clear_leftovers(place);
  const auto versions = versions_of(place);
  const auto current = std::ranges::find_if(versions, &Version::current);
  if (current == versions.end() || (!run.empty() && current->run() != run)) {
    return false;
  }
  const auto older = std::ranges::subrange(versions.begin(), current) | std::views::reverse;
  const auto found = std::ranges::find_if_not(older, &Version::undone);
  if (found == older.end()) {
    return false;
  }
  staged_.push_back({place, found->name, current->name, false, false});
  return true;
}

const std::string* Switch::staged_version(const Place& place) const {
  const auto found = std::ranges::find(staged_, place, &Staged::place);
  return found == staged_.end() ? nullptr : &found->version;
}

Status Switch::turn() {
  if (auto synced = in_bulk_ ? sync() : Status(); !synced) {
    turn_back();
    return synced;
  }
  for (auto& each : staged_) {
    if (const int failed = point_to(each.place, each.version)) {
      auto error = write_failure(each.place.path, failed);
      turn_back();
      return fail(std::move(error));
    }
    each.turned = true;
  }
  auto synced = sync();
  if (!synced) {
    turn_back();
  }
  return synced;
}

Status Switch::sync() const {
  std::set<fs::path> folders;
  std::set<dev_t> disks;
  for (const auto& each : staged_) {
    int failed = 0;
    if (in_bulk_) {
      failed = sync_disk(each.place.store(), disks);
    } else {
      const bool is_first = folders.insert(folder_of(each.place.path)).second;
      failed = is_first ? sync_place(each.place) : sync_folder(each.place.store());
    }
    if (failed != 0) {
      return fail(write_failure(each.place.path, failed));
    }
  }
  return {};
}

void Switch::turn_back() {
  for (auto& each : staged_ | std::views::reverse) {
    bool is_back = true;
    if (each.turned) {
      is_back = point_to(each.place, each.before) == 0;
      (void)sync_place(each.place);
    }
    // Better a version too many than the one that is shown taken away.
    if (each.fresh && is_back) {
      remove_version(each.place, each.version);
    }
  }
  staged_.clear();
  for (const auto& folder : made_ | std::views::reverse) {
    std::error_code ignored;
    fs::remove(folder, ignored);
  }
  made_.clear();
}

void Switch::settle(std::size_t keep) {
  for (const auto& each : staged_) {
    if (!each.fresh) {
      mark_undone(each.place, each.before);
    }
    std::vector<std::string> others;
    for (const auto& version : versions_of(each.place)) {
      if (!version.current) {
        others.push_back(version.name);
      }
    }
    const auto excess = others.size() - std::min(others.size(), keep);
    for (const auto& name : others | std::views::take(static_cast<std::ptrdiff_t>(excess))) {
      remove_version(each.place, name);
    }
  }
  staged_.clear();
  made_.clear();
}

}  // namespace dmp::files
