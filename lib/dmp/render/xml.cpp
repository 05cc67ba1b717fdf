#include "dmp/render/xml.hpp"

#include "dmp/render/printable.hpp"

namespace dmp::render::xml {

std::string escaped(std::string_view raw) {
  std::string out;
  for (const char c : printable(raw)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

std::string attribute(std::string_view name, std::size_t value) {
  return attribute(name, std::to_string(value));
}

std::string element(std::string_view name, std::string_view content,
                    const std::string& attributes) {
  return "<" + std::string(name) + attributes + ">" + std::string(content) + "</" +
         std::string(name) + ">";
}

}  // namespace dmp::render::xml
