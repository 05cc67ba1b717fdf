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

/// Staged is a file on its way.
struct Transaction::Staged {
  enum class State {
    staged,    ///< Not in its place yet.
    placed,    ///< There, where nothing was.
    swapped,   ///< There, and the former file has its temporary name.
    replaced,  ///< There, and the former file is gone: it could neither be swapped nor linked.
  };
  Temporary temporary;
  std::filesystem::path target;
  WriteMode mode;
  State state = State::staged;
  Descriptor former;  ///< Locked, so that no clean-up takes the former file for a stale temporary.
};

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
  staged_.push_back({std::move(*temporary), path, write_mode, Staged::State::staged, {}});
  return {};
}

int Transaction::replace(Staged& file) {
  const auto& from = file.temporary.path();
  file.former = open_retrying(file.target, O_RDONLY | O_NOFOLLOW);
  if (file.former.valid()) {
    lock_retrying(file.former.get(), LOCK_SH | LOCK_NB);
  }
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, file.target.c_str(), RENAME_EXCHANGE) == 0) {
    file.state = Staged::State::swapped;
    return 0;
  }
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) {
    return errno;
  }
  // Network file systems cannot swap: a second name keeps the former file while the new one takes
  // its place, in which there is always one of both.
  const auto aside = aside_of(from);
  const bool kept = ::link(file.target.c_str(), aside.c_str()) == 0;
  if (::rename(from.c_str(), file.target.c_str()) != 0) {
    const int error_number = errno;
    ::unlink(aside.c_str());
    return error_number;
  }
  const bool swapped = kept && ::rename(aside.c_str(), from.c_str()) == 0;
  file.state = swapped ? Staged::State::swapped : Staged::State::replaced;
  if (kept && !swapped) {
    ::unlink(aside.c_str());
  }
  return 0;
}

Status Transaction::place(Staged& file) {
  // Which of both ways is open may change between looking and acting: another look is enough.
  constexpr int kTries = 8;
  int error_number = EEXIST;
  for (int i = 0; i < kTries && (error_number == EEXIST || error_number == ENOENT); ++i) {
    if (auto checked = check_target(file.target, file.mode); !checked) {
      return checked;
    }
    error_number = move_without_replacing(file.temporary.path(), file.target);
    if (error_number == 0) {
      file.state = Staged::State::placed;
    } else if (error_number == EEXIST && file.mode == WriteMode::replace) {
      error_number = replace(file);
    }
  }
  return error_number == 0 ? Status() : fail(write_failure(file.target, error_number));
}

bool Transaction::put_back(const Staged& file) {
  switch (file.state) {
    case Staged::State::staged:
      return true;
    case Staged::State::placed:
      return ::unlink(file.target.c_str()) == 0;
    case Staged::State::swapped:
      return ::rename(file.temporary.path().c_str(), file.target.c_str()) == 0;
    case Staged::State::replaced:
      return false;
  }
  return false;
}

void Transaction::undo() {
  auto backwards = staged_ | std::views::reverse;
  const auto stuck = std::ranges::find_if_not(backwards, put_back);
  for (auto file = stuck; file != backwards.end(); ++file) {
    // Better a leftover than the only copy of the former file lost.
    if (file->state == Staged::State::swapped) {
      file->temporary.forget();
    }
  }
}

Status Transaction::sync(std::size_t count) const {
  std::vector<std::filesystem::path> synced;
  for (const auto& file : staged_ | std::views::take(static_cast<std::ptrdiff_t>(count))) {
    const auto folder = folder_of(file.target);
    if (std::ranges::count(synced, folder) != 0) {
      continue;
    }
    if (const int error_number = sync_folder(folder)) {
      return fail(write_failure(file.target, error_number));
    }
    synced.push_back(folder);
  }
  return {};
}

Status Transaction::commit(const std::function<Status()>& before_last) {
  Status status;
  for (std::size_t i = 0; status && i < staged_.size(); ++i) {
    if (before_last && i + 1 == staged_.size()) {
      status = sync(i).and_then(before_last);
    }
    if (status) {
      status = place(staged_[i]);
    }
  }
  if (status) {
    status = sync(staged_.size());
  }
  if (!status) {
    undo();
  }
  for (auto& file : staged_) {
    if (status && file.state != Staged::State::swapped) {
      file.temporary.forget();
    }
  }
  staged_.clear();
  return status;
}

}  // namespace dmp::files
