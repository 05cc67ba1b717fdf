#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace dmp::report {

/// dump writes JSON that is safe to show, two spaces deep and ending with a newline: bad bytes are
/// replaced, and what a terminal might obey is escaped.
std::string dump(const nlohmann::ordered_json& json);

/// append_dump appends JSON in the same way, as part of a larger text: so many levels deep, and
/// without the newline at the end.
void append_dump(std::string& out, const nlohmann::ordered_json& json, std::size_t depth);

}  // namespace dmp::report
