// The structures of FINESS+.

#include "samples.hpp"

using namespace dmp;
using namespace dmp::test;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kStructures = R"({
  "schemaVersion": "v1.0.0", "generatedAt": "2026-09-01T05:00:00.1Z",
  "gcc": [ { "gccId": "1", "pmejDuGcc": [ { "numFinessPm": "010780054" } ], "ege": [ {} ] } ],
  "pmej": [
    { "informationsGeneralesPMEJ": { "denominationPm": "CH FLEYRIAT ", "numFinessPm": "010780054" },
      "evenement": [ { "dateFermeture": "2001-01-01", "informationsGeneralesEGE": {} } ],
      "ege": [
        { "informationsGeneralesEGE": {
            "numFinessEge": "010000024", "nomEgeCourt": "CH DE FLEYRIAT   ", "nomEgeLong": "HÔPITAL",
            "dateOuverture": "1979-02-13", "datePremiereAutorisation": "1900-01-01",
            "siret": "26010004500012", "espic": [ "0" ] },
          "categorieentiteGeographiqueExercice": "355",
          "evenement": [ { "dateFermeture": "2001-01-01", "etatObjet": "I" } ],
          "etatObjet": "A", "dateDerniereMaj": "2021-10-18 00:00:00" },
        { "informationsGeneralesEGE": { "numFinessEge": "970100400", "dateFermeture": "2020-03-04" },
          "etatObjet": "I" } ],
      "etatObjet": "A" },
    { "ege": [ { "informationsGeneralesEGE": { "numFinessEge": "970300026" } } ],
      "informationsGeneralesPMEJ": { "numFinessPm": "970302022", "dateFermeture": "2019-03-03" } } ]
})";

const std::vector<std::string> kAsked = {"010000024", "010780054", "970100400", "970300026",
                                         "970302022"};

}  // namespace

TEST_CASE("Establishments and legal entities of FINESS+ are kept, whatever the pieces") {
  for (const std::size_t piece : {1U, 13U, 1000000U}) {
    const auto extract = read_text(std::string(kStructures), kAsked, piece);
    REQUIRE(extract);
    CHECK(extract->edition == registry::Edition{"FINESS+ v1.0.0", 2026y / 9 / 1});
    CHECK(extract->records_read == 3);
    const auto* found = extract->find_establishment("010000024");
    REQUIRE(found != nullptr);
    CHECK(found->juridical == "010780054");
    CHECK(found->name == "CH DE FLEYRIAT");
    CHECK(found->long_name == "HÔPITAL");
    CHECK(found->category == "355");
    CHECK(found->siret == "26010004500012");
    CHECK(found->opened == Date(1979y / 2 / 13));
    CHECK_FALSE(found->authorised);
    CHECK(found->updated == Date(2021y / 10 / 18));
    CHECK(found->active);
    CHECK_FALSE(found->closed);
    const auto* closed = extract->find_establishment("970100400");
    REQUIRE(closed != nullptr);
    CHECK(closed->is_closed(2026y / 1 / 1));
    CHECK(closed->closed == Date(2020y / 3 / 4));
    CHECK(extract->find_establishment("970300026")->juridical == "970302022");
    CHECK(extract->find_legal_entity("010780054")->name == "CH FLEYRIAT");
    CHECK(extract->find_legal_entity("970302022")->is_closed(2019y / 3 / 3));
    CHECK_FALSE(extract->find_legal_entity("970302022")->is_closed(2019y / 3 / 2));
  }
}

TEST_CASE("Only what is asked for is kept, and of two with one number the active one") {
  auto text = std::string(kStructures);
  const auto extract = read_text(text, {"010000024"});
  REQUIRE(extract);
  CHECK(extract->establishments.size() == 1);
  CHECK(extract->legal_entities.size() == 1);
  CHECK(extract->find_legal_entity("010780054")->name == "CH FLEYRIAT");
  for (const std::string number : {"970100400", "970300026"}) {
    auto twice = text;
    twice.replace(twice.find(number), 9, number == "970100400" ? "970300026" : "970100400");
    const auto read = read_text(twice, {"970300026", "970100400"});
    REQUIRE(read);
    REQUIRE(read->establishments.size() == 1);
    CHECK(read->establishments.begin()->second.active);
    CHECK(read->establishments.begin()->second.juridical == "970302022");
  }
}

TEST_CASE("FINESS+ gives all establishments of a legal entity that is asked for") {
  const auto extract =
      registry::read(source_of(std::string(kStructures)), {"970300026"}, "register", {"010780054"});
  REQUIRE(extract);
  CHECK(extract->establishments.size() == 3);
  CHECK(extract->find_establishment("970100400")->juridical == "010780054");
  CHECK(extract->legal_entities.size() == 2);
}

TEST_CASE("JSON that is no such flow is refused") {
  const std::string whole(kStructures);
  for (const auto& [id, text] : std::vector<std::pair<std::string, std::string>>{
           {"REGISTER-JSON-OTHER", "{}"},
           {"REGISTER-JSON-OTHER", "[]"},
           {"REGISTER-JSON-OTHER", R"([{"pmej": [{"ege": [{}]}]}])"},
           {"REGISTER-JSON-OTHER", R"({"activites": [{"pmej": []}]})"},
           {"REGISTER-JSON-OTHER", R"({"pmej": {"ege": []}})"},
           {"REGISTER-NO-RECORD", R"({"pmej": []})"},
           {"REGISTER-JSON-TRUNCATED", whole.substr(0, 900)},
           {"REGISTER-JSON-TRUNCATED", whole.substr(0, whole.size() - 1)},
           {"REGISTER-JSON", R"({"pmej": [}]   })"},
           {"REGISTER-JSON", whole + "{"
                                     "  "},
           {"REGISTER-JSON", "{\"pmej\": \"\xC9\" }  "},
       }) {
    INFO(text.substr(0, 60));
    CHECK(failure_of(text) == id);
  }
  const auto deep = std::string(100000, '[') + std::string(100000, ']');
  CHECK(failure_of(deep) == "REGISTER-JSON-OTHER");
}

TEST_CASE("A failure of the source is not taken for the end of the JSON") {
  bool begun = false;
  auto rest = source_of(std::string(kStructures), 600);
  const auto read = registry::read(
      [&](std::span<char> buffer) -> Result<std::size_t> {
        return std::exchange(begun, true) ? fail(ErrorKind::environment, "FILE-READ")
                                          : rest(buffer);
      },
      kAsked, "register");
  REQUIRE_FALSE(read);
  CHECK(read.error().id == "FILE-READ");
}
