#pragma once

#include <string>
#include <string_view>

#include "dmp/base/error.hpp"

namespace dmp::pdf {

/// check_characters refuses what cannot be seen on paper: PDF-UTF8, and PDF-CHARACTER for control
/// characters, line separators, bidirectional controls and zero-width characters. `label` names the
/// field in the error.
Status check_characters(std::string_view text, std::string_view label);

/// code_point_name writes "U+00E9".
std::string code_point_name(char32_t character);

}  // namespace dmp::pdf
