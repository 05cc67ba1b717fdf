#include "dmp/files/detail/descriptor.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <string>
#include <system_error>

namespace dmp::files {

std::string system_cause(int error_number) { return std::generic_category().message(error_number); }

bool is_representable(const std::filesystem::path& path) {
  return path.native().find('\0') == std::string::npos;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  auto folder = path.parent_path();
  return folder.empty() ? std::filesystem::path(".") : folder;
}

Descriptor open_retrying(const std::filesystem::path& path, int flags, mode_t mode) {
  int descriptor = -1;
  do {
    descriptor = ::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode);
  } while (descriptor < 0 && errno == EINTR);
  return Descriptor(descriptor);
}

Descriptor open_at(int folder, std::string_view name, int flags, mode_t mode) {
  const std::string text(name);
  int descriptor = -1;
  do {
    descriptor = ::openat(folder, text.c_str(), flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode);
  } while (descriptor < 0 && errno == EINTR);
  return Descriptor(descriptor);
}

int list_entries(int folder,
                 const std::function<void(std::string_view name, unsigned char type)>& each) {
  auto readable = open_at(folder, ".", O_RDONLY | O_DIRECTORY);
  const auto close = [](DIR* opened) { ::closedir(opened); };
  const std::unique_ptr<DIR, decltype(close)> opened(
      readable.valid() ? ::fdopendir(readable.get()) : nullptr, close);
  if (!opened) {
    return errno;
  }
  (void)readable.release();
  errno = 0;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody else reads this stream.
  while (const auto* entry = ::readdir(opened.get())) {
    const std::string_view name(static_cast<const char*>(entry->d_name));
    if (name != "." && name != "..") {
      each(name, entry->d_type);
    }
    errno = 0;  // Whatever strings did to it: at the end it tells whether that was all.
  }
  return errno;
}

bool is_of_kernel(int descriptor) {
  // Their "regular" files may never end, take what others were to read, or make a device act.
  constexpr std::array<decltype(statfs::f_type), 11> kTypes = {
      PROC_SUPER_MAGIC, SYSFS_MAGIC,   CGROUP_SUPER_MAGIC, CGROUP2_SUPER_MAGIC,
      TRACEFS_MAGIC,    DEBUGFS_MAGIC, SECURITYFS_MAGIC,   PSTOREFS_MAGIC,
      EFIVARFS_MAGIC,   BPF_FS_MAGIC,  SELINUX_MAGIC};
  struct statfs system{};
  return ::fstatfs(descriptor, &system) == 0 &&
         std::ranges::find(kTypes, system.f_type) != kTypes.end();
}

int lock_retrying(int descriptor, int operation) {
  while (::flock(descriptor, operation) != 0) {
    if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

int write_all(int descriptor, ByteView content) {
  while (!content.empty()) {
    const auto written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      return written < 0 ? errno : EIO;
    }
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return 0;
}

int sync_descriptor(int descriptor) {
  while (::fsync(descriptor) != 0) {
    if (errno == EINVAL || errno == EROFS || errno == ENOTSUP) {
      return 0;
    }
    if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

int sync_folder(const std::filesystem::path& folder) {
  const auto descriptor = open_retrying(folder, O_RDONLY | O_DIRECTORY);
  if (!descriptor.valid()) {
    // A folder that we may write in but not list cannot be opened, hence not synced.
    return errno == EACCES ? 0 : errno;
  }
  return sync_descriptor(descriptor.get());
}

Error write_failure(const std::filesystem::path& path, int error_number) {
  Args args{arg("path", path.native()), arg("folder", folder_of(path).native())};
  std::string_view id = "FILE-WRITE";
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
      id = "FILE-DISK-FULL";
      break;
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOENT:
    case ENOTDIR:
    case ELOOP:
      id = "FILE-FOLDER";
      break;
    default:
      break;
  }
  return {ErrorKind::environment, std::string(id), std::move(args), {system_cause(error_number)}};
}

namespace {

tl::unexpected<Error> refused(Reason reason, std::string_view id, const std::filesystem::path& path,
                              const std::filesystem::path& at, uid_t owner) {
  std::array<char, 4096> room{};
  struct passwd user{};
  struct passwd* found = nullptr;
  const bool has_name =
      ::getpwuid_r(owner, &user, room.data(), room.size(), &found) == 0 && found != nullptr;
  const auto number = std::to_string(owner);
  return fail(ErrorKind::environment, reason, id,
              {arg("path", path.native()), arg("folder", at.native()),
               arg("owner", has_name ? std::string(user.pw_name) + " (" + number + ")" : number)});
}

}  // namespace

tl::unexpected<Error> path_refused(std::string_view id, const std::filesystem::path& path,
                                   const std::filesystem::path& at, uid_t owner) {
  return refused(Reason::unsafe_path, id, path, at, owner);
}

tl::unexpected<Error> owner_refused(const std::filesystem::path& path,
                                    const std::filesystem::path& at, uid_t owner) {
  return refused(Reason::foreign_owner, "PATH-OWNER", path, at, owner);
}

std::filesystem::path target_of(const Descriptor& link) {
  std::array<char, 4096> target{};
  const auto size = ::readlinkat(link.get(), "", target.data(), target.size());
  return size <= 0 || static_cast<std::size_t>(size) == target.size()
             ? std::filesystem::path()
             : std::filesystem::path(std::string(target.data(), static_cast<std::size_t>(size)));
}

std::optional<Error> failure_of_type(ErrorKind kind, std::string_view name, mode_t type) {
  if (S_ISREG(type)) {
    return std::nullopt;
  }
  return Error{
      kind, S_ISDIR(type) ? "FILE-IS-DIRECTORY" : "FILE-NOT-REGULAR", {arg("path", name)}, {}};
}

}  // namespace dmp::files
