#include "dmp/files/versions.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <ranges>
#include <system_error>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/read.hpp"

namespace dmp::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDigits = 6;

std::string padded(unsigned long number) {
  const auto digits = std::to_string(number);
  return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

/// The bytes of a regular file, which may be anybody's: they are only compared.
std::optional<Bytes> bytes_of(const Directory& folder, const std::string& name,
                              struct stat& status) {
  const auto file = folder.open_entry(name, O_RDONLY);
  if (!file.valid() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return std::nullopt;
  }
  auto content = read_descriptor(file.get(), name);
  return content ? std::optional(std::move(*content)) : std::nullopt;
}

/// Where files have one name only, the newest version with the same bytes is the one that is shown,
/// if it is of the same owner and group: anybody can make a copy.
std::string same_content(const SeenPlace& place, const std::vector<std::string>& names) {
  struct stat status{};
  struct stat held_status{};
  auto shown = bytes_of(place.parent, place.name, status);
  std::string found;
  for (const auto& name : names | std::views::reverse) {
    const auto folder = place.store.child_as_found(name);
    auto held = shown && folder ? bytes_of(*folder, place.name, held_status) : std::nullopt;
    if (held && *held == *shown && held_status.st_uid == status.st_uid &&
        held_status.st_gid == status.st_gid) {
      found = name;
    }
    if (!shown || !found.empty()) {
      break;
    }
  }
  return found;
}

/// A directory of versions of ours in another one, for looking.
std::optional<Directory> ours_in(const Directory& parent, std::string_view name) {
  const auto held = parent.status(name);
  auto opened =
      held && S_ISDIR(held->st_mode) ? std::optional(own_child(parent, name)) : std::nullopt;
  return opened && *opened ? std::optional(std::move(**opened)) : std::nullopt;
}

}  // namespace

bool is_own(const struct stat& status) {
  return Trust().covers(status.st_uid) && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool is_version_name(std::string_view name) {
  return name.size() > kDigits + 1 && name[kDigits] == '-' && !name.ends_with(kUndone) &&
         !name.ends_with(kRecord) &&
         std::ranges::all_of(name.substr(0, kDigits), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<SeenPlace> see(const Place& place) {
  auto parent = Directory::as_found(folder_of(place.path));
  const auto name = place.path.filename().native();
  auto versions = parent ? ours_in(*parent, kStoreName) : std::nullopt;
  auto store = versions ? ours_in(*versions, name) : std::nullopt;
  return store ? std::optional(SeenPlace{place.kind, name, std::move(*parent), std::move(*store)})
               : std::nullopt;
}

std::vector<std::string> version_names(const Directory& store) {
  auto found = store.names();
  std::erase_if(found, [](const std::string& name) { return !is_version_name(name); });
  return found;
}

fs::path Place::store() const { return folder_of(path) / kStoreName / path.filename(); }

std::string_view Version::run() const {
  return std::string_view(name).substr(std::min(name.size(), kDigits + 1));
}

std::string current_version(const SeenPlace& place) {
  if (place.kind == Place::Kind::folder) {
    const fs::path target(place.parent.read_link(place.name));
    const bool is_ours = target.parent_path() == fs::path(kStoreName) / place.name &&
                         place.store.child_as_found(target.filename().native());
    return is_ours ? target.filename().native() : std::string();
  }
  const auto shown = place.parent.status(place.name);
  const auto names = version_names(place.store);
  const auto found = std::ranges::find_if(names, [&](const std::string& name) {
    const auto folder = place.store.child_as_found(name);
    const auto held = folder ? folder->status(place.name) : std::nullopt;
    return held && shown && held->st_ino == shown->st_ino && held->st_dev == shown->st_dev;
  });
  return found != names.end() ? *found : same_content(place, names);
}

std::string former_version(const SeenPlace& place) {
  auto current = current_version(place);
  return current.empty() && place.parent.status(place.name) ? std::string(kBefore) : current;
}

std::string next_number(const SeenPlace& place) {
  unsigned long number = 0;
  for (const auto& name : version_names(place.store)) {
    number = std::max(number, std::stoul(name));
  }
  return padded(number + 1);
}

std::vector<Version> versions_of(const SeenPlace& place) {
  std::vector<Version> found;
  const auto current = current_version(place);
  for (const auto& name : version_names(place.store)) {
    const bool is_current = name == current;
    if (is_current || name == kBefore || place.store.status(name + std::string(kRecord))) {
      found.push_back(
          {name, is_current, place.store.status(name + std::string(kUndone)).has_value()});
    }
  }
  return found;
}

std::string current_version(const Place& place) {
  const auto seen = see(place);
  return seen ? current_version(*seen) : std::string();
}

std::string former_version(const Place& place) {
  struct stat status{};
  const auto seen = see(place);
  return seen                                        ? former_version(*seen)
         : ::lstat(place.path.c_str(), &status) == 0 ? std::string(kBefore)
                                                     : std::string();
}

std::string next_number(const Place& place) {
  const auto seen = see(place);
  return seen ? next_number(*seen) : padded(1);
}

std::vector<Version> versions_of(const Place& place) {
  const auto seen = see(place);
  return seen ? versions_of(*seen) : std::vector<Version>();
}

bool has_store(const Place& place) { return see(place).has_value(); }

Place place_at(const fs::path& path) {
  std::error_code error;
  const auto status = fs::symlink_status(path, error);
  Place place{path, Place::Kind::folder};
  const auto seen = fs::exists(status) ? std::nullopt : see(place);
  const auto names = seen ? version_names(seen->store) : std::vector<std::string>();
  const bool is_file =
      fs::is_regular_file(status) || std::ranges::any_of(names, [&](const std::string& name) {
        const auto folder = seen->store.child_as_found(name);
        const auto held = folder ? folder->status(seen->name) : std::nullopt;
        return held && S_ISREG(held->st_mode);
      });
  place.kind = is_file ? Place::Kind::file : Place::Kind::folder;
  return place;
}

std::string record_of(const Place& place, std::string_view version) {
  constexpr std::uintmax_t kLongest = std::uintmax_t{1} << 20U;
  const auto seen = see(place);
  const auto content =
      seen ? seen->store.read_own(std::string(version) + std::string(kRecord), kLongest)
           : Result<Bytes>(Bytes());
  return content ? std::string(as_text(*content)) : std::string();
}

std::optional<Bytes> content_of(const Place& place, std::string_view version,
                                const std::string& name, bool& is_own) {
  const auto seen = see(place);
  const auto folder = seen ? seen->store.child_as_found(version) : std::nullopt;
  struct stat status{};
  auto content = folder ? bytes_of(*folder, name, status) : std::nullopt;
  is_own = content && files::is_own(status);
  return content;
}

bool holds_version(const Place& place, std::string_view version) {
  const auto seen = see(place);
  return seen && (seen->store.child_as_found(version) ||
                  seen->store.child_as_found(std::string(kNew) + std::string(version)));
}

std::vector<Place> places_below(const fs::path& folder) {
  constexpr int kDepth = 2;
  std::vector<Place> found;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().filename() == kStoreName) {
      entry.disable_recursion_pending();
      const auto above = Directory::as_found(entry->path().parent_path());
      // Somebody else's: not even his run is the last one.
      const auto versions = above ? ours_in(*above, kStoreName) : std::nullopt;
      for (const auto& name : versions ? versions->names() : std::vector<std::string>()) {
        if (ours_in(*versions, name)) {
          found.push_back(place_at(entry->path().parent_path() / name));
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
