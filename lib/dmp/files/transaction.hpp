#pragma once

#include <filesystem>
#include <vector>

#include "dmp/core/error.hpp"
#include "dmp/files/write.hpp"

namespace dmp::files {

/// Transaction writes several files so that either all of them are new or none is: every content
/// goes to a temporary file first (mode, fsync), then all are renamed. A failure before the first
/// rename leaves the folders as they were; the destructor removes what was not committed. A process
/// killed between two renames leaves the first ones done.
class Transaction {
 public:
  Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  /// stage prepares one file. Errors as write_file's.
  Status stage(const std::filesystem::path& path, ByteView content, mode_t mode,
               WriteMode write_mode);
  /// commit puts every staged file in its place, in the order of staging, and syncs the folders.
  /// When that fails, what was done is undone, the last first (the former file was kept aside).
  /// Where even that fails, as on a disk that takes nothing any more, the files before that one
  /// stay: a reader sees what a process killed between two renames leaves. Nothing is staged any
  /// more afterwards.
  Status commit();

 private:
  struct Staged;

  static Status place(Staged& file);
  static int replace(Staged& file);
  static bool put_back(const Staged& file);
  void undo();

  std::vector<Staged> staged_;
};

}  // namespace dmp::files
