#include "dmp/rules/detail/same_name.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "dmp/base/utf8.hpp"

namespace dmp::rules::detail {
namespace {

struct Abbreviation {
  std::string_view word;
  std::string_view meaning;  ///< Words with a space after each.
};
constexpr Abbreviation kAbbreviations[] = {
    {"CH", "CENTRE HOSPITALIER "},
    {"CHR", "CENTRE HOSPITALIER REGIONAL "},
    {"CHU", "CENTRE HOSPITALIER UNIVERSITAIRE "},
    {"CHRU", "CENTRE HOSPITALIER REGIONAL UNIVERSITAIRE "},
    {"CHS", "CENTRE HOSPITALIER SPECIALISE "},
    {"CHI", "CENTRE HOSPITALIER INTERCOMMUNAL "},
    {"HOP", "HOPITAL "},
    {"CLIN", "CLINIQUE "},
    {"EHPAD", "ETABLISSEMENT HEBERGEMENT PERSONNES AGEES DEPENDANTES "},
    {"MAS", "MAISON ACCUEIL SPECIALISEE "},
    {"FAM", "FOYER ACCUEIL MEDICALISE "},
    {"EAM", "ETABLISSEMENT ACCUEIL MEDICALISE "},
    {"IME", "INSTITUT MEDICO EDUCATIF "},
    {"USLD", "UNITE SOINS LONGUE DUREE "},
    {"HAD", "HOSPITALISATION DOMICILE "},
    {"MDR", "MAISON RETRAITE "},
    {"RES", "RESIDENCE "},
    {"ETS", "ETABLISSEMENT "},
    {"ETAB", "ETABLISSEMENT "},
    {"ETABLISSEMENTS", "ETABLISSEMENT "},
    {"CTRE", "CENTRE "},
    {"FOND", "FONDATION "},
    {"ASS", "ASSOCIATION "},
    {"ASSO", "ASSOCIATION "},
    {"ASSOC", "ASSOCIATION "},
    {"ST", "SAINT "},
    {"STE", "SAINTE "},
    {"ND", "NOTRE DAME "},
    {"DR", "DOCTEUR "},
    {"PR", "PROFESSEUR "},
    {"GAL", "GENERAL "},
    {"INTERCOM", "INTERCOMMUNAL "},
    {"POUR", ""},
    {"DE", ""},
    {"DU", ""},
    {"DES", ""},
    {"D", ""},
    {"LA", ""},
    {"LE", ""},
    {"LES", ""},
    {"L", ""},
    {"ET", ""},
    {"A", ""},
    {"AU", ""},
    {"AUX", ""},
    {"EN", ""},
};

/// The letters of a character in upper case without accent; " " for what separates words and ""
/// for combining marks.
std::string letters_of(char32_t c) {
  if (const char letter = unaccented(c); letter != '\0') {
    c = static_cast<unsigned char>(letter);
  }
  if ((c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || c == U'.') {
    return {static_cast<char>(c)};
  }
  if (c >= U'a' && c <= U'z') {
    return {static_cast<char>(c - U'a' + U'A')};
  }
  if (c == U'œ' || c == U'Œ') {
    return "OE";
  }
  if (c == U'æ' || c == U'Æ') {
    return "AE";
  }
  return c >= U'\u0300' && c <= U'\u036F' ? "" : " ";
}

/// plain returns the words of a name, with a space after each: "C.H. d'Aix" is "CH D AIX ".
std::string plain(std::string_view name) {
  std::string text;
  for (std::size_t at = 0; at < name.size();) {
    text += letters_of(code_point_at(name, at));
  }
  const auto is_letter = [&text](std::size_t at) {
    return at < text.size() && text[at] != ' ' && text[at] != '.';
  };
  std::string words;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_letter(at)) {
      words += text[at];
      continue;
    }
    // A dot after a single letter holds an abbreviation together.
    const bool joins = text[at] == '.' && is_letter(at - 1) && !is_letter(at - 2);
    if (!joins && !words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  return words.empty() || words.back() == ' ' ? words : words + ' ';
}

/// Calls `take` with each word of a text that has a space after each.
template <typename Take>
void for_each_word(std::string_view words, Take take) {
  while (!words.empty()) {
    const auto end = words.find(' ');
    take(words.substr(0, end));
    words.remove_prefix(end + 1);
  }
}

std::set<std::string> words_of(std::string_view name) {
  std::set<std::string> words;
  const auto spelled = plain(name);
  for_each_word(spelled, [&words](std::string_view word) {
    const auto* known = std::ranges::find(kAbbreviations, word, &Abbreviation::word);
    if (known == std::ranges::end(kAbbreviations)) {
      words.emplace(word);
    } else {
      for_each_word(known->meaning, [&words](std::string_view part) { words.emplace(part); });
    }
  });
  return words;
}

}  // namespace

bool is_same_name(std::string_view a, std::string_view b) { return words_of(a) == words_of(b); }

}  // namespace dmp::rules::detail
