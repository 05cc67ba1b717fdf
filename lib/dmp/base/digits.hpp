#pragma once

#include <optional>
#include <string_view>

namespace dmp {

/// parse_digits reads the few digits of a part of a date or an hour; nothing where one of them is
/// none.
constexpr std::optional<unsigned> parse_digits(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace dmp
