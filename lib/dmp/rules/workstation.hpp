#pragma once

#include <vector>

#include "dmp/base/finding.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/policy/policy.hpp"

/// The rules of the procedure over the workstation that orders.
namespace dmp::rules {

/// WorkstationQuestion is what was seen of a workstation, and what to check it against.
struct WorkstationQuestion {
  const model::WorkstationFacts& facts;
  /// Dossiers whose administrators should hold the card.
  std::vector<const model::Dossier*> dossiers;
  const policy::Policy& policy;
  Date as_of;
  /// What of it is judged: all of it, or its readers and cards alone, not the machine and the
  /// portal.
  enum class Scope { whole, readers } scope = Scope::whole;
};

/// judge_workstation applies the rules WORKSTATION-*, in the order of the catalogue. Its findings
/// concern no file and no site.
Findings judge_workstation(const WorkstationQuestion& question);

}  // namespace dmp::rules
