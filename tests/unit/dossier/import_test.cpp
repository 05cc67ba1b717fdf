#include "dmp/dossier/import.hpp"

#include <algorithm>

#include "dmp/documents/reading.hpp"
#include "dmp/dossier/export.hpp"
#include "dmp/dossier/new.hpp"
#include "support/fixture.hpp"
#include "unit/dossier/tables.hpp"

using namespace dmp;
using namespace dmp::dossier;
using dmp::test::english;
using dmp::test::opened;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kTable =
    "Raison sociale;N° FINESS ET;N° FINESS EJ;SIRET;Contrat;N° de contrat;"
    "Nom du représentant légal;Prénom du représentant légal;Mail du représentant légal;Note\n"
    "CENTRE HOSPITALIER DE CAYENNE;970300026;970302022;26973302800022;signé;C-1;NOËL;François;"
    "direction@ght.example;x\n"
    "EHPAD DU CH;970302287;970302022;;signé;C-1;NOËL;François;direction@ght.example;\n";

Result<Imported> imported(std::string_view table, const std::string& into = {}, ColumnMap map = {},
                          ColumnMap kept = {}) {
  const auto book = documents::read_workbook(as_bytes(table), "sites.csv");
  REQUIRE(book);
  ImportRequest request{*book,     "sites.csv",    "", std::move(map), std::nullopt,
                        english(), std::move(kept)};
  if (!into.empty()) {
    request.into = opened(into);
  }
  return import_table(request);
}

/// "RULE cell" of each finding.
std::string rules_of(const Imported& result) {
  std::string out;
  for (const auto& finding : result.findings) {
    out += (out.empty() ? "" : ", ") + finding.rule + " " + finding.at.pointer;
  }
  return out;
}

