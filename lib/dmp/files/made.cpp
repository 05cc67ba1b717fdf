#include "dmp/files/made.hpp"

#include <ranges>

namespace dmp::files {

void remove_made(std::vector<Entry>& made) {
  for (const auto& [folder, name] : made | std::views::reverse) {
    (void)folder.remove_directory(name);
  }
  made.clear();
}

}  // namespace dmp::files
