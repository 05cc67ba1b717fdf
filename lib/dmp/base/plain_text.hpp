#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dmp/base/bytes.hpp"
#include "dmp/base/secret.hpp"

namespace dmp {

/// TextForm is how a text's characters lie in a file. Editors and shells of Windows write the first
/// four.
enum class TextForm { utf8, utf8_marked, utf16_little, utf16_big, utf32_little, utf32_big };

/// Bytes of UTF-8's byte order mark.
inline constexpr std::size_t kUtf8MarkBytes = 3;

/// text_form recognises the form of a text by its byte order mark or, without one, by the zero
/// bytes of each character: what begins such a text has to be ASCII for the most part.
TextForm text_form(ByteView content);

/// is_utf16 tells the two forms of UTF-16.
constexpr bool is_utf16(TextForm form) {
  return form == TextForm::utf16_little || form == TextForm::utf16_big;
}

/// is_wide tells the forms that programs which expect UTF-8 cannot read: UTF-16 and UTF-32.
constexpr bool is_wide(TextForm form) {
  return form != TextForm::utf8 && form != TextForm::utf8_marked;
}

/// is_little tells the wide forms that have the lower byte first.
constexpr bool is_little(TextForm form) {
  return form == TextForm::utf16_little || form == TextForm::utf32_little;
}

/// unit_bytes returns the size of what a wide form is made of.
constexpr std::size_t unit_bytes(TextForm form) {
  return !is_wide(form) ? 1 : is_utf16(form) ? 2 : 4;
}

/// PlainText is the text of a file without its byte order mark, as UTF-8. It views what it was
/// given, which has to outlive it, and owns (and wipes) only what it had to decode. What is no
/// UTF-16 or UTF-32 after all becomes U+FFFD.
class PlainText {
 public:
  explicit PlainText(ByteView content);

  [[nodiscard]] std::string_view view() const { return view_; }
  [[nodiscard]] TextForm form() const { return form_; }

 private:
  TextForm form_;
  Secret decoded_;
  std::string_view view_;
};

/// to_utf8 returns a text as UTF-8: what is not valid UTF-8 is taken for Windows-1252, which has
/// all the letters of Latin-1 at their places. Its five bytes that are no characters become U+FFFD.
std::string to_utf8(std::string_view text);

}  // namespace dmp
