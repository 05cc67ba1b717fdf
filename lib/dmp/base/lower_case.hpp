#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace dmp {

/// lower_case writes the letters of ASCII small, and leaves all others as they are.
inline std::string lower_case(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return made;
}

}  // namespace dmp
