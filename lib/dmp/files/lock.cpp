#include "dmp/files/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/write.hpp"

namespace dmp::files {
namespace {

/// The number that the holder wrote, or "?" when there is none.
std::string holder_of(int descriptor) {
  std::array<char, 20> text{};
  const auto got = ::pread(descriptor, text.data(), text.size(), 0);
  std::string pid;
  for (ssize_t i = 0; i < got; ++i) {
    const char c = text.at(static_cast<std::size_t>(i));
    if (c < '0' || c > '9') {
      break;
    }
    pid += c;
  }
  return pid.empty() ? "?" : pid;
}

}  // namespace

Result<Lock> Lock::acquire(const std::filesystem::path& folder) {
  auto directory = Directory::open(folder);
  return directory ? acquire(*directory) : fail(std::move(directory.error()));
}

Result<Lock> Lock::acquire(const Directory& folder) {
  const std::string name = ".lock";
  const auto path = folder.of(name);
  auto opened = folder.open_own(name, O_RDWR);
  if (opened && !opened->valid() && errno == ENOENT) {
    opened = folder.open_entry(name, O_RDWR | O_CREAT | O_EXCL, kPrivate);
    if (opened->valid()) {
      (void)::fchmod(opened->get(), kPrivate);  // Whatever the umask: the next run has to open it.
    } else if (errno == EEXIST) {               // Another run made it just now.
      opened = folder.open_own(name, O_RDWR);
    }
  }
  if (!opened) {
    return fail(std::move(opened.error()));
  }
  auto& descriptor = *opened;
  struct stat status{};
  if (!descriptor.valid() || ::fstat(descriptor.get(), &status) != 0) {
    return fail(write_failure(path, errno));
  }
  if (auto error = failure_of_type(ErrorKind::environment, path.native(), status.st_mode)) {
    return fail(std::move(*error));
  }
  if (const int error_number = lock_retrying(descriptor.get(), LOCK_EX | LOCK_NB)) {
    return error_number == EWOULDBLOCK ? fail(ErrorKind::environment, "FOLDER-LOCKED",
                                              {arg("path", folder.path().native()),
                                               arg("pid", holder_of(descriptor.get()))})
                                       : fail(write_failure(path, error_number));
  }
  // The number only tells people who holds the lock: a full disk is no reason to refuse it.
  const auto pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor.get(), 0) == 0) {
    (void)!::pwrite(descriptor.get(), pid.data(), pid.size(), 0);
  }
  return Lock(descriptor.release());
}

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Lock& Lock::operator=(Lock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

Lock::~Lock() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

}  // namespace dmp::files
