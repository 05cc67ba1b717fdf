#include "dmp/files/detail/temporary.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace dmp::files {
namespace {

constexpr std::string_view kPrefix = ".dmpcert-";
constexpr std::string_view kRandom = "XXXXXX";
constexpr std::string_view kSuffix = ".tmp";
constexpr std::string_view kAside = "-aside";

/// Locks a file just made; false when a clean-up got hold of it before us. File systems without
/// locks are good enough for writing.
bool lock_fresh(int descriptor) {
  if (const int error_number = lock_retrying(descriptor, LOCK_EX | LOCK_NB)) {
    return error_number != EWOULDBLOCK;
  }
  struct stat status{};
  return ::fstat(descriptor, &status) == 0 && status.st_nlink > 0;
}

int fill(int descriptor, ByteView content, mode_t mode) {
  if (::fchmod(descriptor, mode) != 0) {
    return errno;
  }
  const int error_number = write_all(descriptor, content);
  return error_number != 0 ? error_number : sync_descriptor(descriptor);
}

}  // namespace

Result<Temporary> Temporary::create(const std::filesystem::path& target, ByteView content,
                                    mode_t mode) {
  const auto folder = folder_of(target);
  constexpr int kTries = 16;
  for (int i = 0; i < kTries; ++i) {
    auto name = (folder / kPrefix).native();
    name.append(kRandom).append(kSuffix);
    // Made with mode 0600, exclusively, never through a link.
    Descriptor descriptor(::mkostemps(name.data(), static_cast<int>(kSuffix.size()), O_CLOEXEC));
    if (!descriptor.valid()) {
      if (errno == EINTR) {
        continue;
      }
      return fail(write_failure(target, errno));
    }
    Temporary temporary(name, std::move(descriptor));
    if (!lock_fresh(temporary.descriptor_.get())) {
      continue;
    }
    if (const int error_number = fill(temporary.descriptor_.get(), content, mode)) {
      return fail(write_failure(target, error_number));
    }
    return temporary;
  }
  return fail(write_failure(target, EAGAIN));
}

Temporary::Temporary(Temporary&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::move(other.descriptor_)) {
  other.path_.clear();
}

Temporary::~Temporary() {
  if (!path_.empty()) {
    ::unlink(path_.c_str());
  }
}

bool is_temporary_name(std::string_view name) {
  constexpr auto kShort = kPrefix.size() + kRandom.size() + kSuffix.size();
  return name.starts_with(kPrefix) && name.ends_with(kSuffix) &&
         (name.size() == kShort ||
          (name.size() == kShort + kAside.size() &&
           name.substr(kPrefix.size() + kRandom.size()).starts_with(kAside)));
}

std::filesystem::path aside_of(const std::filesystem::path& temporary) {
  auto name = temporary.native();
  name.insert(name.size() - kSuffix.size(), kAside);
  return name;
}

Status check_target(const std::filesystem::path& target, WriteMode write_mode) {
  if (!is_representable(target)) {
    return fail(write_failure(target, EINVAL));
  }
  struct stat status{};
  if (::lstat(target.c_str(), &status) != 0) {
    return errno == ENOENT ? Status() : fail(write_failure(target, errno));
  }
  if (write_mode == WriteMode::create) {
    return fail(ErrorKind::usage, "FILE-EXISTS", {arg("path", target.native())});
  }
  if (S_ISLNK(status.st_mode)) {
    return {};
  }
  if (auto error = failure_of_type(ErrorKind::usage, target.native(), status.st_mode)) {
    return fail(std::move(*error));
  }
  return {};
}

int move_without_replacing(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
    return 0;
  }
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) {
    return errno;
  }
  // File systems that lack the flag (NFS) have links, which never replace either.
  if (::link(from.c_str(), to.c_str()) != 0) {
    return errno;
  }
  ::unlink(from.c_str());
  return 0;
}

}  // namespace dmp::files
