#pragma once

#include <string>
#include <string_view>

#include "dmp/base/finding.hpp"
#include "dmp/base/text.hpp"

// The words that several formats share. What they return is not escaped for any of them.
namespace dmp::render {

std::string message_of(const Finding& finding, const Wording& wording);
std::string remedy_of(const Finding& finding, const Wording& wording);
std::string severity_word(Severity severity, const Wording& wording);
/// column_title is the text `report.column.<name>`.
std::string column_title(std::string_view name, const Wording& wording);
/// place_of is "line 12:19", or empty when the line is not known.
std::string place_of(const Location& at, const Wording& wording);
/// acceptance_word says why and until when a finding is accepted.
std::string acceptance_word(const Acceptance& accepted, const Wording& wording);

}  // namespace dmp::render
