#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace dmp::report {

/// dump writes JSON that is safe to show, two spaces deep and ending with a newline: bad bytes are
/// replaced, and what a terminal might obey is escaped.
std::string dump(const nlohmann::ordered_json& json);

}  // namespace dmp::report
