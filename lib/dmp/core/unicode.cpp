#include "dmp/core/unicode.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "dmp/core/utf8.hpp"

namespace dmp {
namespace {

struct Release {
  void operator()(utf8proc_uint8_t* text) const noexcept { std::free(text); }
};

/// Symbols that type foundries draw as signs of text end here; arrows, technical signs, dingbats
/// and emoji follow.
constexpr char32_t kFirstPictograph = 0x2190;

}  // namespace

std::string composed(std::string_view text) {
  utf8proc_uint8_t* raw = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &raw,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, Release> owner(raw);
  if (size < 0) {
    return std::string(text);
  }
  return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size)};
}

bool is_name_character(char32_t character) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ME:
      return false;
    case UTF8PROC_CATEGORY_SO:
      return character < kFirstPictograph;
    case UTF8PROC_CATEGORY_SK:
      return character < 0x10000;  // Past it: the skin tones of emoji.
    default:
      // U+FFFD stands for something lost; variation selectors only choose how an emoji looks.
      return character != 0xFFFD && (character < 0xFE00 || character > 0xFE0F);
  }
}

}  // namespace dmp
