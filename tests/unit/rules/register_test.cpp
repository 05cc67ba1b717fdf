// Comparing a dossier with the FINESS register: what the rows of test_rules do not show.

#include "dmp/rules/detail/same_name.hpp"
#include "right_register.hpp"

using namespace dmp;
using namespace dmp::test;
using Ids = std::vector<std::string>;

namespace {

Ids compared(const model::Dossier& dossier, registry::Extract extract = right_register(),
             std::string_view policy = "ans-2021-09-30") {
  auto request = asked(read(dossier), 2026y / 11 / 23, policy);
  request.finess_register = std::move(extract);
  Ids rules;
  for (const auto& rule : rules_of(judged(request).findings)) {
    if (rule.starts_with("REGISTER-")) {
      rules.push_back(rule);
    }
  }
  return rules;
}

}  // namespace

TEST_CASE("A right dossier has nothing to correct, and without a register nothing is compared") {
  for (const auto* policy : {"ans-2021-09-30", "ans-2023"}) {
    CHECK(compared(right_dossier(), right_register(), policy).empty());
    CHECK(compared(right_dossier(), {}, policy) == Ids(4, "REGISTER-NUMBER-UNKNOWN"));
  }
  const auto outcome = judged(asked(read(right_dossier())));
  CHECK(outcome.findings.empty());
}

TEST_CASE("What the register does not tell is not compared, nor are fictitious numbers looked up") {
  auto extract = right_register();
  auto dossier = right_dossier();
  extract.establishments.at("010000024") = {};
  dossier.establishments[0].siret = model::Siret::parse("26973302800022")->value;
  dossier.establishments[1].finess_geographic = finess("0B0152872");
  CHECK(compared(dossier, extract).empty());
  dossier.establishments[1].finess_geographic.reset();
  dossier.establishments[1].finess_juridical.reset();
  CHECK(compared(dossier, extract).empty());
}

TEST_CASE("A number that is an establishment and a legal entity is neither one mistaken") {
  auto extract = right_register();
  extract.establishments.emplace("010780054", record("010780054", "010780054"));
  extract.legal_entities.emplace("010000024", record("010000024", ""));
  CHECK(compared(right_dossier(), extract).empty());
}

TEST_CASE("A site that closes later is open, and an inactive one is closed without a day") {
  auto extract = right_register();
  auto& record = extract.establishments.at("010000024");
  record.closed = 2026y / 11 / 24;
  CHECK(compared(right_dossier(), extract).empty());
  record.closed = 2026y / 11 / 23;
  CHECK(compared(right_dossier(), extract) == Ids{"REGISTER-CLOSED"});
}

TEST_CASE("Kinds and categories that the register cannot contradict are left alone") {
  auto extract = right_register();
  auto dossier = right_dossier();
  for (const auto* kind : {"", "355", "hospital", "local-hospital", "rrc", "something else"}) {
    dossier.establishments[0].kind = kind;
    CHECK(compared(dossier, extract).empty());
  }
  dossier.establishments[0].category = model::Category::other;
  CHECK(compared(dossier, extract) == Ids{"REGISTER-CATEGORY-DIFFERS"});
  extract.establishments.at("010000024").category = "223";
  CHECK(compared(dossier, extract).empty());
  extract.establishments.at("010000024").category = "500";
  dossier.establishments[0].kind = "ehpad";
  CHECK(compared(dossier, extract) == Ids{"REGISTER-CATEGORY-DIFFERS"});
  dossier.establishments[0].category = model::Category::esms;
  CHECK(compared(dossier, extract).empty());
}

TEST_CASE("Names are compared as a person would") {
  using rules::detail::is_same_name;
  CHECK(is_same_name("CENTRE HOSPITALIER DE CAYENNE", "CENTRE HOSPITALIER  DE CAYENNE"));
  CHECK(is_same_name("C.H. Louis-Constant Fleming", "CENTRE HOSPITALIER LOUIS CONSTANT FLEMING"));
  CHECK(is_same_name("E.H.P.A.D. « Les Œillets »", "EHPAD LES OEILLETS"));
  CHECK(is_same_name("Hôpital de l'Île", "HOPITAL DE L ILE"));
  CHECK(is_same_name("Ho\u0302pital", "HÔPITAL"));
  CHECK(is_same_name("CHU SITE FELIX GUYON (SAINT DENIS)", "C.H.U. Site Félix Guyon, St.Denis"));
  CHECK(is_same_name("MAS STE ANNE", "Maison d'accueil spécialisée Sainte-Anne"));
  CHECK(is_same_name("CLINIQUE SAINT JOSEPH", "ST JOSEPH, CLINIQUE"));
  CHECK_FALSE(is_same_name("CENTRE HOSPITALIER DE CAYENNE", "CENTRE HOSPITALIER DE KOUROU"));
  CHECK_FALSE(is_same_name("CH FLEYRIAT", "CHU FLEYRIAT"));
  CHECK_FALSE(is_same_name("CH FLEYRIAT", ""));
  CHECK_FALSE(is_same_name("日本", "CH"));
}

TEST_CASE("The numbers to ask for are those of all dossiers, each once") {
  auto other = right_dossier();
  other.establishments.pop_back();
  other.establishments[0].finess_geographic = finess("970300026");
  other.establishments[0].finess_juridical.reset();
  const std::vector readings = {read(right_dossier()), read(other),
                                documents::Reading<model::Dossier>()};
  CHECK(rules::finess_numbers(readings) == Ids{"010000024", "010780054", "970100400", "970300026"});
}
