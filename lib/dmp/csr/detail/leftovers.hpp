#pragma once

#include <filesystem>

namespace dmp::csr::detail {

/// clear_leftovers removes what killed runs left in a workspace, in the folder of every order: also
/// of those that this run does not reach. The caller holds the workspace's lock.
void clear_leftovers(const std::filesystem::path& workspace);

}  // namespace dmp::csr::detail
