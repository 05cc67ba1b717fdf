#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "dmp/core/error.hpp"

namespace dmp::expiry::detail {

/// Largest file of a folder that is opened although its name does not claim a certificate, in
/// bytes.
inline constexpr std::uintmax_t kUnclaimedLimit = 1024U * 1024U;

/// Visited remembers files and folders by device and inode, so that none is visited twice.
class Visited {
 public:
  /// add tells whether the file or folder is met for the first time.
  bool add(dev_t device, ino_t inode) { return places_.emplace(device, inode).second; }

 private:
  struct Hash {
    std::size_t operator()(const std::pair<dev_t, ino_t>& place) const {
      return std::hash<ino_t>{}(place.second) ^ (std::hash<dev_t>{}(place.first) << 1U);
    }
  };
  std::pmr::monotonic_buffer_resource memory_;  ///< Nothing is forgotten before the end.
  std::pmr::unordered_set<std::pair<dev_t, ino_t>, Hash> places_{&memory_};
};

/// claims_certificate tells whether a file's name ends like that of a certificate file.
bool claims_certificate(std::string_view path);

/// FolderWalk says what happens on the way through a folder.
struct FolderWalk {
  /// Patterns of names, or of paths where they have a slash, that are passed over (fnmatch).
  std::span<const std::string> ignore;
  /// A file worth opening; false ends the walk.
  std::function<bool(std::string path)> file;
  /// A file that was visited before.
  std::function<void()> again;
  /// A folder that cannot be listed, or whose path is longer than the system takes.
  std::function<void(Error)> unreadable;
};

/// walk goes through a folder in the order of names, links followed. Sockets, pipes and devices are
/// never opened, nor are files that are empty or past kUnclaimedLimit unless their name claims a
/// certificate. The versions that `install` keeps beside a place (files::kStoreName) are not gone
/// into. Returns false when it was ended.
bool walk(const std::string& folder, Visited& visited, const FolderWalk& on);

}  // namespace dmp::expiry::detail
