#pragma once

#include <nlohmann/json.hpp>

#include "dmp/report/document.hpp"

namespace dmp::report::detail {

/// to_value renders one of the `requests` of a report.
nlohmann::ordered_json to_value(const RequestRow& row);

}  // namespace dmp::report::detail
