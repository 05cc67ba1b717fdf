#include "system/folder.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "dmp/files/archive.hpp"
#include "dmp/files/read.hpp"
#include "dmp/x509/container.hpp"
#include "system/session.hpp"

namespace dmp::cli {
namespace {

/// Files up to here are read whole, whatever their first bytes look like.
constexpr std::uintmax_t kSmall = std::uintmax_t{1} * 1024 * 1024;

std::vector<std::string> files_in(const std::string& folder) {
  std::error_code ignored;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.is_regular_file(ignored)) {
      files.push_back(entry.path().string());
    }
  }
  std::ranges::sort(files);
  return files;
}

/// Whether a file may hold a certificate by its first bytes: text, in which a PEM block may stand
/// anywhere, or what DER, Java keystores and archives begin with.
bool may_hold(ByteView start) {
  using Mark = std::array<std::uint8_t, 2>;
  static constexpr std::array kMarks = {Mark{0x30, 0x80}, Mark{0x30, 0x82}, Mark{0x30, 0x83},
                                        Mark{0x30, 0x84}, Mark{0xFE, 0xED}, Mark{0xCE, 0xCE},
                                        Mark{0xFF, 0xFE}, Mark{0xFE, 0xFF}};
  const bool is_text = std::ranges::find(start, std::uint8_t{0}) == start.end();
  return is_text || files::is_archive(start) || std::ranges::any_of(kMarks, [&](const Mark& mark) {
           return start.size() >= mark.size() && std::ranges::equal(start.first(mark.size()), mark);
         });
}

/// Whether a large file is seen to hold nothing without reading on.
bool is_other(const std::string& path) {
  std::array<std::uint8_t, std::size_t{16} * 1024> start{};
  const auto file = files::RegularFile::open(path);
  if (!file || static_cast<std::uintmax_t>(file->status().st_size) <= kSmall) {
    return false;
  }
  const auto got = file->read_start(start);
  return got > 0 && !may_hold(ByteView(start).first(static_cast<std::size_t>(got)));
}

/// What only a passphrase opens may be anything.
bool is_closed(const Error& error) { return error.kind != ErrorKind::input; }

bool holds_something(ByteView content, const std::string& path) {
  if (files::is_archive(content)) {
    return true;
  }
  const auto contents = x509::read_contents(content, path);
  if (contents || is_closed(contents.error())) {
    return true;
  }
  const auto keys = x509::read_keys(content, path);
  return keys || is_closed(keys.error());
}

}  // namespace

Result<std::vector<FolderFile>> read_folder(const std::string& folder) {
  std::vector<FolderFile> kept;
  std::uintmax_t left = files::kDefaultLimit;
  for (const auto& path : files_in(folder)) {
    if (is_other(path)) {
      continue;
    }
    FolderFile file{path, {}, {}};
    auto content = read_named(path, files::kDefaultLimit, &file.is_own);
    if (!content) {
      return fail(std::move(content.error()));
    }
    if (!holds_something(*content, path)) {
      continue;
    }
    if (content->size() > left) {
      return fail(ErrorKind::input, "CLI-FOLDER-TOO-LARGE",
                  {arg("path", folder), arg("limit", files::kDefaultLimit / 1024 / 1024)});
    }
    left -= content->size();
    file.content = std::move(*content);
    kept.push_back(std::move(file));
  }
  return kept;
}

}  // namespace dmp::cli
