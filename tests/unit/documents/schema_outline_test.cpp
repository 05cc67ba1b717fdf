#include "dmp/documents/schema_outline.hpp"

#include <algorithm>

#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::documents;

namespace {

const SchemaPart& part(const SchemaOutline& outline, std::string_view name) {
  const auto found = std::ranges::find(outline.parts, name, &SchemaPart::name);
  REQUIRE(found != outline.parts.end());
  return *found;
}

const SchemaField& field(const SchemaPart& part, std::string_view name) {
  const auto found = std::ranges::find(part.fields, name, &SchemaField::name);
  REQUIRE(found != part.fields.end());
  return *found;
}

}  // namespace

TEST_CASE("a schema is described with types that a person understands") {
  const auto outline = outline_schema("dossier", Language::english);
  REQUIRE(!outline.parts.empty());
  const auto& document = outline.parts.front();
  CHECK(document.name.empty());
  CHECK(field(document, "version").required);
  CHECK(!field(document, "people").required);
  CHECK(field(document, "people").type == "[person]");
  CHECK(field(document, "environment").type == "string");
  CHECK(field(part(outline, "group"), "contact").type == "string|person");
  CHECK(field(part(outline, "person"), "card").type == "card");
  CHECK(std::ranges::find(outline.parts, "listed_person", &SchemaPart::name) ==
        outline.parts.end());
  CHECK(std::ranges::find(outline.parts, "person_or_id", &SchemaPart::name) == outline.parts.end());
}

TEST_CASE("words that a key takes come with their meanings, in French where there is French") {
  using Values = std::vector<std::pair<std::string, std::string>>;
  const auto english = outline_schema("dossier", Language::english);
  const auto& environment = field(english.parts.front(), "environment");
  REQUIRE(environment.values.size() == 3);
  CHECK(environment.values.front() ==
        std::pair<std::string, std::string>{"production",
                                            "Certificates of the production authority"});
  const auto french = outline_schema("dossier", Language::french);
  CHECK(field(french.parts.front(), "environment").values.front().second ==
        "Certificats de l'autorité de production");
  CHECK(field(part(french, "contract"), "status").values == Values{{"signed", "Signé"},
                                                                   {"requested", "Demandé"},
                                                                   {"missing", "Absent"},
                                                                   {"unknown", "Inconnu"}});
  CHECK(field(part(french, "card"), "number").about ==
        "Numéro imprimé sur la carte, dix chiffres, entre guillemets.");
}

TEST_CASE("the plan has an example, and an unknown schema no outline") {
  const auto plan = outline_schema("plan", Language::english);
  CHECK(plan.example.starts_with("{\n  \"version\": 1,"));
  CHECK(field(part(plan, "target"), "kind").values.size() == 7);
  CHECK(outline_schema("nothing", Language::english).parts.empty());
}
