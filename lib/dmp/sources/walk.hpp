#pragma once

#include <sys/stat.h>

#include <functional>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "dmp/base/error.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/seen.hpp"

namespace dmp::sources {

/// FileId is a file or a folder, whatever paths lead to it.
struct FileId {
  dev_t device;
  ino_t inode;

  explicit FileId(const struct stat& status) : device(status.st_dev), inode(status.st_ino) {}
  explicit FileId(const files::Seen& seen) : FileId(seen.status()) {}
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

/// Met is a path that was met, and what tells whether it still leads to the same: others may give
/// its names to something else before it is opened. What was named is met as it is.
struct Met {
  std::string path;
  /// The directory in which it was listed: the entry itself is meant, and never what it leads to.
  std::optional<FileId> folder = std::nullopt;
  /// The file to which a link led: that one is meant.
  std::optional<FileId> file = std::nullopt;
  int failed = 0;  ///< Why it could not be opened, as errno; it is not tried again.
};

/// folder_in returns the directory of a path that was met, with its slash.
std::string_view folder_in(std::string_view path);

/// Link is a link that was met, or whatever takes the place of what was met as something else. It
/// is to be followed, or gone through, after all that is no link, so that nobody gives what lies
/// here another path by a link of his.
struct Link {
  std::string path;
  FileId folder;
  bool is_ours;
};

/// MetAgain opens what was met. Neighbours mostly lie in the same directory: the last one stays
/// open.
class MetAgain {
 public:
  /// open returns what was met; nothing, and ESTALE, where its path leads to something else now.
  files::Seen open(const Met& met);
  /// folder_of returns the directory of a path, which ends at its last slash, in the same way.
  const files::Seen& folder_of(std::string_view path, FileId id);

 private:
  std::string path_;
  std::optional<FileId> id_;
  files::Seen folder_;
};

/// replaced says that what a path led to was replaced during the run: EXPIRY-REPLACED (input), with
/// `file`, from which a slash at the end is taken.
Error replaced(std::string_view path);

/// FolderWalk says what happens on the way through a folder.
struct FolderWalk {
  /// Patterns of names, or of paths where they have a slash, that are passed over (fnmatch).
  std::span<const std::string> ignore;
  /// A regular file, or a certificate's name that leads to nothing; false ends the walk. Whether it
  /// was visited by another path, only who opens it sees.
  std::function<bool(Met)> file;
  std::function<void(Link)> link;
  /// A folder or a link to a file that was visited before.
  std::function<void()> again;
  /// A folder that cannot be listed, whose path is longer than the system takes, or that was
  /// replaced before all of it was met.
  std::function<void(Error)> unreadable;
};

/// walk goes through a folder in the order of names, and opens each directory in the one before it:
/// no link stands for one. Sockets, pipes, devices and the file systems of the kernel are passed
/// over, and so are the versions that `install` keeps beside a place (files::kStoreName). Returns
/// false when it was ended.
bool walk(const files::Seen& folder, const std::string& path, VisitedFolders& visited,
          const FolderWalk& on);

/// follow goes where a link leads. With `only_ours` a name that has become a link of somebody
/// else's is a link to be followed later. What a link of somebody else's shows of another file
/// system is a file, and no folder: EXPIRY-LINK-FOREIGN (input) says so.
bool follow(Link link, bool only_ours, MetAgain& again, const Visited& seen,
            VisitedFolders& folders, const FolderWalk& on);

/// FirmPaths are those of which nobody but root and the user who runs this decides where they lead.
/// Neighbours mostly lie in the same directory: the last one stays open.
class FirmPaths {
 public:
  bool has(const std::string& path);

 private:
  std::string folder_;
  std::optional<Result<files::Directory>> directory_;
};

/// is_ours tells whether a file or link is root's or of the user who runs this.
bool is_ours(const struct stat& status);

}  // namespace dmp::sources
