#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "dmp/files/access.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/detail/version_files.hpp"

namespace dmp::files {

namespace {

/// Who may do what with the files that a place shows, by name.
std::map<std::string, Access> access_now(const OpenPlace& place) {
  std::map<std::string, Access> found;
  const bool is_file = place.place.kind == Place::Kind::file;
  const auto folder = is_file ? std::optional(place.parent) : shown_folder(place);
  const auto names = is_file  ? std::vector{place.name}
                     : folder ? folder->names()
                              : std::vector<std::string>();
  for (const auto& name : names) {
    const auto file = folder->open_entry(name, O_RDONLY);
    struct stat status{};
    if (file.valid() && ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode)) {
      found.emplace(name, access_of(file.get(), status));
    }
  }
  return found;
}

/// What the mode of a file gives that `now` gives as well. A group that is another one has what all
/// have.
mode_t narrowed(const Access& file, const Access& now) {
  constexpr unsigned kOfGroup = 3;
  const auto others = now.mode & S_IRWXO;
  const auto group =
      file.group == now.group ? now.mode & S_IRWXG : static_cast<mode_t>(others << kOfGroup);
  return file.mode & (S_IRWXU | group | others);
}

/// Narrows an open file of a version. Where others could have written it, its group goes on to be
/// able to: the one that still reads it, or else ours, which then reads nothing.
void narrow(const Descriptor& file, const Access& access, const Access& now) {
  auto mode = narrowed(access, now);
  if (mode == (access.mode & 0777U) && !access.has_list) {
    return;
  }
  if (access.is_written_by_others && (mode & S_IWGRP) == 0) {
    const bool is_read_by_writers = (access.mode & S_IWGRP) != 0 && (mode & S_IRGRP) != 0;
    if (!is_read_by_writers) {
      const bool is_given = ::fchown(file.get(), static_cast<uid_t>(-1), ::getegid()) == 0;
      mode &= is_given || access.group == ::getegid() ? ~mode_t{S_IRWXO | S_IRWXG} : S_IRWXU;
    }
    mode |= S_IWGRP;
  }
  (void)drop_access_list(file.get());
  (void)::fchmod(file.get(), mode);
}

/// Closes our own directory of a version in which others may make names: what they moved there
/// stays as it is, and they get at nothing in it any more.
void close_version(const Directory& folder) {
  const auto opened = folder.open_entry(".", O_RDONLY | O_DIRECTORY);
  if (opened.valid()) {
    (void)drop_access_list(opened.get());
    (void)::fchmod(opened.get(), S_IRWXU);
  }
}

}  // namespace

void narrow_versions(const OpenPlace& place) {
  const auto shown = access_now(place);
  const auto current = current_version(place.seen());
  for (const auto& version : version_names(place.store)) {
    const auto folder = version == current ? std::nullopt : place.store.child_as_found(version);
    const auto around = folder ? folder->status(".") : std::nullopt;
    for (const auto& [name, now] : shown) {
      const auto file = folder ? folder->open_entry(name, O_RDONLY) : Descriptor();
      struct stat status{};
      if (!file.valid() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
          !around) {
        continue;
      }
      // What one does not write oneself may be another file of somebody's: a second name closes
      // nothing, and into a directory where others make names they can move what is not theirs.
      const auto access = access_of(file.get(), status);
      const bool is_ours = Trust().covers(around->st_uid);
      const bool is_open = narrowed(access, now) != (access.mode & 0777U) || access.has_list;
      if (!is_own(*around) && is_ours && is_open) {
        close_version(*folder);
      } else if ((is_own(*around) || around->st_uid == status.st_uid) &&
                 (version != kBefore || status.st_nlink == 1)) {
        narrow(file, access, now);
      }
    }
  }
}

