#include "dmp/base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace dmp {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t offset) {
  return static_cast<std::uint8_t>(text[offset]);
}

/// Length that a leading byte announces; 0 for a byte that cannot lead.
std::size_t sequence_length(std::uint8_t lead) {
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    return 2;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    return 3;
  }
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// RFC 3629 section 4: the second byte excludes overlong forms, surrogates and what is past
/// U+10FFFF.
bool second_byte_fits(std::uint8_t lead, std::uint8_t second) {
  switch (lead) {
    case 0xE0:
      return second >= 0xA0 && second <= 0xBF;
    case 0xED:
      return second >= 0x80 && second <= 0x9F;
    case 0xF0:
      return second >= 0x90 && second <= 0xBF;
    case 0xF4:
      return second >= 0x80 && second <= 0x8F;
    default:
      return second >= 0x80 && second <= 0xBF;
  }
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const auto lead = byte_at(text, offset);
    const auto length = sequence_length(lead);
    if (length == 0 || offset + length > text.size()) {
      return offset;
    }
    for (std::size_t i = 1; i < length; ++i) {
      const auto next = byte_at(text, offset + i);
      if (i == 1 ? !second_byte_fits(lead, next) : (next & 0xC0U) != 0x80U) {
        return offset;
      }
    }
    offset += length;
  }
  return std::nullopt;
}

char32_t code_point_at(std::string_view text, std::size_t& offset) {
  const auto lead = byte_at(text, offset);
  const auto length = std::max<std::size_t>(1, sequence_length(lead));
  char32_t value = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length && offset + i < text.size(); ++i) {
    value = (value << 6U) | (byte_at(text, offset + i) & 0x3FU);
  }
  offset = std::min(offset + length, text.size());
  return value;
}

void append_utf8(std::string& text, char32_t c) {
  const auto put = [&text](char32_t value) { text += static_cast<char>(value); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U; }));
}

std::string_view cut_characters(std::string_view text, std::size_t count) {
  std::size_t offset = 0;
  while (count > 0 && offset < text.size()) {
    code_point_at(text, offset);
    --count;
  }
  return text.substr(0, offset);
}

std::size_t display_width(std::string_view text) {
  // Most texts are ASCII: a column a byte.
  unsigned char bits = 0;
  for (const char c : text) {
    bits |= static_cast<unsigned char>(c);
  }
  if (bits < 0x80) {
    return text.size();
  }
  std::size_t width = 0;
  std::size_t offset = 0;
  while (offset < text.size()) {
    const auto c = code_point_at(text, offset);
    width += is_combining(c) ? 0U : (is_wide(c) ? 2U : 1U);
  }
  return width;
}

bool is_combining(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F);
}

char unaccented(char32_t c) {
  // U+00C0 to U+00DF, and 32 further on the same in lower case; a space is no letter, or two.
  constexpr std::string_view kLetters = "AAAAAA CEEEEIIII NOOOOO OUUUUY  ";
  if (c == U'ÿ') {
    return 'y';
  }
  if (c < U'À' || c > U'ÿ') {
    return '\0';
  }
  const char letter = kLetters[(c - U'À') % kLetters.size()];
  const bool lower = c >= U'à';
  return letter == ' ' ? '\0' : lower ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace dmp
