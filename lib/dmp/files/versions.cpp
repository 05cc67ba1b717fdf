#include "dmp/files/versions.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <ranges>

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

/// The store of a place in an open directory, for looking.
std::optional<Directory> store_in(const Directory& parent, std::string_view name) {
  const auto versions = ours_in(parent, kStoreName);
  return versions ? ours_in(*versions, name) : std::nullopt;
}

/// A path in an open directory as a place: folder or file.
Place place_in(const Directory& parent, const fs::path& path) {
  const auto name = path.filename().native();
  const auto lies_there = parent.status(name);
  const auto store = lies_there ? std::nullopt : store_in(parent, name);
  const auto names = store ? version_names(*store) : std::vector<std::string>();
  const bool is_file = (lies_there && S_ISREG(lies_there->st_mode)) ||
                       std::ranges::any_of(names, [&](const std::string& version) {
                         const auto folder = store->child_as_found(version);
                         const auto held = folder ? folder->status(name) : std::nullopt;
                         return held && S_ISREG(held->st_mode);
                       });
  return {path, is_file ? Place::Kind::file : Place::Kind::folder};
}

/// Adds the places of a directory and, `level` levels below the one that was named, those of the
/// directories in it. Who makes and removes directories there hides none but his own.
void search(const Directory& folder, int level, PlacesBelow& below) {
  constexpr int kDeepest = 2;
  std::vector<std::string> names;
  if (const int failed = folder.list(names); failed != 0 && failed != ENOENT) {
    below.not_listed.push_back(folder.path());
  }
  for (const auto& name : names) {
    if (name == kStoreName) {
      // Somebody else's: not even his run is the last one.
      const auto versions = ours_in(folder, kStoreName);
      std::vector<std::string> places;
      if (versions && versions->list(places) != 0) {
        below.not_listed.push_back(versions->path());
      }
      for (const auto& place : places) {
        if (ours_in(*versions, place)) {
          below.found.push_back(place_in(folder, folder.of(place)));
        }
      }
    } else if (level < kDeepest) {
      if (const auto inner = folder.child_as_found(name)) {
        search(*inner, level + 1, below);
      } else if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP) {
        below.not_listed.push_back(folder.of(name));
      }
    }
  }
}

}  // namespace

bool is_version_name(std::string_view name) {
  return name.size() > kDigits + 1 && name[kDigits] == '-' && !name.ends_with(kUndone) &&
         !name.ends_with(kRecord) &&
         std::ranges::all_of(name.substr(0, kDigits), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<SeenPlace> see(const Place& place) {
  auto parent = Directory::as_found(folder_of(place.path));
  const auto name = place.path.filename().native();
  // These name no place: beside them `.dmp-versions/.` is the stores of others.
  const bool is_name = name != "." && name != "..";
  auto store = parent && is_name ? store_in(*parent, name) : std::nullopt;
  return store ? std::optional(SeenPlace{place, name, std::move(*parent), std::move(*store)})
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
  if (place.place.kind == Place::Kind::folder) {
    const auto link = place.parent.status(place.name);
    const fs::path target(place.parent.read_link(place.name));
    // Whoever may make names there could lead to an older version.
    const bool is_ours = link && Trust().covers(link->st_uid) &&
                         target.parent_path() == fs::path(kStoreName) / place.name &&
                         place.store.child_as_found(target.filename().native());
    return is_ours ? target.filename().native() : std::string();
  }
  const auto shown = place.parent.status(place.name);
  const auto names = version_names(place.store);
  const auto found = std::ranges::find_if(names, [&](const std::string& name) {
    const auto folder = place.store.child_as_found(name);
    const auto held = folder ? folder->status(place.name) : std::nullopt;
    return held && shown && is_same_file(*held, *shown);
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
    const auto record = place.store.status(name + std::string(kRecord));
    if (is_current || name == kBefore || record) {
      found.push_back({name, is_current,
                       place.store.status(name + std::string(kUndone)).has_value(),
                       record ? std::pair(record->st_mtim.tv_sec, record->st_mtim.tv_nsec)
                              : std::pair<time_t, long>()});
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

std::string next_number(const PlaceWay& way) {
  const auto name = way.place.path.filename().native();
  auto store = way.parent ? store_in(*way.parent, name) : std::nullopt;
  return store ? next_number({way.place, name, *way.parent, std::move(*store)}) : padded(1);
}

std::vector<Version> versions_of(const Place& place) {
  const auto seen = see(place);
  return seen ? versions_of(*seen) : std::vector<Version>();
}

bool has_store(const Place& place) { return see(place).has_value(); }

Place place_at(const fs::path& path) {
  const auto parent = Directory::as_found(folder_of(path));
  return parent ? place_in(*parent, path) : Place{path, Place::Kind::folder};
}

std::string record_of(const SeenPlace& place, std::string_view version) {
  constexpr std::uintmax_t kLongest = std::uintmax_t{1} << 20U;
  const auto content = place.store.read_own(std::string(version) + std::string(kRecord), kLongest);
  return content ? std::string(as_text(*content)) : std::string();
}

std::optional<Bytes> content_of(const SeenPlace& place, std::string_view version,
                                const std::string& name, bool& is_own) {
  const auto folder = place.store.child_as_found(version);
  struct stat status{};
  auto content = folder ? bytes_of(*folder, name, status) : std::nullopt;
  is_own = content && is_own_in(version, status);
  return content;
}

bool holds_version(const SeenPlace& place, std::string_view version) {
  return place.store.child_as_found(version) ||
         place.store.child_as_found(std::string(kNew) + std::string(version));
}

PlacesBelow places_below(const fs::path& folder) {
  PlacesBelow below;
  const auto top = Directory::as_found(folder);
  if (top) {
    search(*top, 0, below);
  } else if (errno != ENOENT && errno != ENOTDIR) {
    below.not_listed.push_back(folder);
  }
  std::ranges::sort(below.found, {}, &Place::path);
  std::ranges::sort(below.not_listed);
  return below;
}

}  // namespace dmp::files
