#include "dmp/files/workspace.hpp"

#include <algorithm>
#include <system_error>

namespace dmp::files {
namespace {

std::vector<std::filesystem::path> folders_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code unknown;
    if (!entry->path().filename().native().starts_with('.') && entry->is_directory(unknown)) {
      found.push_back(entry->path());
    }
  }
  return found;
}

}  // namespace

std::vector<OrderFolder> Workspace::orders() const {
  std::vector<OrderFolder> found;
  const auto add = [&found](const std::filesystem::path& folder) {
    std::error_code unknown;
    const OrderFolder candidate{folder};
    if (std::filesystem::is_regular_file(candidate.order(), unknown)) {
      found.push_back(candidate);
    }
  };
  for (const auto& site : folders_in(root)) {
    for (const auto& usage : folders_in(site)) {
      add(usage);
      for (const auto& renewal : folders_in(usage)) {
        if (renewal.filename().native().starts_with("renewal")) {
          add(renewal);
        }
      }
    }
  }
  std::ranges::sort(found, {}, &OrderFolder::folder);
  return found;
}

}  // namespace dmp::files
