#include "dmp/x509/name.hpp"

#include "dmp/core/utf8.hpp"

namespace dmp::x509 {
namespace {

bool is_white(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

}  // namespace

std::string normal_spaces(std::string_view text) {
  if (find_invalid_utf8(text)) {
    return std::string(text);  // Nothing sure can be made of it; make_request says where it breaks.
  }
  std::string out;
  bool pending_space = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto start = at;
    if (is_white(code_point_at(text, at))) {
      pending_space = !out.empty();
      continue;
    }
    if (pending_space) {
      out += ' ';
      pending_space = false;
    }
    out.append(text, start, at - start);
  }
  return out;
}

std::string organisation_name(const std::string& name) {
  auto out = normal_spaces(name);
  if (!find_invalid_utf8(out)) {
    out = cut_characters(out, kOrganisationCut);
    while (out.ends_with(' ')) {
      out.pop_back();
    }
  }
  return out;
}

}  // namespace dmp::x509
