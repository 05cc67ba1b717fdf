#pragma once

#include <cstdint>
#include <filesystem>

#include "dmp/core/bytes.hpp"
#include "dmp/core/error.hpp"
#include "dmp/core/secret.hpp"

namespace dmp::files {

/// Largest file that we read whole unless told otherwise, in bytes.
inline constexpr std::uintmax_t kDefaultLimit = std::uintmax_t{64} * 1024 * 1024;

/// read_file reads a regular file. Error ids: FILE-NOT-FOUND (input), FILE-IS-DIRECTORY (input),
/// FILE-NOT-REGULAR (input), FILE-UNREADABLE (input), FILE-TOO-LARGE (input, with `limit`),
/// FILE-READ (environment). Every one has the argument `path`. FIFOs, sockets and devices are
/// refused unopened.
Result<Bytes> read_file(const std::filesystem::path& path, std::uintmax_t limit = kDefaultLimit);

/// read_descriptor reads an open descriptor to its end, e.g. standard input ("-" in messages). A
/// signal that interrupts the wait ends it: FILE-READ.
Result<Bytes> read_descriptor(int descriptor, std::string_view name,
                              std::uintmax_t limit = kDefaultLimit);

/// read_secret_file reads the first line of a passphrase file without its line end, 4096 bytes at
/// most. Error ids as read_file's, and SECRET-FILE-PERMISSIONS (input) when others may read it,
/// SECRET-EMPTY (secret).
Result<Secret> read_secret_file(const std::filesystem::path& path);

/// read_secret_descriptor reads the first line of an open descriptor and nothing past it. Error
/// ids: SECRET-EMPTY, FILE-TOO-LARGE, FILE-READ.
Result<Secret> read_secret_descriptor(int descriptor, std::string_view name);

}  // namespace dmp::files
