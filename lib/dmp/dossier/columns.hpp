#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/text.hpp"

/// The columns of a table of sites and people, as people call them.
namespace dmp::dossier {

/// Holder is whose value a column has: the site's of the line, that of its representative or of one
/// of its administrators, or a person's with a role of its own.
enum class Holder { site, representative, administrator, person };

/// ColumnKind says how the cells of a column are read.
enum class ColumnKind {
  text,
  id,
  ids,  ///< Several, separated by commas.
  finess,
  siret,
  siren,
  card_number,
  phone,
  email,
  department,
  date,
  word,          ///< Of a vocabulary.
  certificates,  ///< Usages, with or without their service, separated by commas.
};

/// Column is one column.
struct Column {
  std::string key;  ///< Stable: "finess", "representative.email".
  Holder holder = Holder::site;
  std::string path;  ///< In the JSON of its holder: "contract/status".
  ColumnKind kind = ColumnKind::text;
  std::string english;  ///< Heading.
  std::string french;
};

/// columns lists all of them, in the order in which they are exported.
std::span<const Column> columns();

/// find_column returns the column of that key, or nullptr.
const Column* find_column(std::string_view key);

/// match_heading returns the column that people call so, in French or English; nullptr when no
/// column is. `over` is the heading that spans several columns above it, or "": "Téléphone" below
/// "Représentant légal". "Nom" alone is that of the site, or of a person where `with_people`.
const Column* match_heading(std::string_view heading, std::string_view over, bool with_people);

/// heading_of returns the heading of a column.
const std::string& heading_of(const Column& column, Language language);

/// simplified returns a text by which headings and words are compared: ASCII letters and digits in
/// lower case, words separated by one space, without articles, "n" for what numbers are called.
std::string simplified(std::string_view text);

/// name_key returns a text by which names are compared: simplified, or the name itself where that
/// leaves nothing of it.
std::string name_key(std::string_view name);

/// word_of returns the word of the dossier's vocabulary for what somebody wrote in such a column,
/// in either language; nothing where no word is meant.
std::optional<std::string> word_of(const Column& column, std::string_view text);

/// vocabulary_of names the words that a column takes: "contract.status", "card.type" …; "" where it
/// takes any text. `import.words.<name>` is the text that lists them as people write them.
std::string_view vocabulary_of(const Column& column);

}  // namespace dmp::dossier
