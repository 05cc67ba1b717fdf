#include "dmp/files/write.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <vector>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/temporary.hpp"
#include "dmp/files/transaction.hpp"

namespace dmp::files {
namespace {

/// Opens for appending; a file that is made here gets `mode` whatever the umask, and its name
/// lasts.
Result<Descriptor> open_for_append(const std::filesystem::path& path, mode_t mode) {
  constexpr int kFlags = O_RDWR | O_APPEND | O_NOFOLLOW;
  constexpr int kTries = 8;
  for (int i = 0; i < kTries; ++i) {
    auto descriptor = open_retrying(path, kFlags);
    if (!descriptor.valid() && errno == ENOENT) {
      descriptor = open_retrying(path, kFlags | O_CREAT | O_EXCL, mode & kPrivate);
      if (!descriptor.valid() && errno == EEXIST) {
        continue;
      }
      if (descriptor.valid() && ::fchmod(descriptor.get(), mode) != 0) {
        return fail(write_failure(path, errno));
      }
      if (const int unsynced = descriptor.valid() ? sync_folder(folder_of(path)) : 0) {
        return fail(write_failure(path, unsynced));
      }
    }
    struct stat status{};
    if (!descriptor.valid() || ::fstat(descriptor.get(), &status) != 0) {
      return fail(write_failure(path, errno));
    }
    if (auto error = failure_of_type(ErrorKind::usage, path.native(), status.st_mode)) {
      return fail(std::move(*error));
    }
    return descriptor;
  }
  return fail(write_failure(path, EAGAIN));
}

bool ends_inside_a_line(int descriptor, off_t size) {
  char last = '\n';
  return size > 0 && ::pread(descriptor, &last, 1, size - 1) == 1 && last != '\n';
}

Error folder_failure(const std::filesystem::path& wanted, const std::filesystem::path& at,
                     int error_number) {
  return {ErrorKind::environment,
          "FILE-FOLDER",
          {arg("path", wanted.native()), arg("folder", at.native())},
          {system_cause(error_number)}};
}

/// Makes one level where it is missing.
Status make_level(const std::filesystem::path& wanted, const std::filesystem::path& level) {
  struct stat status{};
  if (::stat(level.c_str(), &status) != 0) {
    if (errno != ENOENT) {
      return fail(folder_failure(wanted, level, errno));
    }
    if (::mkdir(level.c_str(), 0700) == 0) {
      // A umask that takes rights from the owner would lock us out.
      if (::stat(level.c_str(), &status) == 0 && (status.st_mode & 0777U) != 0700U) {
        ::chmod(level.c_str(), 0700);
      }
      if (const int unsynced = sync_folder(folder_of(level))) {
        ::rmdir(level.c_str());
        return fail(write_failure(level, unsynced));
      }
      return {};
    }
    if (errno == ENOSPC || errno == EDQUOT) {
      return fail(write_failure(level, errno));
    }
    if (errno != EEXIST || ::stat(level.c_str(), &status) != 0) {
      return fail(folder_failure(wanted, level, errno));
    }
  }
  if (!S_ISDIR(status.st_mode)) {
    return fail(ErrorKind::environment, "FILE-NOT-A-FOLDER", {arg("path", level.native())});
  }
  return {};
}

/// Removes a temporary file unless its maker is alive.
void remove_if_stale(const std::filesystem::path& path) {
  const auto descriptor = open_retrying(path, O_RDONLY | O_NOFOLLOW);
  struct stat held{};
  struct stat named{};
  if (!descriptor.valid() || ::fstat(descriptor.get(), &held) != 0 || !S_ISREG(held.st_mode) ||
      lock_retrying(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
    return;
  }
  if (::lstat(path.c_str(), &named) == 0 && named.st_ino == held.st_ino &&
      named.st_dev == held.st_dev) {
    ::unlink(path.c_str());
  }
}

}  // namespace

Status write_file(const std::filesystem::path& path, ByteView content, mode_t mode,
                  WriteMode write_mode) {
  Transaction transaction;
  auto status = transaction.stage(path, content, mode, write_mode);
  return status ? transaction.commit() : status;
}

Status append_line(const std::filesystem::path& path, std::string_view line, mode_t mode) {
  if (!is_representable(path)) {
    return fail(write_failure(path, EINVAL));
  }
  auto descriptor = open_for_append(path, mode);
  if (!descriptor) {
    return fail(std::move(descriptor.error()));
  }
  // Several processes may append: each sees whole lines only. Without locks the single write
  // suffices.
  const bool locked = lock_retrying(descriptor->get(), LOCK_EX) == 0;
  struct stat status{};
  if (::fstat(descriptor->get(), &status) != 0) {
    return fail(write_failure(path, errno));
  }
  std::string bytes = ends_inside_a_line(descriptor->get(), status.st_size) ? "\n" : "";
  bytes.append(line).append("\n");
  int error_number = write_all(descriptor->get(), as_bytes(bytes));
  if (error_number != 0) {
    // Half a line is worse than none, but not than the line of another that may stand behind it;
    // when even this fails, the next line starts a new one.
    if (locked) {
      (void)!::ftruncate(descriptor->get(), status.st_size);
    }
    return fail(write_failure(path, error_number));
  }
  // Those who wait may write while this line is synced: the disk takes several at once.
  lock_retrying(descriptor->get(), LOCK_UN);
  error_number = sync_descriptor(descriptor->get());
  return error_number == 0 ? Status() : fail(write_failure(path, error_number));
}

Status make_folder(const std::filesystem::path& path) {
  if (!is_representable(path)) {
    return fail(folder_failure(path, path, EINVAL));
  }
  std::filesystem::path level;
  for (const auto& part : path) {
    if (part.empty()) {
      continue;
    }
    level /= part;
    if (auto made = make_level(path, level); !made) {
      return made;
    }
  }
  return {};
}

void remove_stale_temporaries(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (is_temporary_name(entry->path().filename().native())) {
      found.push_back(entry->path());
    }
  }
  for (const auto& path : found) {
    remove_if_stale(path);
  }
}

}  // namespace dmp::files
