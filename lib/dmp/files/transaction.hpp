#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/write.hpp"

namespace dmp::files {

/// Transaction writes several files so that either all of them are new or none is: every content
/// goes to a temporary file first (mode, fsync), then all are renamed. A failure before the first
/// rename leaves the folders as they were; the destructor removes what was not committed. A process
/// killed between two renames leaves the first ones done. The way to each file is proven when it is
/// staged (Directory), and kept: what somebody does to the path afterwards changes nothing.
class Transaction {
 public:
  /// `trust` names who else may own what lies on the ways.
  explicit Transaction(const Trust& trust = {});
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  /// stage prepares one file. Errors as write_file's.
  Status stage(const std::filesystem::path& path, ByteView content, mode_t mode,
               WriteMode write_mode);
  Status stage(const Entry& target, ByteView content, mode_t mode, WriteMode write_mode);
  /// commit puts every staged file in its place, in the order of staging, and syncs the folders.
  /// The last file is put there once all the others are, on the disk too, and `before_last`
  /// succeeds. When any of that fails, what was done is undone, the last first (the former file was
  /// kept aside). Where even that fails, as on a disk that takes nothing any more, the files before
  /// that one stay: a reader sees what a process killed between two renames leaves. Nothing is
  /// staged any more afterwards.
  Status commit(const std::function<Status()>& before_last = {});

 private:
  struct Staged;

  static Status place(Staged& file);
  static int replace(Staged& file);
  static bool put_back(const Staged& file);
  /// Syncs the folders of the first `count` files.
  Status sync(std::size_t count) const;
  void undo();

  Trust trust_;
  std::vector<Staged> staged_;
};

}  // namespace dmp::files