/// What the reader says of a dossier but for its TODOs, "RULE pointer" of each.
std::string faults_of(const std::string& dossier) {
  const auto reading = documents::read_dossier(dossier, "dossier.json");
  CHECK(reading.value.has_value());
  std::string out;
  for (const auto& finding : reading.findings) {
    if (finding.rule != "DOSSIER-TODO") {
      out += finding.rule + " " + finding.at.pointer + "\n";
    }
  }
  return out;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("telephone numbers of sites are those of no person") {
  const auto result = imported(
      "Raison sociale;N° FINESS ET;Téléphone;Mail\n"
      "CENTRE HOSPITALIER DE CAYENNE;970300026;0594395050;accueil@ght.example\n");
  REQUIRE(result);
  CHECK(result->refused == 0);
  CHECK(result->sites == 1);
  CHECK(rules_of(*result) == "");
  const auto with_people = imported(
      "Raison sociale;N° FINESS ET;Nom de famille;Prénom;Téléphone\n"
      "CENTRE HOSPITALIER DE CAYENNE;970300026;;;0594395050\n");
  REQUIRE(with_people);
  CHECK(with_people->refused == 1);
}

TEST_CASE("a table becomes a dossier in which what is shared is said once") {
  const auto result = imported(kTable);
  REQUIRE(result);
  CHECK(result->lines == 2);
  CHECK(result->refused == 0);
  CHECK(rules_of(*result).empty());
  CHECK(result->refused_tables.empty());
  CHECK(faults_of(result->document) == "");
  const auto& text = result->document;
  CHECK(has(text, R"("contract": { "status": "signed", "number": "C-1" })"));
  CHECK(has(text, R"("representative": "noel-francois")"));
  CHECK(has(text, R"("id": "centre-hospitalier-cayenne")"));
  CHECK(text.find("NO\u00CBL") == text.rfind("NO\u00CBL"));
  CHECK(result->columns.back().key.empty());
  CHECK(result->columns[1].key == "finess");
}

TEST_CASE("a line with a fault is refused, and written back with what to do") {
  const auto result = imported(
      "Nom;FINESS;SIRET;Contrat\n"
      "CAYENNE;970300026;26973302800022;signé\n"
      "EHPAD;9,70E+08;;\n"
      "AUTRE;970302286;;oui\n"
      "SANS;;;\n"
      "BOURG;10000024;;\n");
  REQUIRE(result);
  CHECK(result->refused == 3);
  CHECK(rules_of(*result) ==
        "IMPORT-ROUNDED B3, FINESS-KEY B4, IMPORT-WORD D4, IMPORT-NO-NUMBER 5, IMPORT-MENDED B6");
  REQUIRE(result->refused_tables.size() == 1);
  const auto& csv = result->refused_tables.front().csv;
  CHECK(
      csv.starts_with("\xEF\xBB\xBF\"Nom\";\"FINESS\";\"SIRET\";\"Contrat\";\"What to do\"\r\n"
                      "\"EHPAD\";\"'9,70E+08\";;;\""));
  CHECK(std::ranges::count(csv, '\n') == 4);
  CHECK(has(result->document, "970300026"));
  CHECK(has(result->document, "010000024"));
  CHECK_FALSE(has(result->document, "AUTRE"));
  CHECK(faults_of(result->document) == "");
}

TEST_CASE("two lines of one site agree, or are both refused") {
  const auto same = imported(
      "FINESS;Raison sociale;Rôle;Nom;Prénom\n"
      "970300026;CAYENNE;représentant légal;NOËL;François\n"
      "970300026;CAYENNE;administrateur;MARTIN;Zoé\n");
  REQUIRE(same);
  CHECK(same->refused == 0);
  CHECK(same->sites == 1);
  CHECK(has(same->document, R"("administrators": [{ "person": "martin-zoe")"));
  const auto differ = imported("FINESS;Nom\n970300026;CAYENNE\n970302287;EHPAD\n970300026;AUTRE\n");
  REQUIRE(differ);
  CHECK(rules_of(*differ) == "IMPORT-LINES-DIFFER B2, IMPORT-LINES-DIFFER B4");
  CHECK(differ->refused == 2);
  const auto people = imported(
      "Nom;Prénom;E-mail;Rôle\nMARTIN;Zoé;a@b.example;administrateur\n"
      "MARTIN;Zoé;c@d.example;administrateur\n");
  REQUIRE(people);
  CHECK(rules_of(*people) == "IMPORT-PEOPLE-DIFFER C2, IMPORT-PEOPLE-DIFFER C3");
}

TEST_CASE("a person beside a site needs a role, and administrators have to be somebody") {
  const auto role = imported("FINESS;Nom;Prénom\n970300026;NOËL;François\n");
  REQUIRE(role);
  CHECK(rules_of(*role) == "IMPORT-NO-ROLE 2");
  const auto unknown = imported("FINESS;Administrateurs\n970300026;dsi\n");
  REQUIRE(unknown);
  CHECK(rules_of(*unknown) == "IMPORT-ID-UNKNOWN B2");
}

TEST_CASE("one id is one site's, and lines may call a site by any of its numbers") {
  const auto twice = imported("Identifiant;FINESS\na;970300026\na;970302287\n");
  REQUIRE(twice);
  CHECK(rules_of(*twice) == "IMPORT-ID-TWICE A2, IMPORT-ID-TWICE A3");
  const auto one = imported(
      "Identifiant;FINESS;SIRET;Contrat\na;970300026;26973302800022;\na;;;signé\n;;26973302800022;"
      "signé\n");
  REQUIRE(one);
  CHECK(rules_of(*one) == "");
  CHECK(one->sites == 1);
  const auto held = imported("Identifiant;FINESS\na;970302287\n", one->document);
  REQUIRE(held);
  CHECK(rules_of(*held) == "IMPORT-ID-HELD A2");
  // The starter's site, whose number is to be found out, gets it.
  const auto starter =
      new_dossier({{}, {}, std::nullopt, start_of(2026y / 11 / 23), 100, english()});
  REQUIRE(starter);
  const auto filled =
      imported("Identifiant;FINESS;Nom\nsite;970300026;CAYENNE\n", starter->document);
  REQUIRE(filled);
  CHECK(rules_of(*filled) == "");
  CHECK(has(filled->document, "\"finess\": \"970300026\""));
  CHECK(filled->document.find("\"id\": \"site\"") == filled->document.rfind("\"id\": \"site"));
  CHECK(rules_of(*imported("Identifiant;FINESS\n\"a,b\";970302287\n")) == "IMPORT-ID A2");
}

TEST_CASE("somebody is one person, named with an id or without, in whatever role") {
  const auto table = imported(
      "FINESS;Nom du représentant légal;Prénom du représentant légal;Rôle;Personne;Nom;Prénom\n"
      "970300026;NOËL;François;;;;\n;;;administrateur;dir;Noël;FRANÇOIS\n");
  REQUIRE(table);
  CHECK(rules_of(*table) == "");
  CHECK(has(table->document, "\"representative\": \"dir\""));
  CHECK(has(table->document, "\"administrators\": [\"dir\"]"));
  const auto letters =
      imported("Nom;Prénom;Rôle\n陳;大文;administrateur\n王;小明;administrateur\n");
  REQUIRE(letters);
  CHECK(letters->refused == 0);
  CHECK(has(letters->document, "陳"));
  CHECK(has(letters->document, "王"));
}

TEST_CASE("headings are found below a title, above a second line of them, and by --map") {
  const auto below = imported(
      "Recensement 2026;\n;\nFINESS ET;Raison sociale\n970300026;CAYENNE\nFINESS ET;Raison "
      "sociale\n970302287;EHPAD\n");
  REQUIRE(below);
  CHECK(below->sites == 2);
  CHECK(rules_of(*below) == "IMPORT-HEADINGS-AGAIN 5");
  const auto none = imported("a;b\n1;2\n");
  REQUIRE_FALSE(none);
  CHECK(none.error().id == "IMPORT-NO-HEADINGS");
  const auto mapped = imported("Code;b\n970300026;X\n", "", {{"Code", "finess"}, {"b", "name"}});
  REQUIRE(mapped);
  CHECK(has(mapped->document, "\"name\": \"X\""));
  const auto id = [](const Result<Imported>& result) { return result ? "" : result.error().id; };
  CHECK(id(imported("FINESS;b\n970300026;X\n", "", {{"c", "name"}})) == "IMPORT-MAP-HEADING");
  CHECK(id(imported("FINESS;FINESS ET\n970300026;X\n")) == "IMPORT-COLUMN-TWICE");
  CHECK(id(imported("FINESS;Nom\n")) == "IMPORT-NO-LINES");
}

TEST_CASE("what columns were said to mean counts for the next table, where that has them") {
  const ColumnMap kept = {{"Code", "finess"}, {"FINESS", "-"}, {"Gone", "siret"}};
  const auto next = imported("code;FINESS;Nom\n970300026;x;X\n", "", {}, kept);
  REQUIRE(next);
  CHECK(next->refused == 0);
  CHECK(next->columns[0].key == "finess");
  CHECK(next->columns[1].key.empty());
  const auto said =
      imported("Code;FINESS;Nom\nx;970300026;X\n", "", {{"code", "-"}, {"FINESS", "finess"}}, kept);
  REQUIRE(said);
  CHECK(said->refused == 0);

  const auto text = write_column_map(kept, english());
  const auto read = read_column_map(as_bytes(text), "sites.columns", english());
  REQUIRE(read);
  CHECK(*read == kept);
  CHECK(joined(kept, {{"CODE", "name"}}).front() == ColumnMap::value_type("CODE", "name"));
  CHECK(joined({{"?", "name"}}, {{"!", "finess"}}).size() == 2);
  const auto wrong = read_column_map(as_bytes("# x\r\n\r\na=name\r\nb=nom\r\n"), "c", english());
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().id == "IMPORT-MAP-LINE");
  CHECK(wrong.error().args == Args{arg("file", "c"), arg("line", 4)});
  CHECK(parse_map("a = b=name").value() == ColumnMap::value_type("a = b", "name"));
  for (const auto* word : {"", "=", "a", "a=", "=name", "a= "}) {
    CHECK(parse_map(word).error().id == "IMPORT-MAP-FORM");
  }
  CHECK(parse_map("b=nom").error().id == "IMPORT-MAP-COLUMN");
}

