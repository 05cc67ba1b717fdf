#pragma once

#include <string>
#include <string_view>

namespace dmp::render {

/// is_treacherous tells whether a terminal might obey or hide this character instead of showing it:
/// controls, bidirectional marks, invisible characters, and what is no character (XML 1.0 forbids
/// it).
bool is_treacherous(char32_t c);

/// is_plain tells whether a text is of visible ASCII and spaces: printable as it is, a column a
/// byte.
bool is_plain(std::string_view text);

/// printable replaces control characters (line breaks, escapes, bidirectional marks) by visible
/// forms and invalid UTF-8 by U+FFFD, so that file names and certificate names cannot trick a
/// terminal.
std::string printable(std::string_view text);

/// append_printable adds what printable makes of a text.
void append_printable(std::string& out, std::string_view text);

/// octal_mode writes permissions as four octal digits, e.g. "0600".
std::string octal_mode(int mode);

}  // namespace dmp::render
