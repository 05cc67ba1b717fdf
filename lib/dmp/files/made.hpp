#pragma once

#include <vector>

#include "dmp/files/directory.hpp"

namespace dmp::files {

/// remove_made removes those of the directories that were made (Directory::make) which are empty
/// still, inner ones first, and forgets them all.
void remove_made(std::vector<Entry>& made);

}  // namespace dmp::files
