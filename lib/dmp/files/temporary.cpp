#include "dmp/files/detail/temporary.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>

#include <array>
#include <cerrno>
#include <utility>

#include "dmp/files/creation_mode.hpp"

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

/// A name that nobody can have guessed: the prefix and suffix by which a clean-up knows it.
std::string random_name() {
  constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  std::array<unsigned char, kRandom.size()> random{};
  std::size_t got = 0;
  while (got < random.size()) {
    const auto more = ::getrandom(random.data() + got, random.size() - got, 0);
    got += more > 0 ? static_cast<std::size_t>(more) : 0;
  }
  std::string name(kPrefix);
  for (const auto each : random) {
    name += kLetters[each % kLetters.size()];
  }
  return name.append(kSuffix);
}

int fill(int descriptor, ByteView content, mode_t mode) {
  if (::fchmod(descriptor, creation_mode(mode)) != 0) {
    return errno;
  }
  const int error_number = write_all(descriptor, content);
  return error_number != 0 ? error_number : sync_descriptor(descriptor);
}

}  // namespace

Result<Temporary> Temporary::create(const Entry& target, ByteView content, mode_t mode) {
  constexpr int kTries = 16;
  for (int i = 0; i < kTries; ++i) {
    const auto name = random_name();
    auto descriptor = target.directory.open_entry(name, O_RDWR | O_CREAT | O_EXCL, kPrivate);
    if (!descriptor.valid()) {
      if (errno == EEXIST) {
        continue;
      }
      return fail(write_failure(target.path(), errno));
    }
    Temporary temporary(target.directory, name, std::move(descriptor));
    if (!lock_fresh(temporary.descriptor_.get())) {
      continue;
    }
    if (const int error_number = fill(temporary.descriptor_.get(), content, mode)) {
      return fail(write_failure(target.path(), error_number));
    }
    return temporary;
  }
  return fail(write_failure(target.path(), EAGAIN));
}

Temporary::Temporary(Temporary&& other) noexcept
    : directory_(other.directory_),
      name_(std::exchange(other.name_, {})),
      descriptor_(std::move(other.descriptor_)) {}

Temporary::~Temporary() {
  if (!name_.empty()) {
    (void)directory_.remove(name_);
  }
}

bool is_temporary_name(std::string_view name) {
  constexpr auto kShort = kPrefix.size() + kRandom.size() + kSuffix.size();
  return name.starts_with(kPrefix) && name.ends_with(kSuffix) &&
         (name.size() == kShort ||
          (name.size() == kShort + kAside.size() &&
           name.substr(kPrefix.size() + kRandom.size()).starts_with(kAside)));
}

std::string aside_of(std::string_view temporary) {
  std::string name(temporary);
  name.insert(name.size() - kSuffix.size(), kAside);
  return name;
}

Status check_target(const Entry& target, WriteMode write_mode) {
  const auto status = target.directory.status(target.name);
  if (!status) {
    return errno == ENOENT ? Status() : fail(write_failure(target.path(), errno));
  }
  if (write_mode == WriteMode::create) {
    return fail(ErrorKind::usage, "FILE-EXISTS", {arg("path", target.path().native())});
  }
  if (target.directory.is_shared()) {
    // Who put it there may still have it open, or wants it gone.
    if (auto fine = target.directory.check_own(target.name); !fine) {
      return fine;
    }
  }
  if (S_ISLNK(status->st_mode)) {
    return {};
  }
  if (auto error = failure_of_type(ErrorKind::usage, target.path().native(), status->st_mode)) {
    return fail(std::move(*error));
  }
  return {};
}

}  // namespace dmp::files
