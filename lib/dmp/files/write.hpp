#pragma once

#include <sys/types.h>

#include <filesystem>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

namespace dmp::files {

class Directory;

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
/// same folder with the final mode, less what the umask takes from group and others, from its first
/// byte; fsync; rename, for `create` one that never replaces; fsync of the folder. On failure the
/// temporary file is removed and what was there stays. The way to it must be ours (Directory). A
/// symbolic link is not followed: `replace` puts the file in the link's place. Error ids:
/// FILE-EXISTS, FILE-IS-DIRECTORY, FILE-NOT-REGULAR (usage), those of Directory, FILE-FOLDER
/// (environment: folder missing or not writable), FILE-DISK-FULL, FILE-WRITE (environment).
/// Arguments: `path`, `folder`.
Status write_file(const std::filesystem::path& path, ByteView content, mode_t mode,
                  WriteMode write_mode);

/// append_line appends one line, a JSON object, to a file with a single write, creating it with
/// `mode` less what the umask takes; fsynced. Half a line, which a run killed inside its write left
/// at the end, is taken away first; while somebody else holds the file's lock it stays as it is.
/// When writing fails no part of the line stays (but where the file system has no locks); when only
/// syncing fails the line is there, unsynced. Errors as write_file's and Directory::check_own's; a
/// symbolic link is refused.
Status append_line(const std::filesystem::path& path, std::string_view line, mode_t mode);

/// close_to_others takes away what group and others may do with a file of ours, its access control
/// list too; tells whether there was any. Nothing happens to what is not there, or no regular file.
/// Errors as Directory's, FILE-WRITE.
Result<bool> close_to_others(const std::filesystem::path& path);

/// make_folder creates a folder and its parents as Directory::make does, whose errors it has.
Status make_folder(const std::filesystem::path& path);

/// remove_stale_temporaries deletes temporary files that a killed run of the same user left in
/// `folder`; it knows them by their name and by nobody holding their lock. Where the way is not
/// ours nothing is touched.
void remove_stale_temporaries(const std::filesystem::path& folder);
void remove_stale_temporaries(const Directory& folder);

}  // namespace dmp::files
