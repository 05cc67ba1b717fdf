#include "dmp/pdf/detail/characters.hpp"

#include "dmp/base/utf8.hpp"

namespace dmp::pdf {
namespace {

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

}  // namespace

std::string code_point_name(char32_t character) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string name = "U+";
  for (unsigned shift = character > 0xFFFF ? 20U : 12U;; shift -= 4U) {
    name += kDigits[(character >> shift) & 0xFU];
    if (shift == 0) {
      break;
    }
  }
  return name.size() == 8 && name[2] == '0' ? "U+" + name.substr(3) : name;
}

Status check_characters(std::string_view text, std::string_view label) {
  if (const auto offset = find_invalid_utf8(text)) {
    return fail(ErrorKind::input, "PDF-UTF8", {arg("label", label), arg("position", *offset + 1)});
  }
  std::size_t offset = 0;
  for (std::size_t position = 1; offset < text.size(); ++position) {
    const auto character = code_point_at(text, offset);
    if (is_invisible(character)) {
      return fail(ErrorKind::input, "PDF-CHARACTER",
                  {arg("label", label), arg("code", code_point_name(character)),
                   arg("position", position)});
    }
  }
  return {};
}

}  // namespace dmp::pdf
