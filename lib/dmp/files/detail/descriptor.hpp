#pragma once

#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

// POSIX calls that stay inside this module.
namespace dmp::files {

/// Descriptor closes what it holds.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) {
      ::close(value_);
    }
  }

  [[nodiscard]] int get() const { return value_; }
  [[nodiscard]] bool valid() const { return value_ >= 0; }
  /// release hands the descriptor over to the caller.
  [[nodiscard]] int release() { return std::exchange(value_, -1); }

 private:
  int value_ = -1;
};

/// system_cause returns the system's words for an errno.
std::string system_cause(int error_number);

/// is_representable tells whether a path reaches the system as it is (no NUL inside).
bool is_representable(const std::filesystem::path& path);

/// folder_of returns the folder that a file lies in, "." for a bare name.
std::filesystem::path folder_of(const std::filesystem::path& path);

/// open_retrying opens without blocking on FIFOs or taking a terminal; -1 and errno on failure.
Descriptor open_retrying(const std::filesystem::path& path, int flags, mode_t mode = 0);

/// open_at is open_retrying of a name in an open directory.
Descriptor open_at(int folder, std::string_view name, int flags, mode_t mode = 0);

/// is_same_file tells whether two looks were at one file.
inline bool is_same_file(const struct stat& one, const struct stat& two) {
  return one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/// list_entries hands over each entry of an open directory but "." and "..", and its type (d_type).
/// 0 or errno.
int list_entries(int folder,
                 const std::function<void(std::string_view name, unsigned char type)>& each);

/// is_of_kernel tells whether a directory or file lies in a file system that holds what the kernel
/// tells of itself (/proc, /sys …), and no files of anybody.
bool is_of_kernel(int descriptor);

/// lock_retrying takes or gives up a lock as flock does; 0 or errno, EWOULDBLOCK where another has
/// it.
int lock_retrying(int descriptor, int operation);

/// write_all writes every byte; 0, or the errno that stopped it.
int write_all(int descriptor, ByteView content);

/// sync_descriptor calls fsync; 0 or errno. What cannot be synced counts as synced.
int sync_descriptor(int descriptor);

/// sync_folder makes renames in a folder last; 0 or errno.
int sync_folder(const std::filesystem::path& folder);

/// write_failure maps an errno of a writing call to FILE-FOLDER, FILE-DISK-FULL or FILE-WRITE.
Error write_failure(const std::filesystem::path& path, int error_number);

/// path_refused is the error (environment) of a way, `path`, on which `at` is wrong; it names the
/// owner of that.
tl::unexpected<Error> path_refused(std::string_view id, const std::filesystem::path& path,
                                   const std::filesystem::path& at, uid_t owner = 0);
/// owner_refused is that of `at` being somebody else's: PATH-OWNER.
tl::unexpected<Error> owner_refused(const std::filesystem::path& path,
                                    const std::filesystem::path& at, uid_t owner);

/// target_of is where an open symbolic link (O_PATH) leads; empty for what is none, and for what is
/// too long.
std::filesystem::path target_of(const Descriptor& link);

/// failure_of_type refuses what is not a regular file: FILE-IS-DIRECTORY or FILE-NOT-REGULAR.
std::optional<Error> failure_of_type(ErrorKind kind, std::string_view name, mode_t type);

}  // namespace dmp::files
