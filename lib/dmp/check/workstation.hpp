#pragma once

#include <span>
#include <vector>

#include "dmp/check/check.hpp"
#include "dmp/model/workstation.hpp"

/// The rules of the procedure over the workstation that orders.
namespace dmp::check {

/// WorkstationRequest is what was seen of a workstation, and what to check it against.
struct WorkstationRequest {
  const model::WorkstationFacts& facts;
  /// Dossiers whose administrators should hold the card; those without a value say nothing.
  const std::vector<documents::Reading<model::Dossier>>& dossiers;
  const policy::Policy& policy;
  Date as_of;
};

/// workstation_rules lists the rules WORKSTATION-*; they are part of rules().
std::span<const Rule> workstation_rules();

/// check_workstation applies the rules WORKSTATION-*, in the order of the catalogue. Its findings
/// concern no file and no site.
Findings check_workstation(const WorkstationRequest& request);

}  // namespace dmp::check
