#include "dmp/render/printable.hpp"

#include "dmp/base/utf8.hpp"

namespace dmp::render {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

void append_escape(std::string& out, char32_t c) {
  switch (c) {
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const int digits = c < 0x80 ? 2 : (c < 0x10000 ? 4 : 6);
  out += c < 0x80 ? "\\x" : "\\u";
  for (int i = digits - 1; i >= 0; --i) {
    out += kHex[(c >> (4U * static_cast<unsigned>(i))) & 0xFU];
  }
}

void append_valid(std::string& out, std::string_view text) {
  std::size_t offset = 0;
  std::size_t begin = 0;  // Of what shows as it is.
  while (offset < text.size()) {
    const auto start = offset;
    const auto c = code_point_at(text, offset);
    if (is_treacherous(c)) {
      out += text.substr(begin, start - begin);
      append_escape(out, c);
      begin = offset;
    }
  }
  out += text.substr(begin);
}

}  // namespace

bool is_treacherous(char32_t c) {
  const auto between = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  return c < 0x20 || between(0x7F, 0x9F) || c == 0xAD || c == 0x061C || between(0x200B, 0x200F) ||
         between(0x2028, 0x202E) || between(0x2060, 0x206F) || c == 0xFEFF ||
         between(0xFFF9, 0xFFFB) || c == 0xFFFE || c == 0xFFFF || between(0xE0000, 0xE007F);
}

std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text);
  return out;
}

bool is_plain(std::string_view text) {
  unsigned others = 0;
  for (const char c : text) {  // To the end, which is faster than leaving early.
    others |= static_cast<unsigned>(static_cast<unsigned char>(c - ' ') > '~' - ' ');
  }
  return others == 0;
}

void append_printable(std::string& out, std::string_view text) {
  if (is_plain(text)) {
    out += text;
    return;
  }
  while (const auto bad = find_invalid_utf8(text)) {
    append_valid(out, text.substr(0, *bad));
    out += kReplacement;
    text.remove_prefix(*bad + 1);
  }
  append_valid(out, text);
}

std::string octal_mode(int mode) {
  std::string digits = "0000";
  for (unsigned i = 0; i < 4; ++i) {
    digits[3 - i] = static_cast<char>('0' + ((static_cast<unsigned>(mode) >> (3 * i)) & 7U));
  }
  return digits;
}

}  // namespace dmp::render
