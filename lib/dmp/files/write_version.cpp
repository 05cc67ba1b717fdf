#include <fcntl.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "dmp/files/access.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/detail/version_files.hpp"

namespace dmp::files {

namespace fs = std::filesystem;

namespace {

constexpr const char* kContext = "security.selinux";

/// The label that policy or an administrator gave to what was there goes over to what is new.
void keep_context(int former, int made) {
  std::array<char, 256> label{};
  const auto size = former < 0 ? -1 : ::fgetxattr(former, kContext, label.data(), label.size());
  if (size > 0) {
    (void)::fsetxattr(made, kContext, label.data(), static_cast<std::size_t>(size), 0);
  }
}

}  // namespace

Status write_one(const Directory& folder, std::string_view name, const VersionFile& file,
                 const Descriptor& former, bool synced) {
  const auto path = folder.of(name);
  const auto descriptor =
      folder.open_entry(name, O_WRONLY | O_CREAT | O_EXCL, file.rights.mode & kPrivate);
  if (!descriptor.valid()) {
    return fail(write_failure(path, errno));
  }
  // Where nobody was named it is the group of who runs this, and not the directory's.
  const auto owner = file.rights.owner.value_or(::geteuid());
  const auto group = file.rights.group.value_or(::getegid());
  struct stat made{};
  const bool is_right =
      ::fstat(descriptor.get(), &made) == 0 && made.st_uid == owner && made.st_gid == group;
  if (!is_right && ::fchown(descriptor.get(), owner, group) != 0) {
    return fail(ErrorKind::environment, "PLACE-RIGHTS", {arg("path", path.native())},
                {system_cause(errno)});
  }
  if (::fchmod(descriptor.get(), file.rights.mode) != 0) {
    return fail(write_failure(path, errno));
  }
  keep_context(former.get(), descriptor.get());
  int error_number = write_all(descriptor.get(), file.content);
  if (error_number == 0 && synced) {
    error_number = sync_descriptor(descriptor.get());
  }
  return error_number == 0 ? Status() : fail(write_failure(path, error_number));
}

Result<Directory> folder_of_version(const OpenPlace& place, const std::string& version) {
  return place.store.trusting(place.parent.trust()).child(version);
}

std::optional<Directory> shown_folder(const OpenPlace& place) {
  if (place.place.kind == Place::Kind::file) {
    return std::nullopt;
  }
  const auto current = current_version(place.seen());
  auto folder =
      current.empty() ? place.parent.child(place.name) : folder_of_version(place, current);
  return folder ? std::optional(std::move(*folder)) : std::nullopt;
}

namespace {

/// Owner and group of a new file are those of who runs this, those who were named, or those of the
/// file that is proven to be there now: a last look at what was planned before. A group goes over
/// only with the owner, and where it could read.
Status check_rights(const OpenPlace& place, const VersionFile& file) {
  const auto& [mode, owner, group] = file.rights;
  const auto& trust = place.parent.trust();
  const bool is_owner_named = !owner || trust.covers(*owner);
  const bool is_group_named = !group || *group == 0 || *group == ::getegid() ||
                              std::ranges::count(trust.groups, *group) > 0;
  if (is_owner_named && is_group_named) {
    return {};
  }
  const auto held = held_at({place.place, trust, place.parent}, file.name);
  if (!held) {
    return fail(held.error());
  }
  const bool is_inherited =
      *held && (*held)->lends_rights && (is_owner_named || *owner == (*held)->access.owner) &&
      (is_group_named || (*group == (*held)->access.group && (*held)->is_read_by_group() &&
                          (*held)->lends_to(owner.value_or(::geteuid()))));
  return is_inherited
             ? Status()
             : owner_refused(place.place.path, place.place.path, owner.value_or(0));
}

Status write_files(const OpenPlace& place, const Directory& folder,
                   const std::vector<VersionFile>& files, bool synced) {
  const auto shown = shown_folder(place);
  for (const auto& file : files) {
    if (auto fine = check_rights(place, file); !fine) {
      return fine;
    }
    const auto former = place.place.kind == Place::Kind::file
                            ? place.parent.open_entry(place.name, O_RDONLY)
                        : shown ? shown->open_entry(file.name, O_RDONLY)
                                : Descriptor();
    if (auto written = write_one(folder, file.name, file, former, synced); !written) {
      return written;
    }
  }
  if (shown) {
    keep_context(shown->open_entry(".", O_RDONLY | O_DIRECTORY).get(),
                 folder.open_entry(".", O_RDONLY | O_DIRECTORY).get());
  }
  return {};
}

}  // namespace

Status open_ways(const OpenPlace& place, const Directory& folder,
                 const std::vector<VersionFile>& files) {
  const bool for_others = std::ranges::any_of(files, [](const auto& file) {
    return file.rights.owner.value_or(::geteuid()) != ::geteuid() ||
           file.rights.group.value_or(::getegid()) != ::getegid();
  });
  const mode_t mode = for_others ? 0711 : 0700;
  const auto shown = shown_folder(place);
  const auto before = shown ? shown->open_entry(".", O_RDONLY | O_DIRECTORY) : Descriptor();
  struct stat status{};
  const bool is_kept = before.valid() && ::fstat(before.get(), &status) == 0;
  const bool is_entered = place.place.kind == Place::Kind::folder;  // A file has a name of its own.
  const mode_t former = is_kept ? access_of(before.get(), status).mode : 07777U;
  const mode_t own = is_entered ? way_mode() & former : 0;
  if (const int failed = folder.set_mode(own | mode)) {
    return fail(write_failure(folder.path(), failed));
  }
  for (const auto* level : {&place.store, &place.versions}) {
    const auto held = level->status(".");
    const bool is_closed = held && (held->st_mode & mode) != mode;
    if (is_closed && !place.parent.others().none() && !holds_stores(place.versions)) {
      return path_refused("PLACE-OTHER", place.place.path, place.versions.path());
    }
    const int failed = is_closed ? level->set_mode(mode) : 0;
    if (failed != 0) {
      return fail(write_failure(level->path(), failed));
    }
  }
  return {};
}

Status write_record(const OpenPlace& place, std::string_view version, std::string_view record,
                    bool synced) {
  const auto name = std::string(version) + std::string(kRecord);
  (void)place.store.remove(name);
  return write_one(place.store, name, {name, as_bytes(record), {kPrivate, {}, {}}}, {}, synced);
}

int publish_version(const OpenPlace& place, const std::string& version) {
  const int failed = place.store.rename(std::string(kNew) + version, place.store, version);
  return failed == ENOENT && is_directory(place.store.status(version)) ? 0 : failed;
}

Status write_version(const OpenPlace& place, const std::string& version,
                     const std::vector<VersionFile>& files, std::string_view record, bool synced) {
  const auto& store = place.store;
  const auto name = std::string(kNew) + version;
  if (store.status(name)) {
    return fail(write_failure(store.of(name), EEXIST));
  }
  const auto folder = store.make_child(name);
  if (!folder) {
    return fail(folder.error());
  }
  auto status = write_files(place, *folder, files, synced)
                    .and_then([&] { return open_ways(place, *folder, files); })
                    .and_then([&] { return write_record(place, version, record, synced); });
  for (const auto* level : {&*folder, &store}) {
    if (const int failed = status && synced ? level->sync() : 0) {
      status = fail(write_failure(level->path(), failed));
    }
  }
  if (!status) {
    remove_version(place, version);
  }
  return status;
}

void clear_leftovers(const OpenPlace& place) {
  take_over(place);
  remove_unfinished(place.store);
  const auto& store = place.store;
  const auto current = current_version(place.seen());
  const auto names = store.names();
  const auto is_there = [&names](std::string_view name) {
    return std::ranges::count(names, name) > 0;
  };
  for (const auto& name : version_names(store)) {
    if (name != current && name != kBefore && !is_there(name + std::string(kRecord))) {
      (void)store.remove_flat(name);
    }
  }
  for (const auto& name : names) {
    const fs::path path(name);
    const bool is_beside = path.extension() == kRecord || path.extension() == kUndone;
    if (is_beside && !is_there(path.stem().native())) {
      (void)store.remove_flat(name);
    }
  }
}

void mark_undone(const OpenPlace& place, const std::string& version) {
  (void)place.store.open_entry(version + std::string(kUndone), O_WRONLY | O_CREAT, kPrivate);
  (void)place.store.sync();
}

void remove_version(const OpenPlace& place, const std::string& version) {
  // The record first: without it the rest is nobody's, and goes with the next change.
  (void)place.store.remove(version + std::string(kRecord));
  (void)place.store.remove(version + std::string(kUndone));
  (void)place.store.remove_flat(version);
  (void)place.store.remove_flat(std::string(kNew) + version);
}

}  // namespace dmp::files
