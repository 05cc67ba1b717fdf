#include "dmp/expiry/detail/walk.hpp"

#include <dirent.h>
#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "dmp/files/directory.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/versions.hpp"

namespace dmp::expiry::detail {
namespace {

Error unreadable(const std::string& path, const std::error_code& error) {
  return {ErrorKind::input, "EXPIRY-FOLDER-UNREADABLE", {arg("file", path)}, {error.message()}};
}

std::error_code last_error() { return {errno, std::generic_category()}; }

std::string_view name_in(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

struct Entry {
  std::string path;
  bool is_file;  ///< Surely: a file system that does not tell says no.
};

/// Kubernetes shows the files of a volume by links through `..data`, which names the folder that
/// holds them now: their paths stay, that folder's name does not.
void keep_stable_names(std::vector<Entry>& entries) {
  const auto name_of = [](const Entry& entry) { return name_in(entry.path); };
  if (std::ranges::find(entries, "..data", name_of) != entries.end()) {
    std::erase_if(entries, [&](const Entry& entry) { return name_of(entry).starts_with(".."); });
  }
}

/// What a folder has, in the order of names; nothing in one of the kernel's, which has no files.
Result<std::vector<Entry>> entries_of(const std::string& folder) {
  const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
  std::vector<Entry> entries;
  const std::string before = folder.ends_with('/') ? folder : folder + '/';
  if (!open) {
    return tl::unexpected(unreadable(folder, last_error()));
  }
  if (files::is_of_kernel(::dirfd(open.get()))) {
    return entries;
  }
  errno = 0;
  while (const auto* entry = ::readdir(open.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") {
      entries.push_back({before, entry->d_type == DT_REG});
      entries.back().path += name;
    }
    errno = 0;  // Whatever strings did to it: at the end it tells whether that was all.
  }
  if (errno != 0) {
    return tl::unexpected(unreadable(folder, last_error()));
  }
  keep_stable_names(entries);
  std::ranges::sort(entries, {}, &Entry::path);
  return entries;
}

bool is_whole_path(const std::string& pattern) { return pattern.find('/') != std::string::npos; }

bool is_ignored(const std::string& path, std::span<const std::string> patterns) {
  return std::ranges::any_of(patterns, [&path](const std::string& pattern) {
    const std::string name(is_whole_path(pattern) ? std::string_view(path) : name_in(path));
    return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  });
}

/// What a path says that leads to nothing, or to nothing that the system reaches.
bool miss(std::string path, const std::error_code& error, const FolderWalk& on) {
  if (error == std::errc::filename_too_long && !claims_certificate(path)) {
    // Perhaps a folder, and whatever is in it.
    on.unreadable(unreadable(path, error));
    return true;
  }
  // A link to nothing, or a file that went away: of interest only where a certificate is expected.
  return !claims_certificate(path) || on.file(std::move(path));
}

bool go_through(const std::string& folder, VisitedFolders& visited, const FolderWalk& on,
                bool& is_whole);

/// `is_whole` becomes false where another path to the same folder may show more of it.
bool visit(Entry entry, VisitedFolders& visited, const FolderWalk& on, bool& is_whole) {
  auto& path = entry.path;
  if (is_ignored(path, on.ignore)) {
    is_whole = is_whole && std::ranges::none_of(on.ignore, is_whole_path);
    return true;
  }
  if (entry.is_file) {
    return on.file(std::move(path));
  }
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0) {
    const auto error = last_error();
    is_whole = is_whole && error != std::errc::filename_too_long;
    return miss(std::move(path), error, on);
  }
  if (S_ISLNK(status.st_mode)) {
    on.link(std::move(path), status);
    return true;
  }
  if (S_ISDIR(status.st_mode)) {
    // What a place shows of its versions is met through the place; the others do not serve.
    return name_in(path) == files::kStoreName || go_through(path, visited, on, is_whole);
  }
  return !S_ISREG(status.st_mode) || on.file(std::move(path));
}

bool go_through(const std::string& folder, VisitedFolders& visited, const FolderWalk& on,
                bool& is_whole) {
  struct stat status{};
  const bool is_known = ::stat(folder.c_str(), &status) == 0;
  const FileId id(status);
  if (is_known && !visited.enter(id)) {
    on.again();
    return true;
  }
  auto entries = entries_of(folder);
  if (!entries) {
    is_whole = false;
    on.unreadable(std::move(entries.error()));
    return true;
  }
  // Whoever leads here by a path that is too long, or is passed over, hides nothing.
  bool all_met = true;
  const bool finished = std::ranges::all_of(*entries, [&](Entry& entry) {
    all_met = all_met && entry.path.size() < PATH_MAX;
    return visit(std::move(entry), visited, on, all_met);
  });
  if (is_known && all_met) {
    visited.finish(id);
  }
  is_whole = is_whole && all_met;
  return finished;
}

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

bool walk(const std::string& folder, VisitedFolders& visited, const FolderWalk& on) {
  bool is_whole = true;
  return go_through(folder, visited, on, is_whole);
}

bool follow(std::string link, const struct stat& itself, const Visited& seen,
            VisitedFolders& folders, const FolderWalk& on) {
  struct stat status{};
  if (::stat(link.c_str(), &status) != 0) {
    return miss(std::move(link), last_error(), on);
  }
  if (S_ISDIR(status.st_mode)) {
    if (leads_up(link, status)) {
      on.again();
      return true;
    }
    if (!is_ours(itself) && status.st_dev != itself.st_dev) {
      on.unreadable({ErrorKind::input, "EXPIRY-LINK-FOREIGN", {arg("file", link)}, {}});
      return true;
    }
    return name_in(link) == files::kStoreName || walk(link, folders, on);
  }
  if (!S_ISREG(status.st_mode)) {
    return true;
  }
  if (seen.has(FileId(status))) {
    on.again();
    return true;
  }
  return on.file(std::move(link));
}

bool is_ours(const struct stat& status) { return files::Trust().covers(status.st_uid); }

}  // namespace dmp::expiry::detail
