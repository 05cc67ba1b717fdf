#pragma once

#include <string>
#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/render/table.hpp"

namespace dmp::render {

/// findings_to_text renders findings grouped by file and site: severity, rule, place, message,
/// remedy; accepted ones without colour, with their reason. Of a rule with more than ten findings
/// the first three are shown and the others counted, unless the style says all. It ends with a
/// newline, and is empty when there is nothing to show.
std::string findings_to_text(const Findings& findings, const TextStyle& style);

/// error_to_text renders message, remedy and causes, one a line, without a trailing newline.
std::string error_to_text(const Error& error, const Wording& wording);

/// error_to_json renders a failure that left nothing to report: {"version", "command", "error"}.
std::string error_to_json(const Error& error, std::string_view command, const Wording& wording);

}  // namespace dmp::render
