#include "dmp/report/detail/dump.hpp"

#include "dmp/core/utf8.hpp"
#include "dmp/report/detail/printable.hpp"

namespace dmp::report {

std::string dump(const nlohmann::ordered_json& json) {
  const auto text =
      json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  std::string out;
  out.reserve(text.size());
  std::size_t offset = 0;
  while (offset < text.size()) {
    const auto start = offset;
    const auto c = code_point_at(text, offset);
    // Outside of strings there is ASCII only.
    if (c >= 0x7F && c <= 0xFFFF && is_treacherous(c)) {
      constexpr std::string_view kHex = "0123456789abcdef";
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) {
        out += kHex[(c >> static_cast<unsigned>(shift)) & 0xFU];
      }
    } else {
      out.append(text, start, offset - start);
    }
  }
  return out;
}

}  // namespace dmp::report
