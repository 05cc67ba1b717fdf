#include "dmp/csr/detail/leftovers.hpp"

#include <sys/stat.h>

#include "dmp/files/directory.hpp"
#include "dmp/files/write.hpp"

namespace dmp::csr::detail {
namespace {

void clear(const files::Directory& folder, int levels) {
  files::remove_stale_temporaries(folder);
  if (levels == 0) {
    return;
  }
  for (const auto& name : folder.names()) {
    const auto status = folder.status(name);
    if (name.starts_with('.') || !status || !S_ISDIR(status->st_mode)) {
      continue;
    }
    if (const auto below = folder.child(name)) {
      clear(*below, levels - 1);
    }
  }
}

}  // namespace

void clear_leftovers(const std::filesystem::path& workspace) {
  // <finess>/<USAGE>/renewal: below that there is nothing of ours.
  constexpr int kLevels = 3;
  if (const auto root = files::Directory::open(workspace)) {
    clear(*root, kLevels);
  }
}

}  // namespace dmp::csr::detail
