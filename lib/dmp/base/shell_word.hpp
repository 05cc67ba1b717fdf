#pragma once

#include <string>
#include <string_view>

namespace dmp {

/// shell_word writes one word of a command line as a POSIX shell reads it: in single quotes where
/// it needs them (POSIX.1-2017, XCU 2.2).
std::string shell_word(std::string_view word);

}  // namespace dmp
