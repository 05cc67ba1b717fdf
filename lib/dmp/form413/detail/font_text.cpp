#include "dmp/form413/detail/font_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "dmp/base/unicode.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/form413/detail/foreign_pdf.hpp"

namespace dmp::form413 {
namespace {

/// 0x80 to 0x9F of Windows' Latin alphabet (WinAnsiEncoding, ISO 32000-1 annex D).
constexpr std::array<char32_t, 32> kWindows{
    0x20AC, 0x2022, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x2022, 0x017D, 0x2022, 0x2022, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x2022, 0x017E, 0x0178};

std::string utf8_of(char32_t character) {
  std::string text;
  if (character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF)) {
    append_utf8(text, character);
  }
  return text;
}

/// What a glyph's name says: "eacute", "uni20AC", "A", "hyphen".
std::string named(std::string_view name) {
  static const std::map<std::string_view, char32_t> kNames{
      {"space", ' '},    {"period", '.'},       {"comma", ','},         {"hyphen", '-'},
      {"colon", ':'},    {"slash", '/'},        {"parenleft", '('},     {"parenright", ')'},
      {"asterisk", '*'}, {"quotesingle", '\''}, {"quoteright", 0x2019}, {"degree", 0xB0},
      {"at", '@'},       {"underscore", '_'},   {"plus", '+'},          {"zero", '0'},
      {"one", '1'},      {"two", '2'},          {"three", '3'},         {"four", '4'},
      {"five", '5'},     {"six", '6'},          {"seven", '7'},         {"eight", '8'},
      {"nine", '9'},     {"Euro", 0x20AC},      {"oe", 0x153},          {"OE", 0x152}};
  static const std::array<std::pair<std::string_view, char32_t>, 6> kAccents{{{"acute", 0x301},
                                                                              {"grave", 0x300},
                                                                              {"circumflex", 0x302},
                                                                              {"dieresis", 0x308},
                                                                              {"cedilla", 0x327},
                                                                              {"tilde", 0x303}}};
  if (const auto known = kNames.find(name); known != kNames.end()) {
    return utf8_of(known->second);
  }
  if (name.size() == 1) {
    return std::string(name);
  }
  if (name.starts_with("uni") && name.size() == 7) {
    std::uint32_t code = 0;
    std::from_chars(name.data() + 3, name.data() + 7, code, 16);
    return utf8_of(code);
  }
  for (const auto& [accent, mark] : kAccents) {
    if (name.size() == accent.size() + 1 && name.ends_with(accent)) {
      return composed(std::string(1, name.front()) + utf8_of(mark));
    }
  }
  return {};
}

/// The tokens of a CMap that matter: hexadecimal texts as "<…", brackets and words.
std::vector<std::string> tokens_of(const std::string& map) {
  std::vector<std::string> tokens;
  for (std::size_t at = 0; at < map.size();) {
    const char c = map[at];
    if (c == '<' && at + 1 < map.size() && map[at + 1] != '<') {
      const auto end = std::min(map.find('>', at), map.size());
      tokens.push_back(map.substr(at, end - at));
      at = end + 1;
    } else if (c == '[' || c == ']') {
      tokens.emplace_back(1, c);
      ++at;
    } else if (c > ' ' && c != '<' && c != '>') {
      const auto end = std::min(map.find_first_of(" \t\r\n<>[]", at), map.size());
      tokens.push_back(map.substr(at, end - at));
      at = std::max(end, at + 1);
    } else {
      ++at;
    }
  }
  return tokens;
}

std::uint32_t code_of(const std::string& token) {
  std::uint32_t code = 0;
  if (token.starts_with('<')) {
    std::from_chars(token.data() + 1, token.data() + token.size(), code, 16);
  }
  return code;
}

/// UTF-16 in hexadecimal, with `plus` added to its last unit.
std::string unicode_of(const std::string& token, std::uint32_t plus) {
  std::string out;
  std::uint32_t high = 0;
  for (std::size_t at = 1; at + 4 <= token.size(); at += 4) {
    std::uint32_t unit = 0;
    std::from_chars(token.data() + at, token.data() + at + 4, unit, 16);
    unit += at + 8 > token.size() ? plus : 0;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
    } else {
      const bool low = high != 0 && unit >= 0xDC00 && unit < 0xE000;
      out += utf8_of(low ? 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00) : unit);
      high = 0;
    }
  }
  return out;
}

