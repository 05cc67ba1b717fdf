#pragma once

#include <filesystem>
#include <vector>

#include "dmp/core/error.hpp"
#include "dmp/core/secret.hpp"
#include "dmp/install/detail/judge.hpp"
#include "dmp/install/install.hpp"
#include "dmp/model/order.hpp"

namespace dmp::install::detail {

/// PlannedContent is one file of the plan with what will be in it; empty when the file is kept.
struct PlannedContent {
  PlannedFile file;
  Secret content;
};

/// Plan is everything that an installation changes.
struct Plan {
  std::vector<PlannedContent> files;  ///< In the order of writing: orders after their certificates.
  std::vector<model::JournalEntry> journal;  ///< One per certificate with a change.
};

/// make_plan compares what should be with what is there; it writes nothing.
Result<Plan> make_plan(const std::vector<Case>& cases, const Request& request);

}  // namespace dmp::install::detail
