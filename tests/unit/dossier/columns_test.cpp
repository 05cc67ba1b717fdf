#include "dmp/dossier/columns.hpp"

#include <set>

#include "dmp/dossier/detail/value.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::dossier;
using documents::CellKind;

namespace {

std::string key_of(std::string_view heading, std::string_view over = {}, bool with_people = false) {
  const auto* column = match_heading(heading, over, with_people);
  return column == nullptr ? "" : column->key;
}

/// What a cell becomes: "value", "value (mended)" or the id of the error.
std::string read(std::string_view key, const std::string& text, CellKind kind = CellKind::text) {
  const auto value = read_value({1, text, kind, false}, *find_column(key));
  return !value                  ? value.error().id
         : value->mended.empty() ? value->text
                                 : value->text + " (" + value->mended + ")";
}

}  // namespace

TEST_CASE("headings are known as people write them, in both languages") {
  for (const auto& [heading, key] : std::vector<std::pair<std::string, std::string>>{
           {"N° FINESS ET", "finess"},
           {"n° finess de l'établissement", "finess"},
           {"FINESS géographique", "finess"},
           {"FINESS site number", ""},
           {"FINESS juridique", "legal_entity"},
           {"N° FINESS EJ", "legal_entity"},
           {"Raison sociale de l'EJ", "legal_entity_name"},
           {"Raison sociale", "name"},
           {"Nom de l'établissement", "name"},
           {"Établissement", "name"},
           {"SIRET", "siret"},
           {"Numéro de contrat", "contract.number"},
           {"Contrat d'adhésion", "contract.status"},
           {"Date de signature", "contract.signed_on"},
           {"Éditeur", "software.publisher"},
           {"Nom du représentant légal", "representative.family_name"},
           {"Représentant légal - Tél.", "representative.phone"},
           {"Mail du directeur", "representative.email"},
           {"N° carte administrateur", "administrator.card.number"},
           {"Prénom", "person.given_names"},
           {"E-mail", "person.email"},
           {"N° de tél.", "person.phone"},
           {"representative.card.type", "representative.card.type"},
           {"Commentaire", ""},
           {"", ""}}) {
    INFO(heading);
    CHECK(key_of(heading) == key);
  }
  CHECK(key_of("Nom") == "name");
  CHECK(key_of("Nom", "", true) == "person.family_name");
  CHECK(key_of("Nom", "Représentant légal") == "representative.family_name");
  CHECK(key_of("Téléphone", "Administrateur technique") == "administrator.phone");
  CHECK(key_of("FINESS ET", "Sites") == "finess");
}

TEST_CASE("every column is known by its key and by its own headings") {
  std::set<std::string> keys;
  for (const auto& column : columns()) {
    CHECK(keys.insert(column.key).second);
    CHECK(key_of(column.key, "", column.key != "name") == column.key);
    CHECK(key_of(column.english, "", true) == column.key);
    CHECK(key_of(column.french, "", true) == column.key);
  }
}

TEST_CASE("what spreadsheets do to numbers is mended where nothing has to be guessed") {
  CHECK(read("finess", "970300026.0") == "970300026 (import.mended.decimals)");
  CHECK(read("finess", "970300026") == "970300026");
  CHECK(read("finess", "970 300 026") == "970300026");
  CHECK(read("finess",
             "97\xC2\xA0"
             "0300026") == "970300026");
  CHECK(read("finess", "'010000024") == "010000024");
  CHECK(read("finess", "10000024", CellKind::number) == "010000024 (import.mended.zero)");
  CHECK(read("finess", "10000024") == "010000024 (import.mended.zero)");
  CHECK(read("finess", "10000023", CellKind::number) == "FINESS-LENGTH");
  CHECK(read("finess", "9,70E+08") == "IMPORT-ROUNDED");
  CHECK(read("finess", "9,70300026E+08") == "970300026 (import.mended.exponent)");
  CHECK(read("finess", "9.70300026e8") == "970300026 (import.mended.exponent)");
  CHECK(read("finess", "2A0000014").starts_with("2A") !=
        read("finess", "2A0000014").starts_with("FINESS-KEY"));
  CHECK(read("finess", "2,00E+05") == "IMPORT-ROUNDED");
  CHECK(read("siret", "26973302800022", CellKind::number) == "26973302800022");
  CHECK(read("siret", "2,69733E+13") == "IMPORT-ROUNDED");
  CHECK(read("representative.card.number", "260090001") == "CARD-NUMBER-LENGTH");
  CHECK(read("representative.phone", "594395050", CellKind::number) ==
        "0594395050 (import.mended.zero)");
  CHECK(read("representative.phone", "33594395050", CellKind::number) ==
        "+33594395050 (import.mended.plus)");
  CHECK(read("representative.phone", "05 94 39 50 50") == "05 94 39 50 50");
  CHECK(read("representative.phone", "3,36E+10") == "IMPORT-ROUNDED");
  CHECK(read("department", "1", CellKind::number) == "01 (import.mended.zero)");
  CHECK(read("department", "2a") == "2A");
  CHECK(read("department", "Guyane") == "973");
  CHECK(read("department", "Guyane (973)") == "973");
  CHECK(read("department", "999") == "IMPORT-DEPARTMENT");
  CHECK(read("name", "#N/A", CellKind::error) == "IMPORT-ERROR-CELL");
  CHECK(read("name", "#REF!") == "IMPORT-ERROR-CELL");
  CHECK(read("finess", "=B2+1", CellKind::error) == "IMPORT-FORMULA");
}

