#include "dmp/render/icalendar.hpp"

#include "dmp/base/utf8.hpp"
#include "dmp/render/printable.hpp"

namespace dmp::render::icalendar {

std::string line(const std::string& content) {
  constexpr std::size_t kLongest = 75;
  std::string out;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < content.size();) {
    const auto start = at;
    code_point_at(content, at);
    if (taken + (at - start) > kLongest) {
      out += "\r\n ";
      taken = 1;
    }
    out += content.substr(start, at - start);
    taken += at - start;
  }
  return out + "\r\n";
}

std::string text(std::string_view raw) {
  std::string out;
  for (const char c : printable(raw)) {
    out += c == '\\' || c == ';' || c == ',' ? std::string{'\\', c} : std::string(1, c);
  }
  return out;
}

}  // namespace dmp::render::icalendar
