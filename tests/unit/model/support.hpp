#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"
#include "support/catch.hpp"

namespace dmp::test {

/// id_of returns the id of the failure, or "" when the number was accepted.
template <typename T>
std::string id_of(std::string_view text) {
  const auto parsed = T::parse(text);
  return parsed ? std::string() : parsed.error().id;
}

/// value_of returns the value of one argument of the failure.
template <typename T>
std::string value_of(std::string_view text, std::string_view name) {
  const auto parsed = T::parse(text);
  REQUIRE_FALSE(parsed);
  const auto& args = parsed.error().args;
  const auto found = std::ranges::find(args, name, &Arg::name);
  return found == args.end() ? "(none)" : found->value;
}

/// forgiven_in returns the notes of an accepted number.
template <typename T>
std::vector<std::string> forgiven_in(std::string_view text) {
  const auto parsed = T::parse(text);
  REQUIRE(parsed);
  return parsed->forgiven;
}

}  // namespace dmp::test
