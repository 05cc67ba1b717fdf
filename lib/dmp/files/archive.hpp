#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

/// ZIP archives, as portals hand out several files at once.
namespace dmp::files {

/// ArchiveMember is one file of an archive. Its name says how it was packed and nothing else: it is
/// never a path to write to.
struct ArchiveMember {
  std::string name;  ///< UTF-8.
  Bytes content;
};

/// is_archive tells whether content starts as a ZIP archive does.
bool is_archive(ByteView content);

/// read_archive unpacks a ZIP archive into memory: its files in the order of the archive, without
/// folders, and without what macOS adds for itself. Error ids (input), each with `file`:
/// ARCHIVE-UNREADABLE; ARCHIVE-ENCRYPTED (with `member`); ARCHIVE-TOO-LARGE (more than 1,000
/// members, or more than 64 MiB unpacked, whatever sizes it claims).
Result<std::vector<ArchiveMember>> read_archive(ByteView content, std::string_view file);

}  // namespace dmp::files
