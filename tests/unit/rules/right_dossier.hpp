#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "dmp/rules/dossier.hpp"
#include "support/catch.hpp"

namespace dmp::test {

using namespace std::chrono_literals;

inline model::Finess finess(std::string_view text) { return model::Finess::parse(text)->value; }

inline model::Card card(model::CardType type, std::string_view number) {
  return {type, model::CardNumber::parse(number)->value, model::CardStatus::active,
          Date(2031y / 5 / 31)};
}

inline model::Person person(std::string family_name, const model::Card& card) {
  const auto email = family_name + "@example.fr";
  return {std::move(family_name), "Claire", "+33 4 74 00 00 00", email, card};
}

/// A site that lacks nothing: its certificates on the geographic number, signed for by the
/// representative, a proxy at hand.
inline model::Establishment right_site(std::string id, std::string_view geographic,
                                       const std::string& pointer) {
  model::Establishment site;
  site.id = std::move(id);
  site.name = "CENTRE HOSPITALIER DE FLEYRIAT";
  site.finess_geographic = finess(geographic);
  site.finess_juridical = finess("010780054");
  site.legal_entity = std::make_shared<model::LegalEntity>(model::LegalEntity{
      site.finess_juridical, "CENTRE HOSPITALIER DE BRESSE", {}, {}, "/legal_entities/0"});
  site.kind = "hospital";
  site.sector = model::Sector::public_sector;
  site.contract = model::Contract{model::ContractStatus::signed_contract, "C-1", 2020y / 2 / 11};
  site.representative = person("DURAND", card(model::CardType::cde, "2600301750"));
  site.proxies = {
      {"px-1", person("PETIT", card(model::CardType::cpe, "2600301751")), 2021y / 1 / 10}};
  site.signatory = model::Signatory::representative;
  site.administrators = {"adm-dsi"};
  site.software = model::Software{"Éditeur", "Produit", "1.0", false, 2021y / 9 / 1};
  site.form_413.sent_on = 2021y / 10 / 4;
  site.certificates = {{model::Usage::auth_cli, model::FinessKind::geographic},
                       {model::Usage::sign, model::FinessKind::geographic}};
  site.pointer = pointer;
  return site;
}

/// Two right sites that share one administrator.
inline model::Dossier right_dossier() {
  model::Dossier dossier;
  dossier.group = model::Group{};
  dossier.group->kind = model::GroupKind::ght;
  dossier.group->name = "GHT";
  dossier.group->contact = model::Person{"DSI", "", "", "dsi@example.fr", {}};
  dossier.group->architecture = "proxy DMP";
  dossier.group->contracts_reviewed_on = 2021y / 9 / 1;
  dossier.administrators = {{"adm-dsi", model::Employer::establishment,
                             person("MARTIN", card(model::CardType::cpe, "2600301752")),
                             "/administrators/0"}};
  dossier.establishments = {right_site("fleyriat", "010000024", "/establishments/0"),
                            right_site("fleming", "970100400", "/establishments/1")};
  return dossier;
}

inline documents::Reading<model::Dossier> read(model::Dossier dossier) {
  documents::Reading<model::Dossier> reading;
  reading.value = std::move(dossier);
  reading.file = "dossier.json";
  return reading;
}

/// Asked is a question about a dossier with all that it refers to.
struct Asked {
  documents::Reading<model::Dossier> reading;
  policy::Policy policy;
  Date as_of;
  std::optional<registry::Extract> finess_register = std::nullopt;

  [[nodiscard]] rules::DossierQuestion question() const {
    return {reading, policy, as_of, {}, finess_register ? &*finess_register : nullptr};
  }
};

inline Asked asked(documents::Reading<model::Dossier> reading, Date as_of = 2026y / 11 / 23,
                   std::string_view policy = "ans-2021-09-30") {
  const auto* edition = policy::find_policy(policy);
  REQUIRE(edition != nullptr);
  Asked made{std::move(reading), *edition, as_of};
  // As a policy of the user's, for none to be told that a later edition replaced it.
  made.policy.name = "tests";
  return made;
}

inline rules::DossierVerdict judged(const Asked& asked) {
  return rules::judge_dossier(asked.question());
}

inline std::vector<std::string> rules_of(const Findings& findings) {
  std::vector<std::string> rules;
  for (const auto& finding : findings) {
    rules.push_back(finding.rule);
  }
  std::ranges::sort(rules);
  return rules;
}

}  // namespace dmp::test
