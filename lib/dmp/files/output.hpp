#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

namespace dmp::files {

class Descriptor;

/// Destination is what an output's path means: a file, at the end of all symbolic links, or a
/// stream (a device, a pipe, a descriptor of ours such as /dev/stdout).
struct Destination {
  std::filesystem::path path;     ///< Of the file or the device, no link any more.
  bool is_stream = false;         ///< Written to from its beginning on, never replaced.
  std::optional<int> descriptor;  ///< Of ours, for a path like /dev/stdout.
  /// The stream that was judged (O_PATH): its name may be another's meanwhile.
  std::shared_ptr<const Descriptor> judged = nullptr;
};

/// find_destination follows the symbolic links of an output's last part, 40 at most, each only
/// where root or the user who runs this made it in a directory that is proven (Directory). What is
/// not there yet is a file. Errors as Directory::open's (PATH-LINK: a link that somebody
/// else made; PATH-OWNER: such a pipe, or a way to a stream); FILE-IS-DIRECTORY, FILE-NOT-REGULAR
/// (usage) with `path`.
Result<Destination> find_destination(const std::filesystem::path& path);

/// write_stream writes all to a stream. Error ids: FILE-WRITE, FILE-DISK-FULL, FILE-FOLDER
/// (environment) with `path`.
Status write_stream(const Destination& destination, ByteView content);

/// is_same_file tells whether two paths lead to one file that is there.
bool is_same_file(const std::filesystem::path& one, const std::filesystem::path& other);

}  // namespace dmp::files