namespace {

/// Takes the directory of a version, which may have been a named owner's when it was taken over,
/// out of the hands of all who could make names in it.
Status own_folder(const Directory& folder) {
  const auto opened = folder.open_entry(".", O_RDONLY | O_DIRECTORY);
  struct stat status{};
  int failed = opened.valid() && ::fstat(opened.get(), &status) == 0 ? 0 : errno;
  if (failed == 0 && !is_own(status)) {
    const auto mode = access_of(opened.get(), status).mode & 0755U;
    failed = ::fchown(opened.get(), ::geteuid(), static_cast<gid_t>(-1)) != 0
                 ? errno
                 : drop_access_list(opened.get());
    failed = failed == 0 && ::fchmod(opened.get(), mode) != 0 ? errno : failed;
  }
  return failed == 0 ? Status() : fail(write_failure(folder.path(), failed));
}

/// Whose a file of a version is was named now, or is whose it is at the place already.
Status check_owner(const OpenPlace& place, const Directory& folder, const Taken& file) {
  const auto& trust = place.parent.trust();
  if (trust.covers(file.status.st_uid)) {
    return {};
  }
  const auto held = held_at({place.place, trust, place.parent}, file.name);
  const bool is_inherited = held && *held && (*held)->lends_to(file.status.st_uid);
  return is_inherited ? Status()
                      : path_refused("PLACE-OWNER", place.place.path, folder.of(file.name),
                                     file.status.st_uid);
}

/// What comes back gives nobody more than the place does now, but for a group that is named.
VersionFile again(const Taken& file, const std::map<std::string, Access>& shown,
                  const Trust& trust) {
  auto made = file.again(file.name);
  const auto now = shown.find(file.name);
  if (now != shown.end()) {
    const auto access = access_of(file.file.get(), file.status);
    const bool is_named = std::ranges::count(trust.groups, access.group) > 0;
    made.rights.mode = narrowed(access, now->second) | (is_named ? access.mode & S_IRWXG : 0U);
  }
  return made;
}

/// Takes the files of a version, if they are what may come back.
Result<std::vector<Taken>> take_version(const OpenPlace& place, const std::string& version,
                                        const Directory& folder, const FitToReturn& judge) {
  auto [files, found, unread] = take_all(folder, version);
  for (const auto& name : unread) {
    found.push_back({name, {}, false});
  }
  auto status = judge(found);
  for (const auto& each : files) {
    status = status ? check_owner(place, folder, each) : std::move(status);
  }
  return status ? Result<std::vector<Taken>>(std::move(files)) : fail(std::move(status.error()));
}

}  // namespace

Status check_renewal(const OpenPlace& place, const std::string& version, const FitToReturn& judge) {
  if (shows(place, version)) {
    return {};
  }
  return folder_of_version(place, version)
      .and_then(
          [&](const Directory& folder) { return take_version(place, version, folder, judge); })
      .map([](const std::vector<Taken>&) {});
}

Status renew_version(const OpenPlace& place, const std::string& version, const FitToReturn& judge) {
  if (shows(place, version)) {
    return {};
  }
  const auto folder = folder_of_version(place, version);
  if (auto owned = folder ? own_folder(*folder) : Status(fail(folder.error())); !owned) {
    return owned;
  }
  const auto files = take_version(place, version, *folder, judge);
  if (!files) {
    return fail(files.error());
  }
  const auto shown = access_now(place);
  const auto aside = std::string(kNew) + "again";
  std::vector<VersionFile> made;
  Status status;
  for (const auto& each : *files) {
    if (!status) {
      break;
    }
    (void)place.store.remove(aside);
    made.push_back(again(each, shown, place.parent.trust()));
    status = write_one(place.store, aside, made.back(), each.file);
    if (const int failed = status ? place.store.rename(aside, *folder, each.name) : 0) {
      status = fail(write_failure(folder->of(each.name), failed));
    }
  }
  if (!files->empty()) {
    (void)place.store.remove(aside);
  }
  status = status ? open_ways(place, *folder, made) : std::move(status);
  if (const int failed = status ? folder->sync() : 0) {
    status = fail(write_failure(folder->path(), failed));
  }
  return status;
}

}  // namespace dmp::files
