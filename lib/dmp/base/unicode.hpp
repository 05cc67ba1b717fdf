#pragma once

#include <string>
#include <string_view>

#include "dmp/base/secret.hpp"

namespace dmp {

/// composed returns a text in Unicode's normalization form C (UAX 15): an accent typed as a
/// character of its own joins its letter, as keyboards and directories write it. Text that is not
/// UTF-8 is returned as it is.
std::string composed(std::string_view text);

/// composed_secret is the same for a secret, and leaves no copy of it behind.
Secret composed_secret(ByteView text);

/// skeleton_of returns what two names share that look alike or are typed in other ways: their
/// letters, marks and digits in Unicode's compatibility form (UAX 15), without case, Greek and
/// Cyrillic letters as the Latin ones that their capitals look like. Accents are kept: they make
/// another name. Text that is not UTF-8 is returned as it is.
std::string skeleton_of(std::string_view text);

/// is_visible_character tells whether a character can be typed and seen: not controls, invisible,
/// direction-turning or unassigned characters, nor any space but the plain one.
bool is_visible_character(char32_t character);

/// is_name_character tells whether a name on a certificate can hold the character: letters, marks,
/// digits, punctuation, spaces and the signs of plain text ("n°", "№", "®"). It cannot hold
/// controls, invisible or direction-turning characters, unassigned ones, and pictographs.
bool is_name_character(char32_t character);

}  // namespace dmp
