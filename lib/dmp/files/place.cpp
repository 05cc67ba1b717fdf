#include "dmp/files/place.hpp"

#include <algorithm>
#include <cerrno>

#include "dmp/files/creation_mode.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/detail/version_files.hpp"

namespace dmp::files {

namespace fs = std::filesystem;

Status check_plain(const Place& place, const Directory& folder,
                   const std::vector<std::string>& known, const Trust& trust) {
  if (folder.admits_strangers()) {  // A sticky one, which would go on to be theirs to fill.
    return path_refused("PATH-WRITABLE", place.path, folder.path());
  }
  for (const auto& name : folder.names()) {
    if (std::ranges::count(known, name) == 0) {
      return path_refused("PLACE-OTHER", place.path, place.path);
    }
    const auto held = folder.status(name);
    if (is_directory(held)) {
      return path_refused("PLACE-OTHER", place.path, folder.of(name), held->st_uid);
    }
    if (held && !trust.covers(held->st_uid)) {
      return owner_refused(place.path, folder.of(name), held->st_uid);
    }
  }
  return {};
}

bool is_of_version(const Directory& parent, const std::string& name, const struct stat& held) {
  const auto store = own_store(parent, name);
  if (!store) {
    return false;
  }
  return std::ranges::any_of(store->names(), [&](const std::string& version) {
    const auto folder = is_directory(store->status(version)) ? store->child(version) : store;
    const auto file = folder ? folder->status(name) : std::nullopt;
    return file && is_same_file(*file, held);
  });
}

bool is_inherited(const Directory& parent, const std::string& name, const struct stat& held) {
  return parent.others().none() && is_of_version(parent, name, held);
}

Status check_file(const Place& place, const Directory& parent, const struct stat& held) {
  const auto name = place.path.filename().native();
  const auto& trust = parent.trust();
  if (S_ISLNK(held.st_mode)) {
    return path_refused("PLACE-LINK", place.path, place.path);
  }
  if (auto error = failure_of_type(ErrorKind::usage, place.path.native(), held.st_mode)) {
    return fail(std::move(*error));
  }
  if (!trust.covers(held.st_uid) && !is_inherited(parent, name, held)) {
    return owner_refused(place.path, place.path, held.st_uid);
  }
  if (!parent.is_shared() || is_of_version(parent, name, held)) {
    return {};
  }
  // That a file is ours does not tell who gave it this name.
  if (parent.admits_strangers() && Trust().covers(held.st_uid)) {
    return path_refused("PATH-SHARED", place.path, parent.path());
  }
  return held.st_nlink > 1 ? path_refused("PATH-NAMES", place.path, place.path, held.st_uid)
                           : Status();
}

namespace {

/// What lies at a place must be ours, or nothing.
Status check_entry(const Place& place, const Directory& parent,
                   const std::vector<std::string>& known) {
  const auto name = place.path.filename().native();
  const auto held = parent.status(name);
  if (!held) {
    return {};
  }
  const auto& trust = parent.trust();
  if (place.kind == Place::Kind::file) {
    return check_file(place, parent, *held);
  }
  if (S_ISLNK(held->st_mode)) {
    const auto store = own_store(parent, name);
    return Trust().covers(held->st_uid) && store &&
                   !current_version(SeenPlace{place, name, parent, *store}).empty()
               ? Status()
               : path_refused("PLACE-LINK", place.path, place.path);
  }
  if (!S_ISDIR(held->st_mode)) {
    return path_refused("PLACE-OTHER", place.path, place.path);
  }
  return parent.child(name).and_then(
      [&](const Directory& folder) { return check_plain(place, folder, known, trust); });
}

Status check_opened(const Place& place, const Directory& parent,
                    const std::vector<std::string>& known) {
  const auto inside = std::ranges::find(parent.real_path(), fs::path(kStoreName));
  if (inside != parent.real_path().end()) {
    return path_refused("PLACE-INSIDE", place.path, parent.real_path());
  }
  if (parent.status(kStoreName)) {
    const auto versions = open_versions(parent);
    if (!versions) {
      return fail(versions.error());
    }
    const auto name = place.path.filename().native();
    const auto store = versions->status(name) ? own_child(*versions, name) : versions;
    if (!store) {
      return fail(store.error());
    }
  }
  return check_entry(place, parent, known);
}

Result<OpenPlace> open_in(Result<Directory> parent, const Place& place,
                          const std::vector<std::string>& known, bool make,
                          std::vector<Entry>* made) {
  if (!parent) {
    return fail(std::move(parent.error()));
  }
  if (auto fine = check_opened(place, *parent, known); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto name = place.path.filename().native();
  auto versions = open_versions(*parent, make, made);
  if (!versions) {
    return fail(std::move(versions.error()));
  }
  auto store = make ? make_noted(*versions, name, made) : own_child(*versions, name);
  if (!store) {
    return fail(std::move(store.error()));
  }
  return OpenPlace{place, std::move(*parent), name, std::move(*versions), std::move(*store), known};
}

/// The names of the files in the versions of a place, shown already or made to be shown. Into what
/// was a plain directory others may have moved more.
std::vector<std::string> names_of_files(const Directory& parent, const std::string& name) {
  const auto store = own_store(parent, name);
  std::vector<std::string> found;
  for (const auto& each : store ? store->names() : std::vector<std::string>()) {
    const auto version = each.starts_with(kNew) ? each.substr(kNew.size()) : each;
    const bool is_ours = is_version_name(version) && version != kBefore;
    const auto folder = is_ours ? store->child_as_found(each) : std::nullopt;
    const auto names = folder ? folder->names() : std::vector<std::string>();
    found.insert(found.end(), names.begin(), names.end());
  }
  return found;
}

}  // namespace

Result<PlaceWay> way_to(const Place& place, const std::vector<std::string>& known,
                        const Trust& trust) {
  if (!is_representable(place.path)) {
    return fail(write_failure(place.path, EINVAL));
  }
  auto parent = Directory::find(folder_of(place.path), trust);
  if (!parent) {
    return fail(std::move(parent.error()));
  }
  auto fine = *parent ? check_opened(place, **parent, known) : Status();
  return fine ? Result<PlaceWay>({place, trust, std::move(*parent)})
              : fail(std::move(fine.error()));
}

Result<OpenPlace> open_place(const PlaceWay& way, const std::vector<std::string>& known,
                             std::vector<Entry>* made) {
  const auto& [place, trust, found] = way;
  auto parent = found ? Result<Directory>(*found)
                      : Directory::make(folder_of(place.path), trust, made, way_mode());
  return open_in(std::move(parent), place, known, true, made);
}

Result<OpenPlace> find_place(const Place& place, const Trust& trust) {
  auto parent = Directory::open(folder_of(place.path), trust);
  const auto known =
      parent ? names_of_files(*parent, place.path.filename().native()) : std::vector<std::string>();
  return open_in(std::move(parent), place, known, false, nullptr);
}

}  // namespace dmp::files
