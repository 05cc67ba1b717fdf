#pragma once

#include <string>
#include <string_view>

namespace dmp {

/// composed returns a text in Unicode's normalization form C (UAX 15): an accent typed as a
/// character of its own joins its letter, as keyboards and directories write it. Text that is not
/// UTF-8 is returned as it is.
std::string composed(std::string_view text);

/// is_name_character tells whether a name on a certificate can hold the character: letters, marks,
/// digits, punctuation, spaces and the signs of plain text ("n°", "№", "®"). It cannot hold
/// controls, invisible or direction-turning characters, unassigned ones, and pictographs.
bool is_name_character(char32_t character);

}  // namespace dmp
