#include "dmp/sources/walk.hpp"

#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "dmp/files/versions.hpp"

namespace dmp::sources {
namespace {

Error unreadable(const std::string& path, int error_number) {
  return {ErrorKind::input,
          "EXPIRY-FOLDER-UNREADABLE",
          {arg("file", path)},
          {std::generic_category().message(error_number)}};
}

std::string_view name_in(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

using Name = files::Seen::Name;

/// Kubernetes shows the files of a volume by links through `..data`, which names the folder that
/// holds them now: their paths stay, that folder's name does not.
void keep_stable_names(std::vector<Name>& names) {
  if (std::ranges::find(names, "..data", &Name::text) != names.end()) {
    std::erase_if(names, [](const Name& each) { return each.text.starts_with(".."); });
  }
}

bool is_whole_path(const std::string& pattern) { return pattern.find('/') != std::string::npos; }

bool is_ignored(const std::string& path, std::span<const std::string> patterns) {
  return std::ranges::any_of(patterns, [&path](const std::string& pattern) {
    const std::string name(is_whole_path(pattern) ? std::string_view(path) : name_in(path));
    return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  });
}

/// What a path says that leads to nothing, or to nothing that the system reaches.
bool miss(std::string path, int failed, const FolderWalk& on) {
  constexpr std::array kNothing = {ENOENT, ENOTDIR, ELOOP, EACCES};
  if (std::ranges::find(kNothing, failed) == kNothing.end() && !claims_certificate(path)) {
    // Perhaps a folder, and whatever is in it.
    on.unreadable(unreadable(path, failed));
    return true;
  }
  // A link to nothing, or a file that went away: of interest only where a certificate is expected.
  return !claims_certificate(path) || on.file({.path = std::move(path), .failed = failed});
}

/// Walk goes through a folder and all that lie in it.
class Walk {
 public:
  Walk(VisitedFolders& visited, const FolderWalk& on) : visited_(visited), on_(on) {}

  /// `is_whole` becomes false where another path to the same folder may show more of it.
  bool go_through(files::Seen folder, const std::string& path, bool& is_whole) {
    if (folder.failed() != 0) {
      is_whole = false;
      on_.unreadable(unreadable(path, folder.failed()));
      return true;
    }
    const FileId id(folder);
    if (!visited_.enter(id)) {
      on_.again();
      return true;
    }
    std::vector<Name> names;
    if (const int failed = folder.is_of_kernel() ? 0 : folder.list(names)) {
      is_whole = false;
      on_.unreadable(unreadable(path, failed));
      return true;
    }
    keep_stable_names(names);
    Level level{path.ends_with('/') ? path : path + '/', id, std::move(folder)};
    // Whoever leads here by a path that is too long, or is passed over, hides nothing.
    bool all_met = true;
    ++depth_;
    const bool finished =
        std::ranges::all_of(names, [&](const Name& name) { return visit(level, name, all_met); });
    --depth_;
    if (all_met) {
      visited_.finish(id);
    }
    is_whole = is_whole && all_met;
    return finished;
  }

  /// What was opened in a folder.
  bool meet(files::Seen seen, std::string path, FileId folder, bool& is_whole) {
    const auto mode = seen.status().st_mode;
    if (S_ISLNK(mode)) {
      on_.link({std::move(path), folder, is_ours(seen.status())});
      return true;
    }
    if (S_ISDIR(mode)) {
      // What a place shows of its versions is met through the place; the others do not serve.
      return name_in(path) == files::kStoreName || go_through(std::move(seen), path, is_whole);
    }
    return !S_ISREG(mode) || on_.file({.path = std::move(path), .folder = folder});
  }

 private:
  /// A folder that is gone through, and its path with a slash at the end.
  struct Level {
    std::string path;
    FileId id;
    std::optional<files::Seen> open;
  };

  /// So many folders stay open while those in them are gone through; the others are opened again.
  static constexpr int kMostOpen = 8;

  bool visit(Level& level, const Name& entry, bool& is_whole) {
    auto path = level.path + entry.text;
    const bool is_too_long = path.size() >= PATH_MAX;
    is_whole = is_whole && !is_too_long;
    if (is_ignored(path, on_.ignore)) {
      is_whole = is_whole && std::ranges::none_of(on_.ignore, is_whole_path);
      return true;
    }
    if (is_too_long) {
      return (entry.is_file && !claims_certificate(path)) ||
             miss(std::move(path), ENAMETOOLONG, on_);
    }
    if (entry.is_file) {
      return on_.file({.path = std::move(path), .folder = level.id});
    }
    if (!level.open) {
      level.open = again_.folder_of(level.path, level.id);
    }
    auto seen =
        level.open->failed() == 0 ? level.open->entry(entry.text, entry.is_folder) : *level.open;
    if (seen.failed() == ESTALE) {
      is_whole = false;
      on_.unreadable(replaced(level.path));
      return true;
    }
    if (seen.failed() != 0) {
      return miss(std::move(path), seen.failed(), on_);
    }
    if (depth_ >= kMostOpen && S_ISDIR(seen.status().st_mode)) {
      level.open.reset();
    }
    return meet(std::move(seen), std::move(path), level.id, is_whole);
  }

  VisitedFolders& visited_;
  const FolderWalk& on_;
  MetAgain again_;
  int depth_ = 0;
};

/// Whether a link leads to a folder that it lies in: a circle, which shows nothing new.
bool leads_up(const std::string& link, const struct stat& target) {
  for (std::filesystem::path above(link); above.has_relative_path();) {
    const auto parent = above.parent_path();
    struct stat status{};
    if (::stat(parent.empty() ? "." : parent.c_str(), &status) == 0 &&
        FileId(status) == FileId(target)) {
      return true;
    }
    above = parent;
  }
  return false;
}

}  // namespace

std::string_view folder_in(std::string_view path) {
  return path.substr(0, path.find_last_of('/') + 1);
}

Error replaced(std::string_view path) {
  path.remove_suffix(path.size() > 1 && path.ends_with('/') ? 1 : 0);
  return {ErrorKind::input, "EXPIRY-REPLACED", {arg("file", path)}, {}, Reason::replaced};
}

const files::Seen& MetAgain::folder_of(std::string_view path, FileId id) {
  const auto folder = folder_in(path);
  if (id_ != id || path_ != folder) {
    path_ = folder;
    id_ = id;
    folder_ = files::Seen::at(path_);
    if (folder_.failed() == 0 && FileId(folder_) != id) {
      folder_ = files::Seen::nothing(ESTALE);
    }
  }
  return folder_;
}

files::Seen MetAgain::open(const Met& met) {
  if (met.failed != 0) {
    return files::Seen::nothing(met.failed);
  }
  if (met.folder) {
    const auto& folder = folder_of(met.path, *met.folder);
    return folder.failed() == 0 ? folder.entry(name_in(met.path)) : folder;
  }
  auto seen = files::Seen::at(met.path);
  return seen.failed() == 0 && met.file && FileId(seen) != *met.file ? files::Seen::nothing(ESTALE)
                                                                     : seen;
}

bool claims_certificate(std::string_view path) {
  static constexpr std::array<std::string_view, 10> kExtensions = {
      ".pem", ".crt", ".cer", ".der", ".jks", ".p7b", ".p7c", ".p12", ".pfx", ".jceks"};
  const auto name = name_in(path);
  const auto dot = name.find_last_of('.');
  if (dot == std::string_view::npos || dot == 0) {
    return false;
  }
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::ranges::any_of(kExtensions, [&](std::string_view extension) {
    return std::ranges::equal(name.substr(dot), extension, {}, lower);
  });
}

bool walk(const files::Seen& folder, const std::string& path, VisitedFolders& visited,
          const FolderWalk& on) {
  bool is_whole = true;
  return Walk(visited, on).go_through(folder, path, is_whole);
}

bool follow(Link link, bool only_ours, MetAgain& again, const Visited& seen,
            VisitedFolders& folders, const FolderWalk& on) {
  auto& path = link.path;
  const auto& folder = again.folder_of(path, link.folder);
  auto itself = folder.failed() == 0 ? folder.entry(name_in(path)) : folder;
  if (itself.failed() == ESTALE) {
    on.unreadable(replaced(folder_in(path)));
    return true;
  }
  if (itself.failed() != 0) {
    return miss(std::move(path), itself.failed(), on);
  }
  const bool is_link = S_ISLNK(itself.status().st_mode);
  const bool ours = is_ours(itself.status());
  if (!is_link || (only_ours && !ours)) {
    bool is_whole = true;
    return Walk(folders, on).meet(std::move(itself), std::move(path), link.folder, is_whole);
  }
  const auto end = folder.end_of(itself);
  if (end.failed() != 0) {
    return miss(std::move(path), end.failed(), on);
  }
  const auto& status = end.status();
  if (S_ISDIR(status.st_mode)) {
    if (leads_up(path, status)) {
      on.again();
      return true;
    }
    if (!ours && status.st_dev != itself.status().st_dev) {
      on.unreadable({ErrorKind::input, "EXPIRY-LINK-FOREIGN", {arg("file", path)}, {}});
      return true;
    }
    return name_in(path) == files::kStoreName || walk(end, path, folders, on);
  }
  if (!S_ISREG(status.st_mode)) {
    return true;
  }
  if (seen.has(FileId(end))) {
    on.again();
    return true;
  }
  return on.file({.path = std::move(path), .file = FileId(end)});
}

bool FirmPaths::has(const std::string& path) {
  const auto name = name_in(path);
  if (name.empty() || name == "." || name == "..") {
    return files::Directory::find(path).has_value();
  }
  if (const auto folder = folder_in(path); !directory_ || folder != folder_) {
    directory_ = files::Directory::open(folder);
    folder_ = folder;
  }
  if (!*directory_) {
    return false;
  }
  const auto status = (*directory_)->status(name);
  const bool is_link = status && S_ISLNK(status->st_mode);
  return (status && is_ours(*status)) || (!is_link && !(*directory_)->is_shared());
}

bool is_ours(const struct stat& status) { return files::Trust().covers(status.st_uid); }

}  // namespace dmp::sources
