#pragma once

#include <string>

#include "dmp/report/document.hpp"

namespace dmp::report {

/// workstation_to_text renders what was seen of a workstation, one thing a line under a title, with
/// what is uncertain about a card below it.
std::string workstation_to_text(const model::WorkstationFacts& facts, const Wording& wording);

}  // namespace dmp::report
