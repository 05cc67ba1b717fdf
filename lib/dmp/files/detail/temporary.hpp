#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/write.hpp"

namespace dmp::files {

/// Temporary is a complete, synced file in the directory of its target under a name of our own; it
/// is removed when it is destroyed. It holds a lock on the file, so that others can tell it from
/// one that a killed run left behind.
class Temporary {
 public:
  /// create writes the content with its final mode: the file is never more readable than that, and
  /// has that mode before its first byte. Errors as write_file's.
  static Result<Temporary> create(const Entry& target, ByteView content, mode_t mode);

  Temporary(Temporary&& other) noexcept;
  Temporary& operator=(Temporary&&) = delete;
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary();

  [[nodiscard]] const std::string& name() const { return name_; }
  /// forget gives the file up: its name is now another's.
  void forget() { name_.clear(); }

 private:
  Temporary(Directory directory, std::string name, Descriptor descriptor)
      : directory_(std::move(directory)),
        name_(std::move(name)),
        descriptor_(std::move(descriptor)) {}

  Directory directory_;
  std::string name_;
  Descriptor descriptor_;
};

/// is_temporary_name tells whether a file name is one that Temporary makes, or aside_of.
bool is_temporary_name(std::string_view name);

/// aside_of returns a second name beside that of a temporary file, for what it takes the place of.
std::string aside_of(std::string_view temporary);

/// check_target refuses a target that may not be written: FILE-EXISTS, FILE-IS-DIRECTORY,
/// FILE-NOT-REGULAR (usage), and in a directory that others may write in PATH-OWNER: an entry of
/// somebody else's.
Status check_target(const Entry& target, WriteMode write_mode);

}  // namespace dmp::files
