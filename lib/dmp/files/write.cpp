#include "dmp/files/write.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string>
#include <utility>

#include "dmp/files/access.hpp"
#include "dmp/files/creation_mode.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/temporary.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/transaction.hpp"

namespace dmp::files {
namespace {

/// Opens for appending; the name of a file that is made here lasts.
Result<Descriptor> open_for_append(const Entry& file, mode_t mode) {
  const auto& [folder, name] = file;
  constexpr int kFlags = O_RDWR | O_APPEND;
  constexpr int kTries = 8;
  for (int i = 0; i < kTries; ++i) {
    auto opened = folder.open_own(name, kFlags);
    if (!opened) {
      return fail(std::move(opened.error()));
    }
    auto descriptor = std::move(*opened);
    if (!descriptor.valid() && errno == ENOENT) {
      descriptor = folder.open_entry(name, kFlags | O_CREAT | O_EXCL, mode & kPrivate);
      if (!descriptor.valid() && errno == EEXIST) {
        continue;
      }
      if (descriptor.valid() && ::fchmod(descriptor.get(), creation_mode(mode)) != 0) {
        return fail(write_failure(file.path(), errno));
      }
      if (const int unsynced = descriptor.valid() ? folder.sync() : 0) {
        return fail(write_failure(file.path(), unsynced));
      }
    }
    struct stat status{};
    if (!descriptor.valid() || ::fstat(descriptor.get(), &status) != 0) {
      return fail(write_failure(file.path(), errno));
    }
    if (auto error = failure_of_type(ErrorKind::usage, file.path().native(), status.st_mode)) {
      return fail(std::move(*error));
    }
    return descriptor;
  }
  return fail(write_failure(file.path(), EAGAIN));
}

/// What stands behind the last line end of a file; nothing where it cannot be read.
std::optional<std::string> tail_of(int descriptor, off_t size) {
  std::string tail;
  std::array<char, 4096> block{};
  for (auto end = size; end > 0;) {
    const auto from = std::max<off_t>(0, end - static_cast<off_t>(block.size()));
    const auto wanted = static_cast<std::size_t>(end - from);
    if (::pread(descriptor, block.data(), wanted, from) != static_cast<ssize_t>(wanted)) {
      return std::nullopt;
    }
    const std::string_view text(block.data(), wanted);
    const auto line_end = text.rfind('\n');
    if (line_end != std::string_view::npos) {
      return std::string(text.substr(line_end + 1)) + tail;
    }
    tail.insert(0, text);
    end = from;
  }
  return tail;
}

/// Whether a text is a JSON object to its end: every brace and quotation mark is closed.
bool is_whole_object(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      i += c == '\\' ? 1 : 0;
      in_string = c != '"';
    } else {
      in_string = c == '"';
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
  }
  return text.starts_with('{') && text.ends_with('}') && depth == 0 && !in_string;
}

/// Takes half a line away, which a run killed inside its write left behind, and gives its end to a
/// whole one that lacks it. 0 or errno; `size` is that of the file afterwards.
int mend(int descriptor, off_t& size) {
  const auto tail = tail_of(descriptor, size);
  if (!tail || tail->empty()) {
    return tail ? 0 : EIO;
  }
  if (is_whole_object(*tail)) {
    size += 1;
    return write_all(descriptor, as_bytes("\n"));
  }
  size -= static_cast<off_t>(tail->size());
  return ::ftruncate(descriptor, size) == 0 ? 0 : errno;
}

/// Removes a temporary file of ours unless its maker is alive.
void remove_if_stale(const Directory& folder, const std::string& name) {
  const auto descriptor = folder.open_entry(name, O_RDONLY);
  struct stat held{};
  if (!descriptor.valid() || ::fstat(descriptor.get(), &held) != 0 || !S_ISREG(held.st_mode) ||
      held.st_uid != ::geteuid() || lock_retrying(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
    return;
  }
  const auto named = folder.status(name);
  if (named && is_same_file(*named, held)) {
    (void)folder.remove(name);
  }
}

/// Waits for the lock of a file for as long as others of us take to write a line. Whoever may read
/// the file can hold it as long as he likes: he holds nobody up. A signal ends the wait.
bool lock_soon(int descriptor) {
  constexpr int kTries = 100;
  constexpr timespec kPause{0, 2'500'000};
  for (int i = 0; i < kTries; ++i) {
    const int failed = lock_retrying(descriptor, LOCK_EX | LOCK_NB);
    if (failed != EWOULDBLOCK || ::nanosleep(&kPause, nullptr) != 0) {
      return failed == 0;
    }
  }
  return false;
}

}  // namespace

Status write_file(const std::filesystem::path& path, ByteView content, mode_t mode,
                  WriteMode write_mode) {
  Transaction transaction;
  auto status = transaction.stage(path, content, mode, write_mode);
  return status ? transaction.commit() : status;
}

Status append_line(const std::filesystem::path& path, std::string_view line, mode_t mode) {
  const auto file = locate(path);
  if (!file) {
    return fail(file.error());
  }
  auto descriptor = open_for_append(*file, mode);
  if (!descriptor) {
    return fail(std::move(descriptor.error()));
  }
  // Several processes may append: each sees whole lines only. Without the lock the single write
  // suffices.
  const bool locked = lock_soon(descriptor->get());
  struct stat status{};
  if (::fstat(descriptor->get(), &status) != 0) {
    return fail(write_failure(path, errno));
  }
  if (const int failed = locked ? mend(descriptor->get(), status.st_size) : 0) {
    return fail(write_failure(path, failed));
  }
  const auto tail = locked ? std::string() : tail_of(descriptor->get(), status.st_size);
  const auto bytes = (tail && tail->empty() ? "" : "\n") + std::string(line) + "\n";
  int error_number = write_all(descriptor->get(), as_bytes(bytes));
  if (error_number != 0) {
    // Half a line is worse than none, but not than the line of another that may stand behind it;
    // when even this fails, the next line takes it away.
    if (locked) {
      (void)!::ftruncate(descriptor->get(), status.st_size);
    }
    return fail(write_failure(path, error_number));
  }
  // Those who wait may write while this line is synced: the disk takes several at once.
  if (locked) {
    lock_retrying(descriptor->get(), LOCK_UN);
  }
  error_number = sync_descriptor(descriptor->get());
  return error_number == 0 ? Status() : fail(write_failure(path, error_number));
}

Result<bool> close_to_others(const std::filesystem::path& path) {
  const auto file = locate(path);
  if (!file) {
    return fail(file.error());
  }
  const auto descriptor = file->directory.open_entry(file->name, O_RDONLY);
  struct stat status{};
  if (!descriptor.valid() || ::fstat(descriptor.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return false;
  }
  if ((status.st_mode & 077U) == 0 && !has_access_list(descriptor.get())) {
    return false;
  }
  const int failed = drop_access_list(descriptor.get());
  if (failed != 0 || ::fchmod(descriptor.get(), status.st_mode & 0700U) != 0) {
    return fail(write_failure(path, failed != 0 ? failed : errno));
  }
  return true;
}

Status make_folder(const std::filesystem::path& path) {
  auto made = Directory::make(path);
  return made ? Status() : fail(std::move(made.error()));
}

void remove_stale_temporaries(const std::filesystem::path& folder) {
  if (const auto directory = Directory::open(folder)) {
    remove_stale_temporaries(*directory);
  }
}

void remove_stale_temporaries(const Directory& folder) {
  for (const auto& name : folder.names()) {
    if (is_temporary_name(name)) {
      remove_if_stale(folder, name);
    }
  }
}

}  // namespace dmp::files
