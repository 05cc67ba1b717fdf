#include "dmp/files/output.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <string>
#include <utility>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/directory.hpp"

namespace dmp::files {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;

tl::unexpected<Error> refused(std::string_view id, const fs::path& path) {
  return fail(ErrorKind::usage, id, {arg("path", path.native())});
}

/// The number of a descriptor of this process, where a path is the kernel's link to one.
std::optional<int> own_descriptor(const fs::path& path) {
  struct stat folder{};
  struct stat own{};
  const auto name = path.filename().string();
  int number = -1;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool is_number = error == std::errc() && end == name.data() + name.size();
  const bool is_own = is_number && ::stat(folder_of(path).c_str(), &folder) == 0 &&
                      ::stat("/proc/self/fd", &own) == 0 && is_same_file(folder, own);
  return is_own ? std::optional(number) : std::nullopt;
}

/// Links of /proc lead to what no path needs to name: they are not followed by their text.
bool is_in_proc(const fs::path& path) {
  struct statfs system{};
  return ::statfs(folder_of(path).c_str(), &system) == 0 && system.f_type == PROC_SUPER_MAGIC;
}

/// A stream, judged by what is opened, and so is the way to it: writing to one acts.
Result<Destination> stream_at(const fs::path& path) {
  const auto entry = locate(path);
  if (!entry) {
    return fail(entry.error());
  }
  auto named = std::make_shared<const Descriptor>(entry->directory.open_entry(entry->name, O_PATH));
  struct stat status{};
  if (!named->valid() || ::fstat(named->get(), &status) != 0) {
    return fail(write_failure(path, errno));
  }
  // A disk is a device, too: what is written to it is lost.
  if (!S_ISCHR(status.st_mode) && !S_ISFIFO(status.st_mode)) {
    return refused("FILE-NOT-REGULAR", path);
  }
  if (S_ISFIFO(status.st_mode) && !Trust().covers(status.st_uid)) {
    return owner_refused(path, path, status.st_uid);
  }
  return Destination{path, true, {}, std::move(named)};
}

/// What stands at the end of the links.
Result<Destination> destination_at(const fs::path& path, const struct stat& status) {
  return S_ISDIR(status.st_mode)   ? refused("FILE-IS-DIRECTORY", path)
         : S_ISREG(status.st_mode) ? Result<Destination>(Destination{path, false, {}})
                                   : stream_at(path);
}

}  // namespace

Result<Destination> find_destination(const fs::path& path) {
  auto at = path;
  for (int count = 0; count <= kMostLinks; ++count) {
    struct stat status{};
    if (::lstat(at.c_str(), &status) != 0) {
      return Destination{at, false, {}};  // Whoever writes it says what hinders him.
    }
    if (!S_ISLNK(status.st_mode)) {
      return destination_at(at, status);
    }
    if (const auto descriptor = own_descriptor(at)) {
      return Destination{at, true, descriptor};
    }
    if (is_in_proc(at)) {
      return refused("FILE-NOT-REGULAR", at);
    }
    auto next = leads_to(at);
    if (!next) {
      return fail(std::move(next.error()));
    }
    at = std::move(*next);
  }
  return fail(ErrorKind::environment, Reason::unsafe_path, "PATH-LINKS",
              {arg("path", path.native()), arg("folder", path.native())});
}

Status write_stream(const Destination& destination, ByteView content) {
  if (!destination.descriptor && destination.judged == nullptr) {
    return fail(write_failure(destination.path, ENXIO));
  }
  const int number =
      destination.descriptor
          ? ::fcntl(*destination.descriptor, F_DUPFD_CLOEXEC, 0)
          : ::open(("/proc/self/fd/" + std::to_string(destination.judged->get())).c_str(),
                   O_WRONLY | O_CLOEXEC | O_NOCTTY);
  const Descriptor stream(number);
  const int error = stream.valid() ? write_all(stream.get(), content) : errno;
  // Whoever closes a pipe has read enough.
  return error == 0 || error == EPIPE ? Status() : fail(write_failure(destination.path, error));
}

bool is_same_file(const fs::path& one, const fs::path& other) {
  struct stat first{};
  struct stat second{};
  return ::stat(one.c_str(), &first) == 0 && ::stat(other.c_str(), &second) == 0 &&
         is_same_file(first, second);
}

}  // namespace dmp::files
