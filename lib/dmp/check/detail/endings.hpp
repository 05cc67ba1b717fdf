#pragma once

#include <vector>

#include "dmp/check/check.hpp"
#include "dmp/rules/subjects.hpp"

namespace dmp::check::detail {

/// endings_of lists what the sites' certificates and people have of last days, the first one first:
/// certificates that are held, and active cards, each card once whatever the parts of its holder.
std::vector<Ending> endings_of(const std::vector<rules::Site>& sites);

}  // namespace dmp::check::detail
