#pragma once

#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

namespace dmp::cli {

/// FolderFile is one file of a folder that was named.
struct FolderFile {
  std::string path;
  Bytes content;
  Status is_own;  ///< As read_named tells it.
};

/// read_folder reads the regular files directly in a folder one after the other, in the order of
/// their names, and keeps those that hold certificates, keys or an archive. Whatever else lies
/// there is passed over: binary files of more than a megabyte by their first bytes. Error ids:
/// CLI-FOLDER-TOO-LARGE (input: what is to be kept is more than 64 MiB, with `path`), those of
/// files::read_file.
Result<std::vector<FolderFile>> read_folder(const std::string& folder);

}  // namespace dmp::cli
