#pragma once

#include <nlohmann/json.hpp>

#include "dmp/report/document.hpp"

namespace dmp::report::detail {

/// to_value renders what was seen of a workstation as the `workstation` of a report.
nlohmann::ordered_json to_value(const model::WorkstationFacts& facts, const Wording& wording);

/// to_value renders readers and their cards.
nlohmann::ordered_json to_value(const std::vector<model::ReaderFacts>& readers,
                                const Wording& wording);

}  // namespace dmp::report::detail
