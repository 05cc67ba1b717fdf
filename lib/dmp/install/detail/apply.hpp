#pragma once

#include "dmp/core/error.hpp"
#include "dmp/install/detail/plan.hpp"
#include "dmp/install/install.hpp"

namespace dmp::install::detail {

/// is_unfinished tells whether a run was killed between its exchange and its commands.
bool is_unfinished(const Plan& plan);

/// clear_stale removes temporary files of a killed run beside the stores.
void clear_stale(const Plan& plan);

/// apply writes the plan, all of it or nothing, and runs the commands; what they said goes to
/// `outcome`. Folders that it made are taken away again when it fails.
Status apply(const Plan& plan, const Request& request, Outcome& outcome);

}  // namespace dmp::install::detail
