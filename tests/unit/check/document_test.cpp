// From the text of a document: the places of the rules' findings, and what the reader adds.

#include "dmp/documents/reading.hpp"
#include "request.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::test;
using Ids = std::vector<std::string>;

namespace {

constexpr std::string_view kRight = R"({
  "version": 2,
  "environment": "production",
  "group": { "kind": "ght", "name": "GHT BRESSE", "contact": "adm-dsi", "architecture": "proxy DMP",
    "contracts_reviewed_on": "2020-01-15" },
  "people": [
    { "id": "adm-dsi", "family_name": "MARTIN", "given_names": "Claire",
      "phone": "+33 4 74 00 00 00", "email": "c.martin@example.fr",
      "card": { "type": "CPE", "number": "2600301752", "status": "active" } }
  ],
  "administrators": [ { "person": "adm-dsi", "employer": "establishment" } ],
  "legal_entities": [ { "finess": "010780054", "name": "CENTRE HOSPITALIER DE BRESSE" } ],
  "establishments": [
    { "id": "fleyriat",
      "name": "CENTRE HOSPITALIER DE FLEYRIAT",
      "finess": "010000024", "legal_entity": "010780054",
      "siret": "26010004500012",
      "category": "es", "kind": "rehabilitation", "sector": "public", "department": "01",
      "contract": { "status": "signed", "number": "C-1", "signed_on": "2020-02-11" },
      "representative": { "family_name": "DURAND", "given_names": "Paul", "phone": "+33 4 74 00 00 01",
        "email": "p.durand@example.fr",
        "card": { "type": "CDE", "number": "2600301750", "status": "active" } },
      "signatory": "representative",
      "administrators": ["adm-dsi"],
      "software": { "publisher": "É", "product": "P", "version": "1", "legal_entity_only": false,
        "publisher_contacted_on": "2021-09-01" },
      "certificates": [
        { "usage": "AUTH_CLI", "carried_by": "site" },
        { "usage": "SIGN", "carried_by": "site" } ] }
  ]
}
)";

check::Outcome check_text(std::string text, const std::string& from = {},
                          const std::string& to = {}) {
  if (!from.empty()) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  }
  return check::check(request_for(documents::read_dossier(text, "d.json")));
}

check::Outcome check_changed(const std::string& from, const std::string& to) {
  return check_text(std::string(kRight), from, to);
}

}  // namespace

TEST_CASE("A right document has nothing to report") {
  const auto outcome = check_text(std::string(kRight));
  CHECK(rules_of(outcome.findings) == Ids{});
  REQUIRE(outcome.sites.size() == 1);
  CHECK(outcome.sites[0].ready);
}

TEST_CASE("The example dossier is ready on both sites; what will matter later is told") {
  const auto text =
      slurp(std::filesystem::path(DMP_SOURCE_DIR) / "examples/dossiers/ght-guyane.json");
  const auto outcome = check_text(text);
  CHECK(rules_of(outcome.findings) == Ids{"NAME-CUT"});
  REQUIRE(outcome.sites.size() == 2);
  CHECK(outcome.sites[0].ready);
  CHECK(outcome.sites[1].ready);
}

TEST_CASE("A rule's finding has the place of the value, or of what should hold it") {
  const auto contract = check_changed("\"signed\"", "\"requested\"");
  REQUIRE(rules_of(contract.findings) == Ids{"CONTRACT-PENDING"});
  CHECK(contract.findings[0].at.file == "d.json");
  CHECK(contract.findings[0].at.pointer == "/establishments/0/contract/status");
  CHECK(contract.findings[0].at.line == 19);
  CHECK(contract.findings[0].at.column == 31);
  const auto phone = check_changed("\"phone\": \"+33 4 74 00 00 01\",", "");
  REQUIRE(rules_of(phone.findings) == Ids{"PERSON-PHONE-MISSING"});
  CHECK(phone.findings[0].at.pointer == "/establishments/0/representative/phone");
  CHECK(phone.findings[0].at.line == 20);
}

TEST_CASE("A wrong number is told once, by the reader, and blocks its site") {
  for (const auto& [from, rule] : {std::pair{"010000024", "FINESS-KEY"},
                                   {"2600301750", "CARD-NUMBER-LENGTH"},
                                   {"2600301752", "CARD-NUMBER-LENGTH"},
                                   {"26010004500012", "SIRET-LENGTH"}}) {
    INFO(rule);
    const std::string wrong = std::string(from) == "010000024" ? "010000025" : "260";
    const auto outcome = check_changed(from, wrong);
    CHECK(rules_of(outcome.findings) == Ids{rule});
    CHECK(outcome.findings[0].site == "fleyriat");
    CHECK(outcome.sites[0].blocking_rules == Ids{rule});
  }
}

TEST_CASE("A value that is to be filled in is told once, and blocks its site") {
  for (const char* value :
       {"\"2600301752\"", "\"2600301750\"", "\"CPE\"", "\"CDE\"", "\"active\" } }\n  ]",
        "\"010000024\"", "\"signed\"", "[\"adm-dsi\"]", "\"public\"", "\"DURAND\""}) {
    INFO(value);
    const std::string_view whole = value;
    const auto end = whole.starts_with('[') ? whole.size() : whole.find('"', 1) + 1;
    const auto outcome = check_changed(value, "\"TODO: this\"" + std::string(whole.substr(end)));
    CHECK(rules_of(outcome.findings) == Ids{"DOSSIER-TODO"});
    CHECK(outcome.sites[0].blocking_rules == Ids{"DOSSIER-TODO"});
  }
}

TEST_CASE("A reference to nobody is one finding, whatever follows from it, and blocks the site") {
  for (const auto& [from, to] :
       {std::pair("[\"adm-dsi\"]", "[\"adm-dis\"]"), {"[\"adm-dsi\"]", "[\"somebody else\"]"}}) {
    CAPTURE(to);
    const auto outcome = check_changed(from, to);
    auto rules = rules_of(outcome.findings);
    // Who is named like nobody at all leaves the one who is there without a site.
    std::erase(rules, to == std::string("[\"adm-dis\"]") ? "" : "DOSSIER-ADMINISTRATOR-UNUSED");
    CHECK(rules == Ids{"DOSSIER-ADMINISTRATOR-UNKNOWN"});
    CHECK_FALSE(outcome.sites[0].ready);
  }
}

TEST_CASE("A usage that is written otherwise is one finding, and blocks the site") {
  const auto outcome = check_changed("\"AUTH_CLI\"", "\"AUTH-CLI\"");
  CHECK(rules_of(outcome.findings) == Ids{"SCHEMA-VALUE"});
  CHECK_FALSE(outcome.sites[0].ready);
}

TEST_CASE("A document that is no dossier has no site and is not understood") {
  for (const char* text : {"", "[]", "{", "{\"version\": 1}", "\xFF"}) {
    const auto outcome = check_text(text);
    CHECK_FALSE(outcome.understood);
    CHECK(has_at_least(outcome.findings, Severity::error));
    CHECK(outcome.sites.empty());
  }
  const auto empty = check_text(R"({"version": 2, "environment": "test", "establishments": []})");
  CHECK(empty.understood);
  CHECK(rules_of(empty.findings) == Ids{"SITE-NONE"});
}
