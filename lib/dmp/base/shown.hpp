#pragma once

#include <string>
#include <string_view>

namespace dmp {

/// without_passwords is a text as it may be shown: of each "user:password@host" in it, with or
/// without a scheme before it, the password is left out. Every value that a text or a document
/// shows of an error goes through it.
std::string without_passwords(std::string_view text);

}  // namespace dmp
