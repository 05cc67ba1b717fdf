#pragma once

#include <filesystem>

namespace dmp::csr::detail {

/// clear_leftovers removes what killed runs left in a workspace, in the folder of every order: also
/// of those that this run does not reach. What living runs are writing stays. It comes before the
/// workspace is judged: where renames take no flags, a file that was just put in its place has its
/// temporary name as well, and a file with two names is refused.
void clear_leftovers(const std::filesystem::path& workspace);

}  // namespace dmp::csr::detail
