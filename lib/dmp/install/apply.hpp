#pragma once

#include "dmp/core/error.hpp"
#include "dmp/install/install.hpp"
#include "dmp/install/plan.hpp"

namespace dmp::install {

/// apply writes the plan: all of its files, or none of them. Folders that it made are taken away
/// again when it fails.
Status apply(const Plan& plan, const Request& request);

}  // namespace dmp::install
