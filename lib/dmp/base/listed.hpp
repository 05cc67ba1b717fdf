#pragma once

#include <string>
#include <string_view>

namespace dmp {

/// listed puts texts after one another, with commas or something else between them.
template <typename Texts>
std::string listed(Texts&& texts, std::string_view between = ", ") {
  std::string out;
  for (const auto& text : texts) {
    out.append(out.empty() ? "" : between).append(text);
  }
  return out;
}

}  // namespace dmp
