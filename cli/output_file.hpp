#pragma once

#include <filesystem>
#include <string_view>

#include "dmp/core/error.hpp"
#include "dmp/files/write.hpp"

namespace dmp::cli {

/// write_output writes a file that the command line named, readable for all, and clears away what
/// killed runs left beside it. Errors as files::write_file's.
Status write_output(const std::filesystem::path& path, std::string_view content,
                    files::WriteMode mode);

/// keep_or_write writes a file where none is; true when it was written, false when the same is
/// there already. Errors as write_output's, FILE-EXISTS where something else is there.
Result<bool> keep_or_write(const std::filesystem::path& path, std::string_view content);

}  // namespace dmp::cli
