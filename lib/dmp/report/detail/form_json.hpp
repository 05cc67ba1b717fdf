#pragma once

#include <nlohmann/json.hpp>

#include "dmp/report/document.hpp"

namespace dmp::report::detail {

/// to_value renders one form 413 with all its values.
nlohmann::ordered_json to_value(const FormRow& row);

}  // namespace dmp::report::detail
