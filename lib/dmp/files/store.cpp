#include "dmp/files/detail/store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/read.hpp"

namespace dmp::files {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNext = ".next";
constexpr const char* kContext = "security.selinux";

/// The label that policy or an administrator gave to the file before goes over to the new one.
void keep_context(const fs::path& former, const fs::path& made) {
  std::array<char, 256> label{};
  const auto size = ::lgetxattr(former.c_str(), kContext, label.data(), label.size());
  if (size > 0) {
    (void)::lsetxattr(made.c_str(), kContext, label.data(), static_cast<std::size_t>(size), 0);
  }
}

Status write_one(const fs::path& path, const VersionFile& file, const fs::path& former,
                 bool synced = true) {
  const auto descriptor =
      open_retrying(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, file.rights.mode & kPrivate);
  if (!descriptor.valid()) {
    return fail(write_failure(path, errno));
  }
  const auto none = static_cast<uid_t>(-1);
  const auto owner = file.rights.owner.value_or(none);
  const auto group = file.rights.group.value_or(none);
  if ((owner != none || group != none) && ::fchown(descriptor.get(), owner, group) != 0) {
    return fail(ErrorKind::environment, "PLACE-RIGHTS", {arg("path", path.native())},
                {system_cause(errno)});
  }
  if (::fchmod(descriptor.get(), file.rights.mode) != 0) {
    return fail(write_failure(path, errno));
  }
  keep_context(former, path);
  int error_number = write_all(descriptor.get(), file.content);
  if (error_number == 0 && synced) {
    error_number = sync_descriptor(descriptor.get());
  }
  return error_number == 0 ? Status() : fail(write_failure(path, error_number));
}

bool is_there(const fs::path& path) {
  struct stat status{};
  return ::lstat(path.c_str(), &status) == 0;
}

/// A second name for a file, or its copy where that may not be.
int double_of(const fs::path& from, const fs::path& to) {
  if (::link(from.c_str(), to.c_str()) == 0) {
    return 0;
  }
  if (errno != EPERM && errno != EMLINK && errno != ENOTSUP && errno != EXDEV) {
    return errno;
  }
  struct stat status{};
  auto content = read_file(from);
  if (!content || ::stat(from.c_str(), &status) != 0) {
    return EIO;
  }
  Rights rights{status.st_mode & 07777U, {}, {}};
  if (::geteuid() == 0) {
    rights.owner = status.st_uid;
    rights.group = status.st_gid;
  }
  const auto made = write_one(to, {to.filename().native(), *content, rights}, from);
  wipe(*content);
  if (!made) {
    ::unlink(to.c_str());
  }
  return made ? 0 : EIO;
}

int point_folder(const Place& place, const std::string& version) {
  const auto next = place.store() / kNext;
  const auto target = fs::path(kStoreName) / place.path.filename() / version;
  ::unlink(next.c_str());
  if (::symlink(target.c_str(), next.c_str()) != 0) {
    return errno;
  }
  struct stat status{};
  const bool is_plain = ::lstat(place.path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
  if (!is_plain) {
    return ::rename(next.c_str(), place.path.c_str()) == 0 ? 0 : errno;
  }
  if (::renameat2(AT_FDCWD, next.c_str(), AT_FDCWD, place.path.c_str(), RENAME_EXCHANGE) != 0) {
    return errno;
  }
  // The plain folder bears the link's temporary name now; should this fail, clear_leftovers does
  // it.
  (void)::rename(next.c_str(), (place.store() / kBefore).c_str());
  return 0;
}

/// Whether a place shows exactly this version; two versions of the same bytes are not the same.
bool shows(const Place& place, const std::string& version) {
  std::error_code error;
  return place.kind == Place::Kind::folder
             ? fs::is_symlink(fs::symlink_status(place.path, error)) &&
                   current_version(place) == version
             : fs::equivalent(place.store() / version / place.path.filename(), place.path, error);
}

int point_file(const Place& place, const std::string& version) {
  const auto next = place.store() / kNext;
  ::unlink(next.c_str());
  if (const int failed = double_of(place.store() / version / place.path.filename(), next)) {
    return failed;
  }
  const int failed = ::rename(next.c_str(), place.path.c_str()) == 0 ? 0 : errno;
  // A rename between two names of one file does nothing at all.
  ::unlink(next.c_str());
  return failed;
}

}  // namespace

fs::path record_path(const Place& place, std::string_view version) {
  return place.store() / (std::string(version) + std::string(kRecord));
}

void take_over(const Place& place) {
  std::error_code error;
  const auto next = place.store() / kNext;
  if (fs::is_directory(fs::symlink_status(next, error))) {
    fs::rename(next, place.store() / kBefore, error);
  } else {
    fs::remove(next, error);
  }
}

void clear_leftovers(const Place& place) {
  take_over(place);
  std::error_code error;
  std::vector<fs::path> left;
  const auto current = current_version(place);
  for (const auto& name : version_names(place.store())) {
    if (name != current && name != kBefore && !is_there(record_path(place, name))) {
      left.push_back(place.store() / name);
    }
  }
  for (fs::directory_iterator entry(place.store(), error), end; !error && entry != end;
       entry.increment(error)) {
    const auto extension = entry->path().extension().native();
    const bool is_beside = extension == kRecord || extension == kUndone;
    if (entry->path().filename().native().starts_with(kNew) ||
        (is_beside && !is_there(place.store() / entry->path().stem()))) {
      left.push_back(entry->path());
    }
  }
  for (const auto& path : left) {
    fs::remove_all(path, error);
  }
}

Status write_record(const Place& place, std::string_view version, std::string_view record,
                    bool synced) {
  const auto path = record_path(place, version);
  ::unlink(path.c_str());
  return write_one(path, {path.filename().native(), as_bytes(record), {kPrivate, {}, {}}}, path,
                   synced);
}

int publish_version(const Place& place, const std::string& version) {
  const auto made = place.store() / (std::string(kNew) + version);
  if (::rename(made.c_str(), (place.store() / version).c_str()) == 0) {
    return 0;
  }
  const int failed = errno;
  std::error_code error;
  return failed == ENOENT && fs::is_directory(place.store() / version, error) ? 0 : failed;
}

Status write_version(const Place& place, const std::string& version,
                     const std::vector<VersionFile>& files, std::string_view record, bool synced) {
  const auto folder = place.store() / (std::string(kNew) + version);
  if (::mkdir(folder.c_str(), 0700) != 0) {
    return fail(write_failure(folder, errno));
  }
  const bool is_file = place.kind == Place::Kind::file;
  bool for_others = false;
  Status status;
  for (const auto& file : files) {
    for_others = for_others || file.rights.owner || file.rights.group;
    if (status) {
      status = write_one(folder / file.name, file, is_file ? place.path : place.path / file.name,
                         synced);
    }
  }
  if (!is_file) {
    keep_context(place.path / ".", folder);
  }
  // Whoever is to read a file has to get to it; names alone are no secret.
  const mode_t mode = for_others ? 0711 : 0700;
  for (const auto& level : {folder, place.store(), place.store().parent_path()}) {
    struct stat held{};
    if (status && ::stat(level.c_str(), &held) == 0 && (held.st_mode & mode) != mode &&
        ::chmod(level.c_str(), mode) != 0) {
      status = fail(write_failure(level, errno));
    }
  }
  if (status) {
    status = write_record(place, version, record, synced);
  }
  for (const auto& level : {folder, place.store()}) {
    if (const int failed = status && synced ? sync_folder(level) : 0) {
      status = fail(write_failure(level, failed));
    }
  }
  if (!status) {
    remove_version(place, version);
  }
  return status;
}

Result<std::string> keep_former(const Place& place, std::string_view record, bool synced) {
  auto former = former_version(place);
  if (former != kBefore || shows(place, former)) {
    return former;
  }
  // Somebody put something else there: that is what one goes back to.
  remove_version(place, former);
  if (auto written = write_record(place, former, record, synced); !written) {
    return fail(std::move(written.error()));
  }
  if (place.kind == Place::Kind::folder) {
    return former;
  }
  const auto folder = place.store() / former;
  int failed = ::mkdir(folder.c_str(), 0700) == 0 ? 0 : errno;
  if (failed == 0) {
    failed = double_of(place.path, folder / place.path.filename());
  }
  return failed == 0 ? Result<std::string>(former) : fail(write_failure(place.path, failed));
}

void mark_undone(const Place& place, const std::string& version) {
  const auto mark = place.store() / (version + std::string(kUndone));
  (void)open_retrying(mark, O_WRONLY | O_CREAT | O_NOFOLLOW, kPrivate);
  (void)sync_folder(place.store());
}

bool is_undone(const Place& place, const std::string& version) {
  std::error_code error;
  return fs::exists(place.store() / (version + std::string(kUndone)), error);
}

void remove_version(const Place& place, const std::string& version) {
  std::error_code ignored;
  // The record first: without it the rest is nobody's, and goes with the next change.
  fs::remove(record_path(place, version), ignored);
  fs::remove(place.store() / (version + std::string(kUndone)), ignored);
  fs::remove_all(place.store() / version, ignored);
  fs::remove_all(place.store() / (std::string(kNew) + version), ignored);
}

int point_to(const Place& place, const std::string& version) {
  if (version.empty()) {
    return ::unlink(place.path.c_str()) == 0 || errno == ENOENT ? 0 : errno;
  }
  if (shows(place, version)) {
    return 0;
  }
  return place.kind == Place::Kind::folder ? point_folder(place, version)
                                           : point_file(place, version);
}

int sync_place(const Place& place) {
  const int failed = sync_folder(folder_of(place.path));
  return failed != 0 ? failed : sync_folder(place.store());
}

}  // namespace dmp::files
