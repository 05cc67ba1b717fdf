#include "dmp/expiry/detail/walk.hpp"

#include <dirent.h>
#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

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
  bool is_file;  ///< Surely: a link to one, or a file system that does not tell, says no.
};

/// Kubernetes shows the files of a volume by links through `..data`, which names the folder that
/// holds them now: their paths stay, that folder's name does not.
void keep_stable_names(std::vector<Entry>& entries) {
  const auto name_of = [](const Entry& entry) { return name_in(entry.path); };
  if (std::ranges::find(entries, "..data", name_of) != entries.end()) {
    std::erase_if(entries, [&](const Entry& entry) { return name_of(entry).starts_with(".."); });
  }
}

/// What a folder has, in the order of names.
Result<std::vector<Entry>> entries_of(const std::string& folder) {
  const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
  std::vector<Entry> entries;
  const std::string before = folder.ends_with('/') ? folder : folder + '/';
  if (!open) {
    return tl::unexpected(unreadable(folder, last_error()));
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

bool is_ignored(const std::string& path, std::span<const std::string> patterns) {
  return std::ranges::any_of(patterns, [&path](const std::string& pattern) {
    const bool whole = pattern.find('/') != std::string::npos;
    const std::string name(whole ? std::string_view(path) : name_in(path));
    return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  });
}

bool visit(Entry entry, Visited& visited, const FolderWalk& on) {
  auto& path = entry.path;
  if (is_ignored(path, on.ignore)) {
    return true;
  }
  if (entry.is_file) {
    return on.file(std::move(path));
  }
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    const auto error = last_error();
    if (error == std::errc::filename_too_long && !claims_certificate(path)) {
      // Perhaps a folder, and whatever is in it.
      on.unreadable(unreadable(path, error));
      return true;
    }
    // A link to nothing, or a file that went away: of interest only where a certificate is
    // expected.
    return !claims_certificate(path) || on.file(std::move(path));
  }
  if (S_ISDIR(status.st_mode)) {
    // What a place shows of its versions is met through the place; the others do not serve.
    return name_in(path) == files::kStoreName || walk(path, visited, on);
  }
  if (!S_ISREG(status.st_mode)) {
    return true;
  }
  if (visited.has(FileId(status))) {
    on.again();
    return true;
  }
  return on.file(std::move(path));
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

bool walk(const std::string& folder, Visited& visited, const FolderWalk& on) {
  struct stat status{};
  if (::stat(folder.c_str(), &status) == 0 && !visited.add(FileId(status))) {
    on.again();
    return true;
  }
  auto entries = entries_of(folder);
  if (!entries) {
    on.unreadable(std::move(entries.error()));
    return true;
  }
  return std::ranges::all_of(*entries,
                             [&](Entry& entry) { return visit(std::move(entry), visited, on); });
}

}  // namespace dmp::expiry::detail
