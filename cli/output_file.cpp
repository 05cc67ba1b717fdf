#include "output_file.hpp"

#include "dmp/files/read.hpp"

namespace dmp::cli {

Status write_output(const std::filesystem::path& path, std::string_view content,
                    files::WriteMode mode) {
  files::remove_stale_temporaries(path.has_parent_path() ? path.parent_path() : ".");
  return files::write_file(path, as_bytes(content), files::kPublic, mode);
}

Result<bool> keep_or_write(const std::filesystem::path& path, std::string_view content) {
  const auto existing = files::read_file(path);
  if (existing && as_text(*existing) == content) {
    return false;
  }
  return write_output(path, content, files::WriteMode::create).map([] { return true; });
}

}  // namespace dmp::cli
