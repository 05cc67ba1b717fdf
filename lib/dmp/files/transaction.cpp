#include "dmp/files/transaction.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ranges>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/temporary.hpp"

namespace dmp::files {

/// Staged is a file on its way. Once placed over another, its temporary name holds the former file.
struct Transaction::Staged {
  Temporary temporary;
  std::filesystem::path target;
  WriteMode mode;
  bool placed = false;
  bool holds_former = false;
  Descriptor former;  ///< Locked, so that no clean-up takes the former file for a stale temporary.
};

namespace {

/// Swaps two names in one step; where the file system cannot, in three.
int exchange(const std::filesystem::path& a, const std::filesystem::path& b) {
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) {
    return 0;
  }
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) {
    return errno;
  }
  auto aside = a.native();
  aside.insert(aside.size() - 4, "-aside");
  if (::rename(b.c_str(), aside.c_str()) != 0) {
    return errno;
  }
  if (::rename(a.c_str(), b.c_str()) != 0) {
    const int error_number = errno;
    (void)::rename(aside.c_str(), b.c_str());
    return error_number;
  }
  return ::rename(aside.c_str(), a.c_str()) == 0 ? 0 : errno;
}

}  // namespace

Transaction::Transaction() = default;
Transaction::~Transaction() = default;

Status Transaction::stage(const std::filesystem::path& path, ByteView content, mode_t mode,
                          WriteMode write_mode) {
  if (auto checked = check_target(path, write_mode); !checked) {
    return checked;
  }
  auto temporary = Temporary::create(path, content, mode);
  if (!temporary) {
    return fail(std::move(temporary.error()));
  }
  staged_.push_back({std::move(*temporary), path, write_mode, false, false, {}});
  return {};
}

Status Transaction::place(Staged& file) {
  const auto& from = file.temporary.path();
  // Which of both ways is open may change between looking and acting: another look is enough.
  constexpr int kTries = 8;
  int error_number = EEXIST;
  for (int i = 0; i < kTries && (error_number == EEXIST || error_number == ENOENT); ++i) {
    if (auto checked = check_target(file.target, file.mode); !checked) {
      return checked;
    }
    error_number = move_without_replacing(from, file.target);
    if (error_number == EEXIST && file.mode == WriteMode::replace) {
      file.former = open_retrying(file.target, O_RDONLY | O_NOFOLLOW);
      if (file.former.valid()) {
        ::flock(file.former.get(), LOCK_SH | LOCK_NB);
      }
      error_number = exchange(from, file.target);
      file.holds_former = error_number == 0;
    }
  }
  if (error_number != 0) {
    return fail(write_failure(file.target, error_number));
  }
  file.placed = true;
  return {};
}

void Transaction::undo() {
  for (auto& file : staged_ | std::views::reverse) {
    if (!file.placed) {
      continue;
    }
    if (file.holds_former) {
      if (exchange(file.temporary.path(), file.target) != 0) {
        // Better a leftover than the only copy of the former file lost.
        file.temporary.forget();
      }
    } else {
      move_without_replacing(file.target, file.temporary.path());
    }
    file.placed = false;
  }
}

Status Transaction::commit() {
  std::vector<std::filesystem::path> folders;
  for (auto& file : staged_) {
    if (auto placed = place(file); !placed) {
      undo();
      staged_.clear();
      return placed;
    }
    if (const auto folder = folder_of(file.target); !std::ranges::count(folders, folder)) {
      folders.push_back(folder);
    }
  }
  for (const auto& folder : folders) {
    if (const int error_number = sync_folder(folder)) {
      auto error = write_failure(folder / ".", error_number);
      undo();
      staged_.clear();
      return fail(std::move(error));
    }
  }
  for (auto& file : staged_) {
    if (!file.holds_former) {
      file.temporary.forget();
    }
  }
  staged_.clear();
  return {};
}

}  // namespace dmp::files
