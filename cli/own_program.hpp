#pragma once

#include <filesystem>

namespace dmp::cli {

/// own_program is the file of this program, links followed. Where the system does not tell (/proc
/// is empty) it is what the path leads to by which we were started, and counts only if it is
/// absolute and nobody but root and ourselves may change that file or a folder on the way to it.
/// Else empty.
std::filesystem::path own_program();

}  // namespace dmp::cli
