#include "dmp/report/detail/dump.hpp"

#include "dmp/base/utf8.hpp"
#include "dmp/report/detail/printable.hpp"

namespace dmp::report {

std::string dump(const nlohmann::ordered_json& json) {
  std::string out;
  append_dump(out, json, 0);
  return out += '\n';
}

void append_dump(std::string& out, const nlohmann::ordered_json& json, std::size_t depth) {
  const auto text = json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
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
      out.append(c == '\n' ? 2 * depth : 0, ' ');  // Inside of strings it is escaped.
    }
  }
}

}  // namespace dmp::report
