#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "dmp/core/error.hpp"
#include "dmp/core/secret.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/install/detail/judge.hpp"
#include "dmp/install/install.hpp"
#include "dmp/model/order.hpp"

namespace dmp::install::detail {

/// PlannedContent is one file of the plan with what will be in it; empty when the file is kept.
struct PlannedContent {
  PlannedFile file;
  Secret content;
  files::Rights rights;
};

/// Exchange is what a reader of a place gets to see instead.
struct Exchange {
  std::vector<model::CertificateFacts> leaving;
  std::vector<model::CertificateFacts> coming;
};

/// PlannedPlace is a place that changes as a whole. The files that are kept have their content too.
struct PlannedPlace {
  files::Place place;
  Target::Kind kind = Target::Kind::pem;
  std::optional<model::Usage> usage;
  std::filesystem::path lock;  ///< Folder whose store is locked meanwhile.
  bool changes = false;
  std::vector<PlannedContent> files;
  Exchange certificates;
};

/// Plan is everything that an installation changes.
struct Plan {
  std::vector<PlannedPlace> places;
  std::vector<PlannedContent> files;         ///< Of orders, in the order of writing.
  std::vector<model::JournalEntry> journal;  ///< One per certificate with a change.

  /// locks are the folders whose stores belong to the run.
  [[nodiscard]] std::set<std::filesystem::path> locks() const;
};

/// make_plan compares what should be with what is there; it writes nothing.
Result<Plan> make_plan(const std::vector<Case>& cases, const Request& request);

}  // namespace dmp::install::detail
