#pragma once

#include <string>
#include <string_view>

/// JSON that went through a word processor or a mail.
namespace dmp::documents {

/// begins_with_typographic_quote tells whether a text begins with a double quote that JSON does not
/// know, as word processors write them: “ ” „ « ».
bool begins_with_typographic_quote(std::string_view text);

/// with_plain_quotes puts straight quotes in the place of those around keys and texts, spaces in
/// that of no-break spaces between values, and takes off a byte order mark. Texts in straight
/// quotes and comments stay as they are. The text is UTF-8, and whether it is JSON afterwards is
/// for the reader to say.
std::string with_plain_quotes(std::string_view text);

}  // namespace dmp::documents
