#include <algorithm>
#include <cstdint>

#include "dmp/base/bytes.hpp"
#include "dmp/base/plain_text.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/json_text.hpp"
#include "dmp/documents/detail/value_tree.hpp"

namespace dmp::documents {
namespace {

std::uint8_t byte_of(char c) { return static_cast<std::uint8_t>(c); }

bool is_control(char c) {
  return byte_of(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

/// A text file of one byte a character: no control characters, and mostly ASCII.
bool looks_like_latin1(std::string_view text) {
  constexpr std::size_t kSample = 65'536;
  text = text.substr(0, kSample);
  const auto high = std::ranges::count_if(text, [](char c) { return byte_of(c) >= 0x80; });
  return std::ranges::none_of(text, is_control) && high * 3 <= std::ssize(text);
}

std::string_view guess_at(std::string_view text, std::size_t offset) {
  const auto lead = byte_of(text[offset]);
  const std::size_t length = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2);
  const auto rest = text.substr(offset + 1);
  if (lead >= 0xC2 && lead <= 0xF4 && rest.size() + 1 < length &&
      std::ranges::all_of(rest, [](char c) { return (byte_of(c) & 0xC0U) == 0x80U; })) {
    return "JSON-ENCODING.truncated";
  }
  return looks_like_latin1(text) ? "JSON-ENCODING.latin-1" : "JSON-ENCODING.binary";
}

}  // namespace

bool check_encoding(std::string_view text, FindingList& findings) {
  std::size_t offset = 0;
  std::string_view guess;
  if (const auto form = text_form(as_bytes(text)); is_wide(form)) {
    guess = is_utf16(form) ? "JSON-ENCODING.utf-16" : "JSON-ENCODING.utf-32";
  } else if (const auto invalid = find_invalid_utf8(text)) {
    offset = *invalid;
    guess = guess_at(text, offset);
  } else if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
    offset = zero;
    guess = "JSON-ENCODING.binary";
  } else {
    return true;
  }
  const auto position = position_in(text, offset);
  const auto byte = to_hex(as_bytes(text.substr(offset, 1)));
  findings.add({"JSON-ENCODING",
                Severity::error,
                {findings.file(), "", position.line, position.column},
                "",
                {arg("byte", byte), arg_text("guess", guess)},
                ""});
  return false;
}

}  // namespace dmp::documents