TEST_CASE("what stands above a heading says whose it is") {
  const auto key = [](std::string_view heading, std::string_view over, bool with_people = true) {
    const auto* column = match_heading(heading, over, with_people);
    return column == nullptr ? "" : column->key;
  };
  CHECK(key("Nom", "Établissement") == "name");
  CHECK(key("Nom", "Représentant légal") == "representative.family_name");
  CHECK(key("Nom", "") == "person.family_name");
  CHECK(key("Nom", "", false) == "name");
  CHECK(key("N° CPE", "Administrateur technique") == "administrator.card.number");
  CHECK(key("Fonction", "Représentant légal") == "");
  CHECK(key("Fonction", "") == "person.role");
  CHECK(key("N° FINESS ET", "Représentant légal") == "finess");
  CHECK(key("Représentant légal / Nom", "") == "representative.family_name");
  CHECK(key("Établissement / Nom", "") == "name");
}

TEST_CASE("values that mean one thing are one") {
  const auto same = [](std::string_view key, std::string_view one, std::string_view other) {
    return is_same_value(*find_column(key), one, other);
  };
  CHECK(same("person.email", "DSI@ght.example", "dsi@ght.example"));
  CHECK(same("person.phone", "+33 5 94 39 50 50", "05.94.39.50.50"));
  CHECK_FALSE(same("person.phone", "05 94 39 50 50", "05 94 39 50 51"));
  CHECK_FALSE(same("name", "CH", "ch"));
}

TEST_CASE("days and words are read as people write them, and nothing else is") {
  CHECK(read("contract.signed_on", "2024-03-31", CellKind::date) == "2024-03-31");
  CHECK(read("contract.signed_on", "31/03/2024") == "2024-03-31");
  CHECK(read("contract.signed_on", "1.2.2024") == "2024-02-01");
  CHECK(read("contract.signed_on", "31/03/2024 00:00:00") == "2024-03-31");
  CHECK(read("contract.signed_on", "2024-03-31T00:00") == "2024-03-31");
  CHECK(read("contract.signed_on", "31/02/2024") == "IMPORT-DATE");
  CHECK(read("contract.signed_on", "03/31/2024") == "IMPORT-DATE");
  CHECK(read("contract.signed_on", "31/03/24") == "IMPORT-DATE-YEAR");
  CHECK(read("contract.signed_on", "45382", CellKind::number) == "IMPORT-DATE-NUMBER");
  CHECK(read("contract.signed_on", "2024", CellKind::number) == "IMPORT-DATE");
  CHECK(read("contract.status", "Signé") == "signed");
  CHECK(read("contract.status", "en cours") == "requested");
  CHECK(read("contract.status", "oui") == "IMPORT-WORD");
  CHECK(read("sector", "privé") == "private");
  CHECK(read("representative.card.type", "cde") == "CDE");
  CHECK(read("person.role", "Représentant légal") == "representative");
  CHECK(read("representative.email", "mailto:a@b.example") == "a@b.example");
  CHECK(read("representative.email", "a@b.example; c@d.example") == "IMPORT-EMAIL");
  CHECK(read("certificates", "sign, AUTH-CLI; INSI auth_cli") ==
        "DMP AUTH_CLI, DMP SIGN, INSI AUTH_CLI");
  CHECK(read("certificates", "SSL") == "IMPORT-CERTIFICATES");
  CHECK(read("administrators", " dsi ;\n editeur") == "dsi, editeur");
}

TEST_CASE("the words that a refusal names are words that are taken, in both languages") {
  for (const auto language : {Language::english, Language::french}) {
    const Wording wording(::catalogue(), language);
    for (const auto& column : columns()) {
      if (column.kind != ColumnKind::word) {
        continue;
      }
      CAPTURE(column.key);
      REQUIRE_FALSE(vocabulary_of(column).empty());
      auto words = wording.text("import.words." + std::string(vocabulary_of(column)));
      while (!words.empty()) {
        const auto one = words.substr(0, words.find(", "));
        words.erase(0, one.size() + 2);
        CAPTURE(one);
        CHECK(word_of(column, one));
      }
    }
  }
}
