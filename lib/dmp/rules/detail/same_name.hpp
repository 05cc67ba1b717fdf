#pragma once

#include <string_view>

namespace dmp::rules::detail {

/// is_same_name compares two raisons sociales as a person would: without case, accents,
/// punctuation, small words and the order of words, and with the usual abbreviations ("CH",
/// "ST") spelled out. Both are UTF-8.
bool is_same_name(std::string_view a, std::string_view b);

}  // namespace dmp::rules::detail
