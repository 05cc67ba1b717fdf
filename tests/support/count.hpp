#pragma once

#include <cstddef>
#include <string_view>

namespace dmp::test {

/// count_of counts how often a text has a part, overlapping ones too.
inline std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace dmp::test
