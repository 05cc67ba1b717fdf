#pragma once

#include <sys/stat.h>

#include <functional>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include "dmp/core/error.hpp"

namespace dmp::expiry::detail {

/// FileId is a file or a folder, whatever paths lead to it.
struct FileId {
  dev_t device;
  ino_t inode;

  explicit FileId(const struct stat& status) : device(status.st_dev), inode(status.st_ino) {}
  bool operator==(const FileId&) const = default;
};

/// Visited remembers files and folders, so that none counts twice.
class Visited {
 public:
  /// add tells whether the file or folder is met for the first time.
  bool add(FileId id) { return ids_.insert(id).second; }
  [[nodiscard]] bool has(FileId id) const { return ids_.contains(id); }

 private:
  struct Hash {
    std::size_t operator()(FileId id) const {
      return std::hash<ino_t>{}(id.inode) ^ (std::hash<dev_t>{}(id.device) << 1U);
    }
  };
  std::pmr::monotonic_buffer_resource memory_;  ///< Nothing is forgotten before the end.
  std::pmr::unordered_set<FileId, Hash> ids_{&memory_};
};

/// claims_certificate tells whether a file's name ends like that of a certificate file.
bool claims_certificate(std::string_view path);

/// FolderWalk says what happens on the way through a folder.
struct FolderWalk {
  /// Patterns of names, or of paths where they have a slash, that are passed over (fnmatch).
  std::span<const std::string> ignore;
  /// A regular file, or a certificate's name that leads to nothing; false ends the walk. Whether it
  /// was visited by another path, only who opens it sees.
  std::function<bool(std::string path)> file;
  /// A folder or a link to a file that was visited before.
  std::function<void()> again;
  /// A folder that cannot be listed, or whose path is longer than the system takes.
  std::function<void(Error)> unreadable;
};

/// walk goes through a folder in the order of names, links followed. Sockets, pipes and devices are
/// passed over, and so are the versions that `install` keeps beside a place (files::kStoreName).
/// Folders are added to `visited`. Returns false when it was ended.
bool walk(const std::string& folder, Visited& visited, const FolderWalk& on);

}  // namespace dmp::expiry::detail