TEST_CASE("importing what was exported changes nothing, in both languages") {
  auto first = imported(kTable);
  REQUIRE(first);
  const auto starter =
      new_dossier({{}, {}, std::nullopt, start_of(2026y / 11 / 23), 100, english()});
  REQUIRE(starter);
  const auto example =
      test::slurp(std::filesystem::path(DMP_SOURCE_DIR) / "examples/dossiers/ght-guyane.json");
  for (const auto& text : {first->document, example}) {
    for (const auto language : {Language::english, Language::french}) {
      const auto again = imported(export_csv(opened(text), language), text);
      REQUIRE(again);
      INFO(rules_of(*again));
      CHECK(again->refused == 0);
      CHECK(again->changes.empty());
      CHECK(again->document == text);
    }
  }
  // From nothing, the same sites and people come out.
  const auto anew = imported(export_csv(opened(first->document), Language::french));
  REQUIRE(anew);
  CHECK(export_csv(opened(anew->document), Language::french) ==
        export_csv(opened(first->document), Language::french));
}

TEST_CASE("a dossier is added to and updated in place") {
  auto first = imported(kTable);
  REQUIRE(first);
  auto text = first->document;
  text.replace(text.find("\"establishments\""), 0, "// keep me\n  ");
  const auto result = imported(
      "FINESS;Raison sociale;FINESS EJ;N° de contrat\n970300026;CH CAYENNE;970302022;\n"
      "010000024;CH DE FLEYRIAT;010780054;\n",
      text);
  REQUIRE(result);
  CHECK(result->refused == 0);
  REQUIRE(result->changes.size() == 3);
  CHECK(result->changes[1].what == "name");
  CHECK(result->changes[1].from == "CENTRE HOSPITALIER DE CAYENNE");
  CHECK(has(result->document, "// keep me"));
  CHECK(has(result->document, "\"CH CAYENNE\""));
  CHECK(has(result->document, "\"010780054\""));
  CHECK(faults_of(result->document) == "");
  const auto again = imported("FINESS;Raison sociale\n970300026;CH CAYENNE\n", result->document);
  REQUIRE(again);
  CHECK(again->document == result->document);
}

