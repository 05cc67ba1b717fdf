#include "dmp/expiry/detail/walk.hpp"

#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

#include "dmp/files/versions.hpp"

namespace dmp::expiry::detail {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> unreadable(const fs::path& path, const std::error_code& error) {
  return fail(ErrorKind::input, "EXPIRY-FOLDER-UNREADABLE", {arg("file", path.string())},
              {error.message()});
}

Result<std::vector<fs::path>> names_in(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> entries;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    entries.push_back(at->path());
  }
  if (error) {
    return unreadable(folder, error);
  }
  std::ranges::sort(entries, {}, &fs::path::native);  // They differ in their last name only.
  return entries;
}

bool worth_opening(const fs::path& path, const struct stat& status) {
  if (!S_ISREG(status.st_mode)) {
    return false;
  }
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  return claims_certificate(path) || (size > 0 && size <= kUnclaimedLimit);
}

bool is_ignored(const fs::path& path, std::span<const std::string> patterns) {
  return std::ranges::any_of(patterns, [&path](const std::string& pattern) {
    const bool whole = pattern.find('/') != std::string::npos;
    const auto name = whole ? path.string() : path.filename().string();
    return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  });
}

bool visit(const fs::path& path, Seen& seen, const FolderWalk& on) {
  if (is_ignored(path, on.ignore)) {
    return true;
  }
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    const std::error_code error(errno, std::generic_category());
    if (error == std::errc::filename_too_long && !claims_certificate(path)) {
      // Perhaps a folder, and whatever is in it.
      on.unreadable(unreadable(path, error).value());
      return true;
    }
    // A link to nothing, or a file that went away: of interest only where a certificate is
    // expected.
    return !claims_certificate(path) || on.file(path);
  }
  if (S_ISDIR(status.st_mode)) {
    // What a place shows of its versions is met through the place; the others do not serve.
    return path.filename() == files::kStoreName || walk(path, seen, on);
  }
  if (!worth_opening(path, status)) {
    return true;
  }
  if (!seen.add(status.st_dev, status.st_ino)) {
    on.again(path);
    return true;
  }
  return on.file(path);
}

}  // namespace

bool claims_certificate(const fs::path& path) {
  static constexpr std::array<std::string_view, 10> kExtensions = {
      ".pem", ".crt", ".cer", ".der", ".jks", ".p7b", ".p7c", ".p12", ".pfx", ".jceks"};
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::ranges::find(kExtensions, std::string_view(extension)) != kExtensions.end();
}

bool walk(const fs::path& folder, Seen& seen, const FolderWalk& on) {
  struct stat status{};
  if (::stat(folder.c_str(), &status) == 0 && !seen.add(status.st_dev, status.st_ino)) {
    on.again(folder);
    return true;
  }
  auto entries = names_in(folder);
  if (!entries) {
    on.unreadable(std::move(entries.error()));
    return true;
  }
  return std::ranges::all_of(*entries, [&](const fs::path& path) { return visit(path, seen, on); });
}

}  // namespace dmp::expiry::detail
