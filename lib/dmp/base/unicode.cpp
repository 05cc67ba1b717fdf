#include "dmp/base/unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "dmp/base/utf8.hpp"

namespace dmp {
namespace {

struct Release {
  void operator()(utf8proc_uint8_t* text) const noexcept { std::free(text); }
};

/// Symbols that type foundries draw as signs of text end here; arrows, technical signs, dingbats
/// and emoji follow.
constexpr char32_t kFirstPictograph = 0x2190;

/// Compatible forms without case: full-width letters are as plain ones, "DMP" as "dmp".
constexpr auto kFold = static_cast<utf8proc_option_t>(
    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
constexpr auto kCompose = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);

/// Characters is the buffer in which utf8proc takes a secret apart; it is overwritten.
class Characters {
 public:
  explicit Characters(std::size_t size) : characters_(size) {}
  Characters(const Characters&) = delete;
  Characters& operator=(const Characters&) = delete;
  ~Characters() { wipe({reinterpret_cast<std::uint8_t*>(characters_.data()), bytes()}); }

  [[nodiscard]] utf8proc_int32_t* data() { return characters_.data(); }
  [[nodiscard]] std::size_t size() const { return characters_.size(); }
  [[nodiscard]] std::size_t bytes() const { return size() * sizeof(utf8proc_int32_t); }

 private:
  std::vector<utf8proc_int32_t> characters_;
};

/// Returns a text as utf8proc makes it; one that is not UTF-8 as it is.
std::string mapped(std::string_view text, utf8proc_option_t options) {
  utf8proc_uint8_t* raw = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &raw, options);
  const std::unique_ptr<utf8proc_uint8_t, Release> owner(raw);
  if (size < 0) {
    return std::string(text);
  }
  return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size)};
}

/// Alike is a small letter whose capital looks like a Latin one.
struct Alike {
  char32_t character;
  char latin;
};
constexpr Alike kAlike[] = {{U'α', 'a'}, {U'β', 'b'}, {U'ε', 'e'}, {U'ζ', 'z'}, {U'η', 'h'},
                            {U'ι', 'i'}, {U'κ', 'k'}, {U'μ', 'm'}, {U'ν', 'n'}, {U'ο', 'o'},
                            {U'ρ', 'p'}, {U'τ', 't'}, {U'υ', 'y'}, {U'χ', 'x'}, {U'а', 'a'},
                            {U'в', 'b'}, {U'е', 'e'}, {U'к', 'k'}, {U'м', 'm'}, {U'н', 'h'},
                            {U'о', 'o'}, {U'р', 'p'}, {U'с', 'c'}, {U'т', 't'}, {U'у', 'y'},
                            {U'х', 'x'}, {U'і', 'i'}, {U'ј', 'j'}, {U'ѕ', 's'}, {U'ı', 'i'}};

bool is_of_word(char32_t character) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(character));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

}  // namespace

std::string composed(std::string_view text) { return mapped(text, kCompose); }

std::string skeleton_of(std::string_view text) {
  if (find_invalid_utf8(text)) {
    return std::string(text);
  }
  const auto folded = mapped(text, kFold);
  std::string skeleton;
  for (std::size_t at = 0; at < folded.size();) {
    const auto start = at;
    const auto character = code_point_at(folded, at);
    if (const auto* alike = std::ranges::find(kAlike, character, &Alike::character);
        alike != std::ranges::end(kAlike)) {
      skeleton += alike->latin;
    } else if (is_of_word(character)) {
      skeleton.append(folded, start, at - start);
    }
  }
  return skeleton;
}

Secret composed_secret(ByteView text) {
  // Taken apart, no character is more than 18 others, and its composed form is never longer than
  // three times the text (UAX 15).
  constexpr std::size_t kMostParts = 18;
  Characters parts(text.size() * kMostParts + 1);
  const auto count =
      utf8proc_decompose(text.data(), static_cast<utf8proc_ssize_t>(text.size()), parts.data(),
                         static_cast<utf8proc_ssize_t>(parts.size() - 1), kCompose);
  const auto size = count < 0 || std::cmp_greater(count, parts.size() - 1)
                        ? utf8proc_ssize_t{-1}
                        : utf8proc_reencode(parts.data(), count, kCompose);
  if (size < 0) {
    return Secret(text);
  }
  return Secret(
      {reinterpret_cast<const std::uint8_t*>(parts.data()), static_cast<std::size_t>(size)});
}

bool is_visible_character(char32_t character) {
  constexpr char32_t kBlankBraille = 0x2800;
  constexpr char32_t kReplacement = 0xFFFD;  // It stands for something lost.
  const auto code = static_cast<utf8proc_int32_t>(character);
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return false;
    case UTF8PROC_CATEGORY_ZS:
      return character == U' ';
    default:
      return utf8proc_get_property(code)->ignorable == 0 && character != kBlankBraille &&
             character != kReplacement;
  }
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
