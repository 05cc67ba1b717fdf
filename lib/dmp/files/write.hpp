#pragma once

#include <sys/types.h>

#include <filesystem>

#include "dmp/core/bytes.hpp"
#include "dmp/core/error.hpp"

namespace dmp::files {

/// Mode of a file that only its owner may read.
inline constexpr mode_t kPrivate = 0600;
/// Mode of a file that all may read.
inline constexpr mode_t kPublic = 0644;

/// WriteMode tells what to do with a file that is there already.
enum class WriteMode {
  create,   ///< Refuse: FILE-EXISTS (usage).
  replace,  ///< Put the new one in its place in one step.
};

/// write_file writes a file so that no other reader ever sees part of it: a temporary file of the
/// same folder with the final mode from its first byte, whatever the umask; fsync; rename, for
/// `create` one that never replaces; fsync of the folder. On failure the temporary file is removed
/// and what was there stays. A symbolic link is not followed: `replace` puts the file in the link's
/// place. Error ids: FILE-EXISTS, FILE-IS-DIRECTORY, FILE-NOT-REGULAR (usage), FILE-FOLDER
/// (environment: folder missing or not writable), FILE-DISK-FULL, FILE-WRITE (environment).
/// Arguments: `path`, `folder`.
Status write_file(const std::filesystem::path& path, ByteView content, mode_t mode,
                  WriteMode write_mode);

/// append_line appends one line to a file with a single write, creating it with `mode`; fsynced.
/// When writing fails no part of the line stays (but where the file system has no locks); when only
/// syncing fails the line is there, unsynced. Errors as write_file's; a symbolic link is refused.
Status append_line(const std::filesystem::path& path, std::string_view line, mode_t mode);

/// make_folder creates a folder and its parents with mode 0700 for those it makes, and syncs the
/// folders above them; one that cannot be synced is removed again. Error ids: FILE-FOLDER,
/// FILE-NOT-A-FOLDER, FILE-DISK-FULL, FILE-WRITE (environment).
Status make_folder(const std::filesystem::path& path);

/// remove_stale_temporaries deletes temporary files that a killed run left in `folder`; it knows
/// them by their name and by nobody holding their lock.
void remove_stale_temporaries(const std::filesystem::path& folder);

}  // namespace dmp::files
