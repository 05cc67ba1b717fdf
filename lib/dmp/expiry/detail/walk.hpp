#pragma once

#include <sys/stat.h>

#include <functional>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "dmp/base/error.hpp"

namespace dmp::expiry::detail {

/// FileId is a file or a folder, whatever paths lead to it.
struct FileId {
  dev_t device;
  ino_t inode;

  explicit FileId(const struct stat& status) : device(status.st_dev), inode(status.st_ino) {}
  bool operator==(const FileId&) const = default;
};

struct HashOfFile {
  std::size_t operator()(FileId id) const {
    return std::hash<ino_t>{}(id.inode) ^ (std::hash<dev_t>{}(id.device) << 1U);
  }
};

/// Visited remembers files that were read, so that none counts twice.
class Visited {
 public:
  /// add tells whether the file is met for the first time.
  bool add(FileId id) { return ids_.insert(id).second; }
  [[nodiscard]] bool has(FileId id) const { return ids_.contains(id); }

 private:
  std::pmr::monotonic_buffer_resource memory_;  ///< Nothing is forgotten before the end.
  std::pmr::unordered_set<FileId, HashOfFile> ids_{&memory_};
};

/// VisitedFolders remembers folders. One of which not all could be met by the path that led there
/// is gone through once more by another one, a few times.
class VisitedFolders {
 public:
  /// enter tells whether to go through.
  bool enter(FileId id) {
    auto& times = times_[id];
    return times < kMost && ++times > 0;
  }
  /// finish says that all of it was met.
  void finish(FileId id) { times_[id] = kMost; }

 private:
  static constexpr int kMost = 8;
  std::unordered_map<FileId, int, HashOfFile> times_;
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
  /// A symbolic link, and its own status: to be followed after all that is no link, so that nobody
  /// gives what lies here another path by a link of his.
  std::function<void(std::string path, const struct stat& status)> link;
  /// A folder or a link to a file that was visited before.
  std::function<void()> again;
  /// A folder that cannot be listed, or whose path is longer than the system takes.
  std::function<void(Error)> unreadable;
};

/// walk goes through a folder in the order of names. Sockets, pipes, devices and the file systems
/// of the kernel are passed over, and so are the versions that `install` keeps beside a place
/// (files::kStoreName). Returns false when it was ended.
bool walk(const std::string& folder, VisitedFolders& visited, const FolderWalk& on);

/// follow goes where a link leads: `itself` is its own status. What a link of somebody else's shows
/// of another file system is a file, and no folder: EXPIRY-LINK-FOREIGN (input) says so.
bool follow(std::string link, const struct stat& itself, const Visited& seen,
            VisitedFolders& folders, const FolderWalk& on);

/// is_ours tells whether a file or link is root's or of the user who runs this.
bool is_ours(const struct stat& status);

}  // namespace dmp::expiry::detail
