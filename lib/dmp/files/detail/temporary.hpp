#pragma once

#include <sys/types.h>

#include <filesystem>

#include "dmp/core/bytes.hpp"
#include "dmp/core/error.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/write.hpp"

namespace dmp::files {

/// Temporary is a complete, synced file beside its target under a name of our own; it is removed
/// when it is destroyed. It holds a lock on the file, so that others can tell it from one that a
/// killed run left behind.
class Temporary {
 public:
  /// create writes the content with its final mode: the file is never more readable than that, and
  /// has that mode before its first byte. Errors as write_file's.
  static Result<Temporary> create(const std::filesystem::path& target, ByteView content,
                                  mode_t mode);

  Temporary(Temporary&& other) noexcept;
  Temporary& operator=(Temporary&&) = delete;
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// forget gives the file up: its name is now another's.
  void forget() { path_.clear(); }

 private:
  Temporary(std::filesystem::path path, Descriptor descriptor)
      : path_(std::move(path)), descriptor_(std::move(descriptor)) {}

  std::filesystem::path path_;
  Descriptor descriptor_;
};

/// is_temporary_name tells whether a file name is one that Temporary makes, or aside_of.
bool is_temporary_name(std::string_view name);

/// aside_of returns a second name beside that of a temporary file, for what it takes the place of.
std::filesystem::path aside_of(const std::filesystem::path& temporary);

/// check_target refuses a target that may not be written: FILE-EXISTS, FILE-IS-DIRECTORY,
/// FILE-NOT-REGULAR (usage), FILE-FOLDER (environment).
Status check_target(const std::filesystem::path& target, WriteMode write_mode);

/// move_without_replacing renames; 0 or errno (EEXIST when the target is there).
int move_without_replacing(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace dmp::files
