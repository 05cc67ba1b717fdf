#include "dmp/csr/detail/leftovers.hpp"

#include <system_error>
#include <vector>

#include "dmp/files/write.hpp"

namespace dmp::csr::detail {

void clear_leftovers(const std::filesystem::path& workspace) {
  // <finess>/<USAGE>/renewal: below that there is nothing of ours.
  constexpr int kDeepest = 2;
  std::vector<std::filesystem::path> folders{workspace};
  std::error_code error;
  std::filesystem::recursive_directory_iterator entry(
      workspace, std::filesystem::directory_options::skip_permission_denied, error);
  for (const std::filesystem::recursive_directory_iterator end; !error && entry != end;
       entry.increment(error)) {
    std::error_code unknown;
    if (entry->is_symlink(unknown) || !entry->is_directory(unknown) ||
        entry->path().filename().native().starts_with('.')) {
      entry.disable_recursion_pending();
      continue;
    }
    folders.push_back(entry->path());
    if (entry.depth() >= kDeepest) {
      entry.disable_recursion_pending();
    }
  }
  for (const auto& folder : folders) {
    files::remove_stale_temporaries(folder);
  }
}

}  // namespace dmp::csr::detail
