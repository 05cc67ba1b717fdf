// What the procedure allows: dossiers that differ from the right one and have nothing to report.

#include "right_dossier.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CardType;
using model::FinessKind;

namespace {

std::vector<std::string> findings_for(const model::Dossier& dossier, Date as_of = 2026y / 11 / 23,
                                      std::string_view policy = "ans-2021-09-30") {
  return rules_of(judged(asked(read(dossier), as_of, policy)).findings);
}

const std::vector<std::string> kNothing;

}  // namespace

TEST_CASE("The representative may hold a CPS, the proxy a CPS, CPE or CPA") {
  auto dossier = right_dossier();
  dossier.establishments[0].representative->card->type = CardType::cps;
  dossier.establishments[1].signatory = model::Signatory::proxy;
  for (const auto type : {CardType::cps, CardType::cpe, CardType::cpa}) {
    dossier.establishments[1].proxies.front().person.card->type = type;
    CHECK(findings_for(dossier) == kNothing);
  }
}

TEST_CASE("Staff may hold a CPS, the vendor's technician holds a CPA") {
  auto dossier = right_dossier();
  auto& administrator = dossier.administrators.front();
  administrator.person.card->type = CardType::cps;
  CHECK(findings_for(dossier) == kNothing);
  administrator.employer = model::Employer::vendor;
  administrator.person.card->type = CardType::cpa;
  // That nobody of the staff can act is told, and no more.
  CHECK(findings_for(dossier) == std::vector<std::string>(2, "ADMINISTRATOR-VENDOR-ONLY"));
}

TEST_CASE("A representative may be his own administrator, with his own card") {
  auto dossier = right_dossier();
  for (auto& site : dossier.establishments) {
    site.representative->card->number = dossier.administrators.front().person.card->number;
  }
  dossier.administrators.front().person = *dossier.establishments.front().representative;
  CHECK(findings_for(dossier) == kNothing);
  // Of another site's he is an administrator like any other.
  dossier.establishments[1].representative = person("LEROY", card(CardType::cde, "2600301750"));
  CHECK(findings_for(dossier) ==
        std::vector<std::string>{"ADMINISTRATOR-CARD", "ADMINISTRATOR-CARD-TYPE"});
}

TEST_CASE("A card is good on its last day, and without a known last day") {
  auto dossier = right_dossier();
  dossier.establishments[0].representative->card->expires_on = 2026y / 11 / 23;
  dossier.administrators.front().person.card->expires_on.reset();
  CHECK(findings_for(dossier) == std::vector<std::string>{"REPRESENTATIVE-CARD-ENDS-SOON"});
  dossier.establishments[0].representative->card->expires_on = 2027y / 1 / 22;
  CHECK(findings_for(dossier) == kNothing);
}

TEST_CASE("One administrator who can act is enough: another one's card is a warning") {
  auto dossier = right_dossier();
  dossier.administrators.push_back(dossier.administrators.front());
  auto& second = dossier.administrators.back();
  second.id = "adm-2";
  second.pointer = "/administrators/1";
  second.person.card->status = model::CardStatus::requested;
  dossier.establishments[0].administrators = {"adm-2", "adm-dsi"};
  const auto outcome = judged(asked(read(dossier)));
  CHECK(rules_of(outcome.findings) == std::vector<std::string>{"ADMINISTRATOR-CARD-INACTIVE"});
  CHECK(outcome.sites[0].ready());
  CHECK(outcome.sites[0].warnings == 1);
  CHECK(outcome.sites[1].warnings == 0);
}

TEST_CASE("Who does not sign form 413 need not be reachable") {
  auto dossier = right_dossier();
  auto& site = dossier.establishments[0];
  site.signatory = model::Signatory::proxy;
  site.representative->phone.clear();
  site.representative->email.clear();
  dossier.establishments[1].proxies.front().person.phone.clear();
  dossier.establishments[1].proxies.front().form_502_sent_on.reset();
  CHECK(findings_for(dossier) == kNothing);
}

