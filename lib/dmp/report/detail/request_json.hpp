#pragma once

#include "dmp/render/json.hpp"
#include "dmp/report/document.hpp"

namespace dmp::report::detail {

/// to_value renders one of the `requests` of a report.
render::Json to_value(const RequestRow& row);

}  // namespace dmp::report::detail
