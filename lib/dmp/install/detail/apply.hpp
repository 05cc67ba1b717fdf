#pragma once

#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/install/detail/locks.hpp"
#include "dmp/install/detail/pending.hpp"
#include "dmp/install/detail/plan.hpp"
#include "dmp/install/install.hpp"

namespace dmp::install::detail {

/// has_changes tells whether the plan writes anything.
bool has_changes(const Plan& plan);

/// apply writes the plan, all of it or nothing, and runs the commands; what they said goes to
/// `outcome`. Folders that it made are taken away again when it fails. The plan was made while
/// `locks` were held. `others` are runs that were cut short and completed: whose commands were not
/// run, this one runs.
Status apply(const Plan& plan, const Request& request, const std::vector<Pending>& others,
             Locks& locks, Outcome& outcome);

}  // namespace dmp::install::detail
