#include "dmp/dossier/show.hpp"

#include "dmp/documents/reading.hpp"
#include "support/fixture.hpp"

using namespace dmp;

namespace {

documents::Reading<model::Dossier> example() {
  const auto path = std::filesystem::path(DMP_SOURCE_DIR) / "examples/dossiers/ght-guyane.json";
  return documents::read_dossier(test::slurp(path), "d.json");
}

/// "part: who says it, and what that refers to".
std::string origins_of(const dossier::ShownSite& site, std::string_view part) {
  std::string all;
  for (const auto& fact : site.facts) {
    if (fact.part == part) {
      for (const auto& saying : fact.from) {
        all += std::string(to_string(saying.by)) + " " + saying.pointer + "\n";
        CHECK(saying.line > 0);
      }
    }
  }
  return all;
}

}  // namespace

TEST_CASE("each value is shown with who says it, and with what that refers to") {
  const auto reading = example();
  REQUIRE(reading.value);
  const auto shown = dossier::show(reading, model::select_sites(*reading.value, {"ehpad"}).sites);
  REQUIRE(shown.size() == 1);
  const auto& site = shown.front();
  CHECK(site.id == "ehpad");
  CHECK(origins_of(site, "name") == "site /establishments/1/name\n");
  CHECK(origins_of(site, "legal_entity") ==
        "site /establishments/1/legal_entity\nlegal-entity /legal_entities/0\n");
  CHECK(origins_of(site, "contract") == "site /establishments/1/contract\n");
  CHECK(origins_of(site, "representative") ==
        "legal-entity /legal_entities/0/representative\npeople /people/3\n");
  CHECK(origins_of(site, "agents/0") == "site /establishments/1/agents/0\npeople /people/4\n");
  CHECK(origins_of(site, "administrators/0") ==
        "defaults /defaults/administrators/0\npeople /people/1\n");
  CHECK(origins_of(site, "software") == "defaults /defaults/software\nsoftware /software/0\n");
  CHECK(origins_of(site, "certificates/1") == "defaults /defaults/certificates/1\n");
}
