#pragma once

#include <filesystem>

#include "dmp/base/error.hpp"

namespace dmp::record {

/// write_index writes `index.csv` of a workspace: one line an order, in French, with what to type
/// at the portal, which file to upload and where the order stands. Nothing is written when the file
/// is as it should be. Error ids: those of files::write_file.
Status write_index(const std::filesystem::path& workspace);

}  // namespace dmp::record
