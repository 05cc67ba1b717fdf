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

/// The files of a version, published or not.
std::vector<std::string> names_in(const Place& place, const std::string& version) {
  std::vector<std::string> names;
  for (const auto& folder :
       {place.store() / version, place.store() / (std::string(kNew) + version)}) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end;
         !version.empty() && !error && entry != end; entry.increment(error)) {
      names.push_back(entry->path().filename().native());
    }
  }
  return names;
}

}  // namespace

Switch::~Switch() { (void)turn_back(); }

Status Switch::stage(const Place& place, const std::vector<VersionFile>& files,
                     std::string_view record, std::string_view former_record) {
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
  auto before = keep_former(place, former_record, !in_bulk_);
  if (!before) {
    return fail(std::move(before.error()));
  }
  const auto version = next_number(place) + "-" + run_;
  if (auto fine = write_version(place, version, files, record, !in_bulk_); !fine) {
    return fine;
  }
  moves_.push_back({place, std::move(*before), version, true});
  return {};
}

Status Switch::add(const Move& move) {
  if (auto fine = check_place(move.place, names_in(move.place, move.to)); !fine) {
    return fine;
  }
  take_over(move.place);
  moves_.push_back(move);
  return {};
}

Status Switch::publish() const {
  for (const auto& each : moves_) {
    if (!each.fresh) {
      continue;
    }
    int failed = publish_version(each.place, each.to);
    if (failed == 0 && !in_bulk_) {
      failed = sync_folder(each.place.store());
    }
    if (failed != 0) {
      return fail(write_failure(each.place.path, failed));
    }
  }
  return {};
}

Status Switch::turn() {
  auto status = (in_bulk_ ? sync() : Status()).and_then([&] { return publish(); });
  for (const auto& each : moves_) {
    if (const int failed = status ? point_to(each.place, each.to) : 0) {
      status = fail(write_failure(each.place.path, failed));
    }
  }
  if (status) {
    status = sync();
  }
  if (!status) {
    (void)turn_back();
  }
  return status;
}

Status Switch::sync() const {
  std::set<fs::path> folders;
  std::set<dev_t> disks;
  for (const auto& each : moves_) {
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

std::vector<Move> Switch::turn_back() {
  if (!moves_.empty()) {
    not_back_.clear();
  }
  // All places first: as long as every new version is there, the whole can still be finished.
  for (const auto& each : moves_ | std::views::reverse) {
    if (former_version(each.place) == each.from) {
      continue;
    }
    if (point_to(each.place, each.from) != 0) {
      not_back_.push_back(each);
    }
    (void)sync_place(each.place);
  }
  for (const auto& each : moves_ | std::views::reverse) {
    // Better a version too many than the one that is shown taken away.
    if (each.fresh && not_back_.empty()) {
      remove_version(each.place, each.to);
    }
  }
  moves_.clear();
  for (const auto& folder : made_ | std::views::reverse) {
    std::error_code ignored;
    fs::remove(folder, ignored);
  }
  made_.clear();
  return not_back_;
}

void Switch::settle(std::size_t keep) {
  for (const auto& each : moves_) {
    if (!each.fresh && !each.from.empty()) {
      mark_undone(each.place, each.from);
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
  abandon();
}

void Switch::abandon() {
  moves_.clear();
  made_.clear();
}

}  // namespace dmp::files
