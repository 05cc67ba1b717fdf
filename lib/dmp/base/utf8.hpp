#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dmp {

/// find_invalid_utf8 returns the offset of the first byte that is not UTF-8 (RFC 3629: no overlong
/// form, no surrogate, nothing past U+10FFFF), or nothing when all of it is.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// code_point_at decodes the character that starts at `offset` and moves `offset` past it. The text
/// must be valid UTF-8 and `offset` below its size.
char32_t code_point_at(std::string_view text, std::size_t& offset);

/// append_utf8 adds one character to a text.
void append_utf8(std::string& text, char32_t code_point);

/// count_characters counts code points; the text must be valid UTF-8.
std::size_t count_characters(std::string_view text);

/// cut_characters returns the first `count` code points.
std::string_view cut_characters(std::string_view text, std::size_t count);

/// display_width counts the columns of a terminal: combining marks take none, East Asian wide
/// characters two.
std::size_t display_width(std::string_view text);

/// is_combining tells whether a character has no place of its own: combining marks, zero-width
/// ones.
bool is_combining(char32_t code_point);

/// unaccented returns the ASCII letter below the accent of a letter of Latin-1 (U+00C0 to U+00FF),
/// in its case; '\0' for every other character, also for those that are two letters (Æ, ß).
char unaccented(char32_t code_point);

/// nearest returns the candidate that differs from `word` by the fewest insertions, deletions,
/// replacements and swaps, when they are few enough for a typing error; otherwise nothing.
template <typename Candidates>
std::optional<std::string_view> nearest(std::string_view word, const Candidates& candidates);

/// edit_distance counts insertions, deletions, replacements and swaps of neighbours (bytes).
std::size_t edit_distance(std::string_view a, std::string_view b);

template <typename Candidates>
std::optional<std::string_view> nearest(std::string_view word, const Candidates& candidates) {
  std::optional<std::string_view> best;
  std::size_t best_distance = word.size() < 4 ? 2 : word.size() / 3 + 2;
  for (const std::string_view candidate : candidates) {
    const auto distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace dmp
