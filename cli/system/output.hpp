#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/files/write.hpp"

namespace dmp::cli {

/// write_output writes to a path that the command line named, readable for all: to the file behind
/// symbolic links, in one step, and to a device or a pipe (/dev/stdout) as a stream. What killed
/// runs left beside the file is cleared away. `inputs` are the files that the command read. Errors
/// as place_of_output's, files::write_file's and files::write_stream's.
Status write_output(const std::filesystem::path& path, std::string_view content,
                    files::WriteMode mode, std::span<const std::string> inputs = {});

/// keep_or_write writes a file where none is; true when it was written, false when the same is
/// there already. Errors as write_output's, FILE-EXISTS where something else is there.
Result<bool> keep_or_write(const std::filesystem::path& path, std::string_view content,
                           std::span<const std::string> inputs = {});

/// place_of_output returns the file at the end of symbolic links that an output would replace.
/// Errors as files::find_destination's; OUTPUT-IS-INPUT (usage: one of the inputs, by whatever
/// name), OUTPUT-IS-RECORD (usage: a file of a workspace or of what is installed), OUTPUT-HOLDS-KEY
/// (usage: what is there has a private key, or cannot be read to see), with `path`.
Result<std::filesystem::path> place_of_output(const std::filesystem::path& path,
                                              std::span<const std::string> inputs = {});

/// check_output refuses, before there is a content, what place_of_output would, but for keys: a
/// report may contain names that look like one, and is told apart by how the new one begins.
Status check_output(const std::filesystem::path& path, std::span<const std::string> inputs);

}  // namespace dmp::cli
