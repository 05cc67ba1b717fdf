#pragma once

#include <sys/stat.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dmp::files {

class Descriptor;

/// Seen is what a name stood for when it was opened to be looked at: a file, a directory, a
/// symbolic link or anything else. Nothing acts on it, and it stays the same whatever its name is
/// given to meanwhile. Nobody proved the way to it: it is for looking, and never for writing.
class Seen {
 public:
  /// at is what a path leads to, through links.
  static Seen at(const std::string& path);
  /// nothing is what could not be opened for that errno.
  static Seen nothing(int error_number);

  /// Name is a name in a directory, and what the file system tells of it without being asked; not
  /// all of them tell anything.
  struct Name {
    std::string text;
    bool is_file;
    bool is_folder;
  };

  /// entry is what has that name in this directory: itself, and never what a link leads to. It is
  /// found sooner where `is_folder` is right.
  [[nodiscard]] Seen entry(std::string_view name, bool is_folder = false) const;
  /// end_of is what a link in this directory leads to, as it was when it was opened.
  [[nodiscard]] Seen end_of(const Seen& link) const;

  /// failed is 0, or the errno for which it could not be opened: then it has no status.
  [[nodiscard]] int failed() const { return failed_; }
  [[nodiscard]] const struct stat& status() const { return status_; }
  /// is_of_kernel tells whether it lies in a file system that holds what the kernel tells of itself
  /// (/proc, /sys …), and no files of anybody.
  [[nodiscard]] bool is_of_kernel() const;

  /// list gets the names in a directory, sorted; 0 or errno, with those read until then.
  [[nodiscard]] int list(std::vector<Name>& names) const;

 private:
  friend class RegularFile;
  static Seen open(int folder, const std::string& name, int flags);

  std::shared_ptr<const Descriptor> descriptor_;
  struct stat status_{};
  int failed_ = 0;
};

}  // namespace dmp::files
