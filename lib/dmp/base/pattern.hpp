#pragma once

#include <string>
#include <string_view>

#include "dmp/base/text.hpp"

namespace dmp {

/// fill_in replaces each `{name}` of a pattern by the value of that name; days are written as
/// the language does. A placeholder without a value stays as it is.
std::string fill_in(Language language, std::string_view pattern, const Args& args);

}  // namespace dmp
