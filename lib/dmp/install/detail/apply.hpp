#pragma once

#include "dmp/core/error.hpp"
#include "dmp/install/detail/plan.hpp"
#include "dmp/install/install.hpp"

namespace dmp::install::detail {

/// apply writes the plan: all of its files, or none of them. Folders that it made are taken away
/// again when it fails.
Status apply(const Plan& plan, const Request& request);

}  // namespace dmp::install::detail
