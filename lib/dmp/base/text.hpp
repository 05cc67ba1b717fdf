#pragma once

#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"

namespace dmp {

/// Language of the texts that people read. Form 413, its mail and the order sheet are always
/// French.
enum class Language { english, french };

/// Arg is one named value of a text: `{path}` in the catalogue is replaced by the value of "path".
struct Arg {
  std::string name;
  std::string value;
  enum class Kind {
    plain,
    text,  ///< `value` is itself the id of a catalogue text, rendered in the same language.
    day,   ///< `value` is a day in ISO 8601, rendered by day_word.
  };
  Kind kind = Kind::plain;

  bool operator==(const Arg&) const = default;
};

using Args = std::vector<Arg>;

/// arg makes a named value from a string.
inline Arg arg(std::string_view name, std::string_view value) {
  return {std::string(name), std::string(value), Arg::Kind::plain};
}
/// arg makes a named value from a whole number.
template <std::integral T>
Arg arg(std::string_view name, T value) {
  return {std::string(name), std::to_string(value), Arg::Kind::plain};
}
/// arg_text makes a named value that is the catalogue text `id`.
inline Arg arg_text(std::string_view name, std::string_view id) {
  return {std::string(name), std::string(id), Arg::Kind::text};
}

/// arg_day makes a named value that is a day.
inline Arg arg_day(std::string_view name, Date day) {
  return {std::string(name), format_date(day), Arg::Kind::day};
}

/// CatalogueEntry is a text in both languages, with what to do about it where it tells of a
/// problem.
struct CatalogueEntry {
  std::string_view id;
  std::string_view english;
  std::string_view french;
  std::string_view english_remedy = {};
  std::string_view french_remedy = {};
};

/// catalogue returns the entries of every room, one span a room, each sorted by no order in
/// particular.
std::span<const std::span<const CatalogueEntry>> catalogue();

/// find_entry returns the entry `id`, or nullptr when the catalogue has none.
const CatalogueEntry* find_entry(std::string_view id);

/// day_word writes a day as readers of the language do: JJ/MM/AAAA in French, ISO 8601 otherwise.
std::string day_word(Date day, Language language);

/// text renders the catalogue text `id` with its values. An id that the catalogue lacks is rendered
/// as itself, and a placeholder without a value stays as it is: both are caught by the tests.
std::string text(Language language, std::string_view id, const Args& args = {});

/// remedy renders what to do about `id`; empty when there is nothing to say.
std::string remedy(Language language, std::string_view id, const Args& args = {});

}  // namespace dmp
