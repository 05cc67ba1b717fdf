#pragma once

#include "dmp/render/json.hpp"
#include "dmp/report/document.hpp"

namespace dmp::report::detail {

/// to_value renders what was seen of a workstation as the `workstation` of a report.
render::Json to_value(const model::WorkstationFacts& facts, const Wording& wording);

}  // namespace dmp::report::detail
