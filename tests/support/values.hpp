#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"

namespace dmp::test {

/// value_of returns the argument `name` of a text; "(none)" where it has none of that name.
inline std::string value_of(const Args& args, std::string_view name) {
  const auto found = std::ranges::find(args, name, &Arg::name);
  return found == args.end() ? "(none)" : found->value;
}
inline std::string value_of(const Error& error, std::string_view name) {
  return value_of(error.args, name);
}
inline std::string value_of(const Finding& finding, std::string_view name) {
  return value_of(finding.args, name);
}

}  // namespace dmp::test