void read_range(const std::vector<std::string>& tokens, std::size_t& at, FontText& font) {
  const auto first = code_of(tokens[at]);
  const auto last = std::min(code_of(tokens[at + 1]), first + 0xFFFF);
  at += 2;
  if (tokens[at] == "[") {
    for (auto code = first; ++at < tokens.size() && tokens[at] != "]"; ++code) {
      font.characters[code] = unicode_of(tokens[at], 0);
    }
  } else {
    for (auto code = first; code <= last; ++code) {
      font.characters[code] = unicode_of(tokens[at], code - first);
    }
  }
  ++at;
}

void read_map(const std::string& map, FontText& font) {
  const auto tokens = tokens_of(map);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at] == "beginbfchar") {
      for (++at; at + 1 < tokens.size() && tokens[at].starts_with('<'); at += 2) {
        font.characters[code_of(tokens[at])] = unicode_of(tokens[at + 1], 0);
      }
    } else if (tokens[at] == "beginbfrange") {
      for (++at; at + 2 < tokens.size() && tokens[at].starts_with('<');) {
        read_range(tokens, at, font);
      }
    }
  }
}

void read_encoding(QPDFObjectHandle encoding, FontText& font) {
  for (std::uint32_t code = 0x20; code < 0x100; ++code) {
    font.characters[code] = utf8_of(code >= 0x80 && code < 0xA0 ? kWindows[code - 0x80] : code);
  }
  auto differences =
      encoding.isDictionary() ? encoding.getKey("/Differences") : QPDFObjectHandle::newNull();
  std::uint32_t code = 0;
  for (int i = 0; differences.isArray() && i < differences.getArrayNItems(); ++i) {
    auto item = differences.getArrayItem(i);
    if (item.isName()) {
      font.characters[code++] = named(item.getName().substr(1));
    } else {
      code = static_cast<std::uint32_t>(std::clamp(number_of(item), 0.0, 255.0));
    }
  }
}

void read_widths(QPDFObjectHandle font, FontText& out) {
  auto widths = font.getKey("/Widths");
  const auto first =
      static_cast<std::uint32_t>(std::max(number_of(font.getKey("/FirstChar")), 0.0));
  for (int i = 0; widths.isArray() && i < widths.getArrayNItems() && i < 256; ++i) {
    out.widths[first + static_cast<std::uint32_t>(i)] = number_of(widths.getArrayItem(i));
  }
}

/// /W of a CID font: "c [w1 w2 …]" or "first last w" (ISO 32000-1, 9.7.4.3).
void read_cid_widths(QPDFObjectHandle font, FontText& out) {
  out.width = font.hasKey("/DW") ? number_of(font.getKey("/DW")) : 1000;
  auto list = font.getKey("/W");
  const int count = list.isArray() ? list.getArrayNItems() : 0;
  for (int i = 0; i + 1 < count;) {
    const auto first = static_cast<std::uint32_t>(std::max(number_of(list.getArrayItem(i)), 0.0));
    auto next = list.getArrayItem(i + 1);
    if (next.isArray()) {
      for (int k = 0; k < next.getArrayNItems(); ++k) {
        out.widths[first + static_cast<std::uint32_t>(k)] = number_of(next.getArrayItem(k));
      }
      i += 2;
    } else {
      const auto last = static_cast<std::uint32_t>(std::max(number_of(next), 0.0));
      for (auto code = first; i + 2 < count && code <= last && code - first < 0x10000; ++code) {
        out.widths[code] = number_of(list.getArrayItem(i + 2));
      }
      i += 3;
    }
  }
}

}  // namespace

std::string FontText::text_of(std::uint32_t code) const {
  const auto found = characters.find(code);
  return found == characters.end() ? std::string() : found->second;
}

double FontText::width_of(std::uint32_t code) const {
  const auto found = widths.find(code);
  return found == widths.end() ? width : found->second;
}

FontText read_font(QPDFObjectHandle font, std::size_t limit) {
  FontText out;
  if (!font.isDictionary()) {
    return out;
  }
  out.two_bytes = is_name(font.getKey("/Subtype"), "/Type0");
  auto below = font.getKey("/DescendantFonts");
  if (out.two_bytes && below.isArray() && below.getArrayNItems() > 0 &&
      below.getArrayItem(0).isDictionary()) {
    read_cid_widths(below.getArrayItem(0), out);
  } else {
    read_encoding(font.getKey("/Encoding"), out);
    read_widths(font, out);
  }
  if (auto map = font.getKey("/ToUnicode"); map.isStream()) {
    read_map(data_of(map, limit), out);
  }
  return out;
}

}  // namespace dmp::form413
