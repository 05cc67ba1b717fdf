#include "dmp/base/plain_text.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "dmp/base/utf8.hpp"

namespace dmp {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// Whether UTF-16 without a mark lies here, whose characters have their higher byte at `high` (0 or
/// 1) of each pair: of the first 32, none has a zero lower byte, and three of four are ASCII.
bool has_zeros_at(ByteView content, std::size_t high) {
  constexpr std::size_t kSample = 64;
  const auto pairs = std::min(content.size(), kSample) / 2;
  std::size_t zeros = 0;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    if (content[pair * 2 + 1 - high] == 0) {
      return false;
    }
    zeros += content[pair * 2 + high] == 0 ? 1U : 0U;
  }
  return pairs > 0 && content[high] == 0 && zeros * 4 >= pairs * 3;
}

/// The pairs of bytes as UTF-8.
Secret decode(ByteView content, bool is_little) {
  constexpr char32_t kReplacement = 0xFFFD;
  const auto unit = [&](std::size_t at) -> char32_t {
    const char32_t first = content[at];
    const char32_t second = content[at + 1];
    return is_little ? first | second << 8U : first << 8U | second;
  };
  std::string text;
  text.reserve(content.size() / 2 * 3 + 4);  // Never moved, so that there is one copy to wipe.
  for (std::size_t at = 0; at + 1 < content.size(); at += 2) {
    char32_t c = unit(at);
    const bool is_high = c >= 0xD800 && c < 0xDC00;
    const char32_t low = is_high && at + 3 < content.size() ? unit(at + 2) : 0;
    if (is_high && low >= 0xDC00 && low < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
      at += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = kReplacement;
    }
    append_utf8(text, c);
  }
  if (content.size() % 2 != 0) {
    append_utf8(text, kReplacement);
  }
  Secret decoded(as_bytes(text));
  wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
  return decoded;
}

/// What Windows-1252 has at 0x80 to 0x9F, where Latin-1 has control characters.
constexpr std::array<char32_t, 32> kWindows = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

}  // namespace

TextForm text_form(ByteView content) {
  const auto text = as_text(content.first(std::min(content.size(), kMark.size())));
  if (text == kMark) {
    return TextForm::utf8_marked;
  }
  if (text.starts_with("\xFF\xFE") || has_zeros_at(content, 1)) {
    return TextForm::utf16_little;
  }
  if (text.starts_with("\xFE\xFF") || has_zeros_at(content, 0)) {
    return TextForm::utf16_big;
  }
  return TextForm::utf8;
}

PlainText::PlainText(ByteView content) : form_(text_form(content)), view_(as_text(content)) {
  if (is_utf16(form_)) {
    decoded_ = decode(content, form_ == TextForm::utf16_little);
    view_ = as_text(decoded_.view());
  }
  if (view_.starts_with(kMark)) {
    view_.remove_prefix(kMark.size());
  }
}

std::string to_utf8(std::string_view text) {
  if (!find_invalid_utf8(text)) {
    return std::string(text);
  }
  std::string converted;
  converted.reserve(text.size() + text.size() / 8);
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    const bool is_windows = code >= 0x80 && code < 0xA0;
    append_utf8(converted, is_windows ? kWindows[code - 0x80U] : code);
  }
  return converted;
}

}  // namespace dmp
