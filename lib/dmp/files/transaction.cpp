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
  Entry target;
  WriteMode mode;
  State state = State::staged;
  Descriptor former;  ///< Locked, so that no clean-up takes the former file for a stale temporary.
};

Transaction::Transaction(const Trust& trust) : trust_(trust) {}
Transaction::~Transaction() = default;

Status Transaction::stage(const std::filesystem::path& path, ByteView content, mode_t mode,
                          WriteMode write_mode) {
  // The files of one folder go through one descriptor.
  const bool is_beside = !staged_.empty() && path.has_filename() &&
                         staged_.back().target.directory.path() == folder_of(path);
  auto target = is_beside ? Entry{staged_.back().target.directory, path.filename().native()}
                          : locate(path, trust_);
  return target ? stage(*target, content, mode, write_mode)
                : Status(fail(std::move(target.error())));
}

Status Transaction::stage(const Entry& target, ByteView content, mode_t mode,
                          WriteMode write_mode) {
  if (auto checked = check_target(target, write_mode); !checked) {
    return checked;
  }
  auto temporary = Temporary::create(target, content, mode);
  if (!temporary) {
    return fail(std::move(temporary.error()));
  }
  staged_.push_back({std::move(*temporary), target, write_mode, Staged::State::staged, {}});
  return {};
}

int Transaction::replace(Staged& file) {
  const auto& [folder, name] = file.target;
  const auto& from = file.temporary.name();
  file.former = folder.open_entry(name, O_RDONLY);
  if (file.former.valid()) {
    lock_retrying(file.former.get(), LOCK_SH | LOCK_NB);
  }
  const int unswapped = folder.rename(from, folder, name, RENAME_EXCHANGE);
  if (unswapped == 0) {
    file.state = Staged::State::swapped;
    // It may be another file than the one that was judged, which has the temporary name now.
    if (check_target({folder, from}, file.mode)) {
      return 0;
    }
    if (folder.rename(from, folder, name, RENAME_EXCHANGE) != 0) {
      return EBUSY;
    }
    file.state = Staged::State::staged;
    return EEXIST;
  }
  if (unswapped != EINVAL && unswapped != ENOSYS && unswapped != ENOTSUP) {
    return unswapped;
  }
  // Network file systems cannot swap: a second name keeps the former file while the new one takes
  // its place, in which there is always one of both.
  const auto aside = aside_of(from);
  const bool kept = folder.link(name, folder, aside) == 0;
  const auto held = kept && folder.is_shared() ? folder.status(aside) : std::nullopt;
  if (held && !folder.trust().covers(held->st_uid)) {
    (void)folder.remove(aside);
    return EEXIST;
  }
  if (const int failed = folder.rename(from, folder, name)) {
    (void)folder.remove(aside);
    return failed;
  }
  const bool swapped = kept && folder.rename(aside, folder, from) == 0;
  file.state = swapped ? Staged::State::swapped : Staged::State::replaced;
  if (kept && !swapped) {
    (void)folder.remove(aside);
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
    error_number = file.target.directory.move_without_replacing(
        file.temporary.name(), file.target.directory, file.target.name);
    if (error_number == 0) {
      file.state = Staged::State::placed;
    } else if (error_number == EEXIST && file.mode == WriteMode::replace) {
      error_number = replace(file);
    }
  }
  return error_number == 0 ? Status() : fail(write_failure(file.target.path(), error_number));
}

bool Transaction::put_back(const Staged& file) {
  const auto& [folder, name] = file.target;
  switch (file.state) {
    case Staged::State::staged:
      return true;
    case Staged::State::placed:
      return folder.remove(name) == 0;
    case Staged::State::swapped:
      return folder.rename(file.temporary.name(), folder, name) == 0;
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
  std::vector<const Directory*> synced;
  for (const auto& file : staged_ | std::views::take(static_cast<std::ptrdiff_t>(count))) {
    const auto& folder = file.target.directory;
    if (std::ranges::any_of(synced, [&](const auto* other) { return other->is_same(folder); })) {
      continue;
    }
    if (const int error_number = folder.sync()) {
      return fail(write_failure(file.target.path(), error_number));
    }
    synced.push_back(&folder);
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