TEST_CASE("Of two proxies the one who is ready signs") {
  auto dossier = right_dossier();
  auto& site = dossier.establishments[0];
  site.signatory = model::Signatory::proxy;
  auto first = site.proxies.front();
  first.person.card->status = model::CardStatus::expired;
  site.proxies.insert(site.proxies.begin(), first);
  CHECK(findings_for(dossier) == kNothing);
  site.proxies[1].form_502_sent_on.reset();
  const auto outcome = judged(asked(read(dossier)));
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.findings[0].at.pointer == "/establishments/0/agents/1/form_502_sent_on");
}

TEST_CASE("A structure that takes care of nobody may have a juridical number only") {
  auto dossier = right_dossier();
  auto& site = dossier.establishments[0];
  site.category = model::Category::other;
  site.kind = "other";
  site.finess_geographic.reset();
  site.siret = model::Siret::parse("26010004500012")->value;
  for (auto& wanted : site.certificates) {
    wanted.on = FinessKind::juridical;
  }
  CHECK(findings_for(dossier, 2021y / 12 / 1) ==
        std::vector<std::string>{"FINESS-JURIDICAL-UNJUSTIFIED", "FINESS-JURIDICAL-UNJUSTIFIED"});
}

TEST_CASE("Under the later edition the legal entity carries certificates and contract") {
  auto dossier = right_dossier();
  for (auto& site : dossier.establishments) {
    for (auto& wanted : site.certificates) {
      wanted.on = FinessKind::juridical;
    }
  }
  CHECK(findings_for(dossier, 2026y / 11 / 23, "ans-2023") == kNothing);
  // One contract of the legal entity is enough …
  dossier.establishments[0].contract.reset();
  CHECK(findings_for(dossier, 2026y / 11 / 23, "ans-2023") == kNothing);
  dossier.establishments[0].contract = model::Contract{};
  CHECK(findings_for(dossier, 2026y / 11 / 23, "ans-2023") == kNothing);
  // … but not that of another one, and not under the first edition.
  dossier.establishments[0].finess_juridical = finess("970100186");
  CHECK(findings_for(dossier, 2026y / 11 / 23, "ans-2023") ==
        std::vector<std::string>{"ADMINISTRATOR-SHARED-ENTITIES", "CONTRACT-UNKNOWN"});
}

TEST_CASE("Test structures belong into a test dossier") {
  auto dossier = right_dossier();
  dossier.environment = model::Environment::test;
  dossier.establishments[0].finess_geographic = finess("0B0152872");
  dossier.establishments[0].department = "69";
  CHECK(findings_for(dossier) == kNothing);
}

TEST_CASE("The department may be written in any of its codings") {
  auto dossier = right_dossier();
  for (const char* code : {"971", "9701", "9A"}) {
    dossier.establishments[1].department = code;
    CHECK(findings_for(dossier) == kNothing);
  }
}

TEST_CASE("A name of 40 characters is not cut, however many bytes it has") {
  auto dossier = right_dossier();
  dossier.establishments[0].name = "";
  for (int i = 0; i < 40; ++i) {
    dossier.establishments[0].name += "é";
  }
  CHECK(findings_for(dossier) == std::vector<std::string>{"NAME-ACCENTS"});
}

TEST_CASE("A policy without a date makes its number compulsory at any time") {
  auto dossier = right_dossier();
  dossier.establishments[0].certificates = {{model::Usage::auth_cli, FinessKind::juridical},
                                            {model::Usage::sign, FinessKind::juridical}};
  auto request = asked(read(dossier), 2019y / 1 / 1);
  request.policy.finess_kind_from.reset();
  const auto outcome = judged(request);
  const auto found =
      std::ranges::find(outcome.findings, "FINESS-GEOGRAPHIC-REQUIRED", &Finding::rule);
  REQUIRE(found != outcome.findings.end());
  CHECK(in_french().text(found->rule, found->args) ==
        "le certificat AUTH_CLI est demandé sur le FINESS juridique ; depuis le début, le FINESS "
        "géographique est exigé");
}