TEST_CASE("an agreement whose state a table does not say has a TODO for it") {
  const auto fresh = imported("FINESS;N° de contrat\n970300026;C-1\n");
  REQUIRE(fresh);
  CHECK(has(fresh->document, R"("contract": { "number": "C-1", "status": "TODO: )"));
  const auto bare = imported("FINESS;Nom\n970300026;X\n")->document;
  const auto at = bare.find("      \"contract\"");
  REQUIRE(at != std::string::npos);
  const auto end = bare.find("},", at);
  const auto without = bare.substr(0, at) + bare.substr(end + 3);
  const auto added = imported("FINESS;N° de contrat\n970300026;C-1\n", without);
  REQUIRE(added);
  CHECK(has(added->document, R"("number": "C-1", "status": "TODO: )"));
}

TEST_CASE("lines that would change one shared value differently are refused") {
  auto first = imported(kTable);
  REQUIRE(first);
  const auto result =
      imported("FINESS;N° de contrat\n970300026;C-2\n970302287;C-1\n", first->document);
  REQUIRE(result);
  CHECK(rules_of(*result) == "IMPORT-LINES-DIFFER B2, IMPORT-LINES-DIFFER B3");
  const auto both =
      imported("FINESS;N° de contrat\n970300026;C-2\n970302287;C-2\n", first->document);
  REQUIRE(both);
  CHECK(both->refused == 0);
  CHECK(has(both->document, "C-2"));
  CHECK_FALSE(has(both->document, "C-1"));
}

TEST_CASE("a representative that is to be found out is filled in where it is said") {
  const auto bare = imported(
      "FINESS;Nom;FINESS EJ\n970300026;CH;970302022\n970302287;EHPAD;970302022\n"
      "010000024;FLEYRIAT;010780054\n");
  REQUIRE(bare);
  const auto todos = [](const std::string& dossier) {
    const auto reading = documents::read_dossier(dossier, "dossier.json");
    return std::ranges::count_if(reading.findings, [](const Finding& finding) {
      return finding.rule == "DOSSIER-TODO" && has(finding.at.pointer, "representative");
    });
  };
  CHECK(todos(bare->document) == 16);
  // One person for two legal entities, a value of whom is left open.
  const auto given = imported(
      "FINESS;Nom du représentant légal;Prénom du représentant légal\n970300026;NOËL;François\n"
      "970302287;NOËL;François\n010000024;NOËL;François\n",
      bare->document);
  REQUIRE(given);
  CHECK(given->refused == 0);
  CHECK(todos(given->document) == 0);
  CHECK(faults_of(given->document) == "");
  CHECK(has(given->document, "\"family_name\": \"NOËL\""));
  const auto again = imported(
      "FINESS;Nom du représentant légal;Prénom du représentant légal\n970300026;NOËL;François\n",
      given->document);
  REQUIRE(again);
  CHECK(again->document == given->document);
  // Where the sites have different ones, each has its own.
  const auto apart = imported(
      "FINESS;Nom du représentant légal;Prénom du représentant légal\n970300026;NOËL;François\n"
      "970302287;ROZÉ;Anaïs\n",
      bare->document);
  REQUIRE(apart);
  CHECK(todos(apart->document) == 16);
  CHECK(has(apart->document, R"("representative": "noel-francois")"));
  CHECK(has(apart->document, R"("representative": "roze-anais")"));
}

TEST_CASE("who is described in one place and named in another has an id") {
  const auto first =
      imported("FINESS;Nom;FINESS EJ\n970300026;CH;970302022\n010000024;FLEYRIAT;010780054\n");
  REQUIRE(first);
  auto text = first->document;
  for (const auto& [todo, value] : {std::pair("TODO: family name, as on the card", "NOËL"),
                                    std::pair("TODO: given names, as on the card", "François")}) {
    const auto at = text.find(todo, text.find("\"legal_entities\""));
    REQUIRE(at != std::string::npos);
    text.replace(at, std::string_view(todo).size(), value);
  }
  const auto given = imported(
      "FINESS;Nom du représentant légal;Prénom du représentant légal\n970300026;NOËL;François\n"
      "010000024;NOËL;François\n",
      text);
  REQUIRE(given);
  CHECK(faults_of(given->document) == "");
}
