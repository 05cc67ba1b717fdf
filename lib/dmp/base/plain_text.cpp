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

/// Whether UTF-32 without a mark lies here: of the first 16 characters, two at least, none is NUL
/// or needs more than two bytes, and three of four are ASCII.
bool is_utf32(ByteView content, bool little) {
  constexpr std::size_t kSample = 16;
  const auto characters = std::min(content.size() / 4, kSample);
  std::size_t ascii = 0;
  for (std::size_t i = 0; i < characters; ++i) {
    const auto byte = [&](std::size_t rank) { return content[i * 4 + (little ? rank : 3 - rank)]; };
    if (byte(3) != 0 || byte(2) != 0 || (byte(1) == 0 && byte(0) == 0)) {
      return false;
    }
    ascii += byte(1) == 0 && byte(0) < 0x80 ? 1U : 0U;
  }
  return characters > 1 && ascii * 4 >= characters * 3;
}

/// The units of a wide form as UTF-8.
Secret decode(ByteView content, TextForm form) {
  constexpr char32_t kReplacement = 0xFFFD;
  constexpr char32_t kLast = 0x10FFFF;
  const auto size = unit_bytes(form);
  const auto unit = [&](std::size_t at) {
    char32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      value = value << 8U | content[at + (is_little(form) ? size - 1 - i : i)];
    }
    return value;
  };
  std::string text;
  text.reserve(content.size() / 2 * 3 + 4);  // Never moved, so that there is one copy to wipe.
  for (std::size_t at = 0; at + size <= content.size(); at += size) {
    char32_t c = unit(at);
    const bool is_high = is_utf16(form) && c >= 0xD800 && c < 0xDC00;
    const char32_t low = is_high && at + 3 < content.size() ? unit(at + 2) : 0;
    if (is_high && low >= 0xDC00 && low < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
      at += 2;
    } else if ((c >= 0xD800 && c < 0xE000) || c > kLast) {
      c = kReplacement;
    }
    append_utf8(text, c);
  }
  if (content.size() % size != 0) {
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
  using namespace std::string_view_literals;
  const auto text = as_text(content.first(std::min<std::size_t>(content.size(), 4)));
  if (text.starts_with(kMark)) {
    return TextForm::utf8_marked;
  }
  // The mark of UTF-32 begins like that of UTF-16.
  if (text == "\xFF\xFE\0\0"sv || is_utf32(content, true)) {
    return TextForm::utf32_little;
  }
  if (text == "\0\0\xFE\xFF"sv || is_utf32(content, false)) {
    return TextForm::utf32_big;
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
  if (is_wide(form_)) {
    decoded_ = decode(content, form_);
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
