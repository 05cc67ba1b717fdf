// The rules that compare with the FINESS register: see test_rules.cpp.

#include "rule_cases.hpp"

namespace dmp::test {

using model::Dossier;

std::vector<Case> register_cases() {
  // The sites have one administrator: another legal entity for one of them is told by this as well.
  const std::string shared = "ADMINISTRATOR-SHARED-ENTITIES";
  const std::string geographic = "/establishments/0/finess";
  const std::string juridical = "/establishments/0/legal_entity";
  const auto named = [](std::string_view number) {
    return [number](Dossier& d) { site(d).finess_geographic = finess(number); };
  };
  std::vector<Case> cases = {
      {"REGISTER-OLD", "", [](Dossier&) {}, {}, 2027y / 5 / 31},
      {"REGISTER-NUMBER-UNKNOWN", geographic, named("970300026")},
      {"REGISTER-NUMBER-UNKNOWN",
       juridical,
       [](Dossier& d) {
         site(d).finess_geographic = finess("970300026");
         site(d).finess_juridical = finess("970302022");
       },
       {"REGISTER-NUMBER-UNKNOWN", shared}},
      {"REGISTER-GEOGRAPHIC-IS-JURIDICAL", geographic, named("010780054")},
      {"REGISTER-JURIDICAL-IS-GEOGRAPHIC",
       juridical,
       [](Dossier& d) { site(d).finess_juridical = finess("970100400"); },
       {shared}},
      {"REGISTER-JURIDICAL-DIFFERS",
       juridical,
       [](Dossier& d) { site(d).finess_juridical = finess("970100186"); },
       {shared}},
      {"REGISTER-NAME-DIFFERS", "/establishments/0/name",
       [](Dossier& d) { site(d).name = "CLINIQUE DE FLEYRIAT"; }},
      {"REGISTER-CATEGORY-DIFFERS",
       "/establishments/0/kind",
       [](Dossier& d) { site(d).kind = "ehpad"; },
       {"KIND-CATEGORY"}},
      {"REGISTER-CATEGORY-DIFFERS", "/establishments/0/kind",
       [](Dossier& d) { site(d).kind = "365"; }},
      {"REGISTER-CATEGORY-DIFFERS",
       "/establishments/0/category",
       [](Dossier& d) { site(d).category = model::Category::esms; },
       {"KIND-CATEGORY"}},
      {"REGISTER-CLOSED", geographic, named("010780195")},
      {"REGISTER-CLOSED",
       juridical,
       [](Dossier& d) { site(d).finess_juridical = finess("010000156"); },
       {"REGISTER-JURIDICAL-DIFFERS", shared}},
      {"REGISTER-SIRET-DIFFERS", "/establishments/0/siret",
       [](Dossier& d) { site(d).siret = model::Siret::parse("26973302800022")->value; }},
  };
  for (auto& one : cases) {
    one.with_register = true;
  }
  return cases;
}

}  // namespace dmp::test
