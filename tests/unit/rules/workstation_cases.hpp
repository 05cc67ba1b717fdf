#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dmp/rules/workstation.hpp"
#include "right_dossier.hpp"

namespace dmp::test {

/// The day on which the workstation is looked at.
inline constexpr Date kStationDay = 2026y / 11 / 23;

/// WorkstationCase is a change of a right workstation that violates one rule, and no other.
struct WorkstationCase {
  std::string rule;
  std::function<void(model::WorkstationFacts&)> mutate;
};

/// right_station has a reader with the card of the right dossier's administrator.
model::WorkstationFacts right_station();
/// workstation_cases lists those of every rule over the workstation.
std::vector<WorkstationCase> workstation_cases();

}  // namespace dmp::test
