#pragma once

#include <string>

#include "dmp/base/bytes.hpp"

namespace dmp::card::detail {

/// command_line is "> 00 A4 04 00 …", upper-case hexadecimal, as tools for cards write and read it;
/// the data of commands that carry a PIN (VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER) are
/// "**".
std::string command_line(ByteView command);

/// answer_line is "< 90 00".
std::string answer_line(ByteView answer);

}  // namespace dmp::card::detail
