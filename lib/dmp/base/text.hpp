#pragma once

#include <concepts>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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

/// Messages are the texts of one module, or of a part of it, in no particular order.
using Messages = std::span<const CatalogueEntry>;

/// Catalogue finds texts by their ids. Who renders texts makes one of what the modules say
/// (`messages()` of each) and hands it down; it is read by any number of threads.
class Catalogue {
 public:
  explicit Catalogue(std::initializer_list<std::vector<Messages>> modules);

  /// find returns the entry `id`, or nullptr when no module has it.
  [[nodiscard]] const CatalogueEntry* find(std::string_view id) const;
  [[nodiscard]] const std::vector<const CatalogueEntry*>& entries() const { return entries_; }

 private:
  std::vector<const CatalogueEntry*> entries_;
  std::unordered_map<std::string_view, const CatalogueEntry*> index_;
};

/// day_word writes a day as readers of the language do: JJ/MM/AAAA in French, ISO 8601 otherwise.
std::string day_word(Date day, Language language);

/// Wording is a catalogue in one language: what every text for a person is made with. The catalogue
/// outlives it.
class Wording {
 public:
  Wording(const Catalogue& catalogue, Language language)
      : catalogue_(&catalogue), language_(language) {}

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] bool is_french() const { return language_ == Language::french; }
  /// in is the same catalogue in another language.
  [[nodiscard]] Wording in(Language language) const { return {*catalogue_, language}; }

  /// day writes a day as day_word does.
  [[nodiscard]] std::string day(Date day) const { return day_word(day, language_); }
  /// text renders the text `id` with its values. An id that the catalogue lacks is rendered as
  /// itself, and a placeholder without a value stays as it is: both are caught by the tests.
  [[nodiscard]] std::string text(std::string_view id, const Args& args = {}) const;
  /// remedy renders what to do about `id`; empty when there is nothing to say.
  [[nodiscard]] std::string remedy(std::string_view id, const Args& args = {}) const;

 private:
  const Catalogue* catalogue_;
  Language language_;
};

}  // namespace dmp
