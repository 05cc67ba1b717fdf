#include "dmp/files/versions.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ranges>
#include <system_error>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/read.hpp"

namespace dmp::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDigits = 6;

bool is_version_name(std::string_view name) {
  return name.size() > kDigits + 1 && name[kDigits] == '-' && !name.ends_with(kUndone) &&
         !name.ends_with(kRecord) &&
         std::ranges::all_of(name.substr(0, kDigits), [](char c) { return c >= '0' && c <= '9'; });
}

/// Where files have one name only, the newest version with the same bytes is the one that is shown.
std::string same_content(const Place& place, const std::vector<std::string>& names) {
  auto shown = read_file(place.path);
  std::string found;
  for (const auto& name : names | std::views::reverse) {
    auto held = shown ? read_file(place.store() / name / place.path.filename()) : shown;
    if (held && *held == *shown) {
      found = name;
    }
    if (held) {
      wipe(*held);
    }
    if (!shown || !found.empty()) {
      break;
    }
  }
  if (shown) {
    wipe(*shown);
  }
  return found;
}

}  // namespace

std::vector<std::string> version_names(const fs::path& store) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::directory_iterator entry(store, error), end; !error && entry != end;
       entry.increment(error)) {
    if (is_version_name(entry->path().filename().native())) {
      found.push_back(entry->path().filename().native());
    }
  }
  std::ranges::sort(found);
  return found;
}

fs::path Place::store() const { return folder_of(path) / kStoreName / path.filename(); }

std::string_view Version::run() const {
  return std::string_view(name).substr(std::min(name.size(), kDigits + 1));
}

std::string current_version(const Place& place) {
  std::error_code error;
  const auto store = place.store();
  if (place.kind == Place::Kind::folder) {
    const auto target = fs::read_symlink(place.path, error);
    const bool is_ours =
        !error && target.parent_path() == fs::path(kStoreName) / place.path.filename();
    return is_ours && fs::is_directory(store / target.filename(), error)
               ? target.filename().native()
               : std::string();
  }
  const auto names = version_names(store);
  const auto same = [&](const std::string& name) {
    std::error_code differs;
    return fs::equivalent(store / name / place.path.filename(), place.path, differs);
  };
  const auto found = std::ranges::find_if(names, same);
  return found != names.end() ? *found : same_content(place, names);
}

std::vector<Version> versions_of(const Place& place) {
  std::vector<Version> found;
  const auto current = current_version(place);
  for (const auto& name : version_names(place.store())) {
    std::error_code error;
    const bool is_current = name == current;
    if (is_current || name == kBefore || fs::exists(record_path(place, name), error)) {
      found.push_back({name, is_current, is_undone(place, name)});
    }
  }
  return found;
}

Place place_at(const fs::path& path) {
  std::error_code error;
  const auto status = fs::symlink_status(path, error);
  Place place{path, Place::Kind::folder};
  const auto names = fs::exists(status) ? std::vector<std::string>() : version_names(place.store());
  const bool is_file =
      fs::is_regular_file(status) || std::ranges::any_of(names, [&](const std::string& name) {
        std::error_code differs;
        return fs::is_regular_file(place.store() / name / path.filename(), differs);
      });
  place.kind = is_file ? Place::Kind::file : Place::Kind::folder;
  return place;
}

std::string record_of(const Place& place, std::string_view version) {
  constexpr std::uintmax_t kLongest = std::uintmax_t{1} << 20U;
  const auto content = read_file(record_path(place, version), kLongest);
  return content ? std::string(as_text(*content)) : std::string();
}

bool holds_version(const Place& place, std::string_view version) {
  std::error_code error;
  return fs::is_directory(place.store() / version, error) ||
         fs::is_directory(place.store() / (std::string(kNew) + std::string(version)), error);
}

std::string former_version(const Place& place) {
  auto current = current_version(place);
  struct stat status{};
  return current.empty() && ::lstat(place.path.c_str(), &status) == 0 ? std::string(kBefore)
                                                                      : current;
}

std::string next_number(const Place& place) {
  unsigned long number = 0;
  for (const auto& name : version_names(place.store())) {
    number = std::max(number, std::stoul(name));
  }
  const auto digits = std::to_string(number + 1);
  return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

std::vector<Place> places_below(const fs::path& folder) {
  constexpr int kDepth = 2;
  std::vector<Place> found;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().filename() == kStoreName) {
      entry.disable_recursion_pending();
      struct stat status{};
      if (::lstat(entry->path().c_str(), &status) != 0 || !Trust().covers(status.st_uid)) {
        continue;  // Somebody else's: not even his run is the last one.
      }
      std::error_code unreadable;
      for (const auto& store : fs::directory_iterator(entry->path(), unreadable)) {
        if (store.is_directory(unreadable)) {
          found.push_back(place_at(entry->path().parent_path() / store.path().filename()));
        }
      }
    } else if (entry.depth() >= kDepth) {
      entry.disable_recursion_pending();
    }
  }
  std::ranges::sort(found, {}, &Place::path);
  return found;
}

}  // namespace dmp::files
