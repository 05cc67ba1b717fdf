// Each rule over the workstation has facts that violate it.

#include "workstation_cases.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CardIdentity;
using model::CardType;
using model::WorkstationFacts;

namespace {

constexpr Date kToday = kStationDay;

CardIdentity card_of(CardType type) {
  CardIdentity card;
  card.generation = model::CardGeneration::cps3;
  card.types = {type};
  card.number = right_dossier().administrators.front().person.card->number->text();
  card.ends_at = start_of(2028y / 1 / 31);
  return card;
}

CardIdentity& card(WorkstationFacts& facts) { return *facts.readers.front().card; }

Error not_ours(const std::string& path) {
  return {ErrorKind::environment,
          "PATH-OWNER",
          {arg("path", path), arg("folder", "/srv"), arg("owner", "1234")},
          {}};
}

std::vector<WorkstationCase> service_cases() {
  return {
      {"WORKSTATION-SERVICE",
       [](auto& f) {
         f.readers.clear();
         f.service_error = Error{ErrorKind::environment, "PCSC-FAILED", {arg("call", "X")}, {}};
       }},
      {"WORKSTATION-READER", [](auto& f) { f.readers.clear(); }},
      {"WORKSTATION-CARD", [](auto& f) { f.readers.erase(f.readers.begin()); }},
      {"WORKSTATION-FONTS",
       [](auto& f) {
         f.needs[0].error =
             Error{ErrorKind::environment, "PDF-FONT", {arg("family", "DejaVu Sans")}, {}};
       }},
      {"WORKSTATION-OLD-CIPHERS",
       [](auto& f) {
         f.needs[1].error = Error{ErrorKind::environment, "OPENSSL-NO-LEGACY", {}, {}};
       }},
      {"WORKSTATION-WORKSPACE", [](auto& f) { f.needs[2].error = not_ours(f.needs[2].path); }},
      {"WORKSTATION-TARGET", [](auto& f) { f.needs[3].error = not_ours(f.needs[3].path); }},
      {"WORKSTATION-PORTAL",
       [](auto& f) {
         f.portal->date.reset();
         f.portal->error =
             Error{ErrorKind::environment, "NETWORK-TIMEOUT", {arg("seconds", 5)}, {}};
       }},
      {"WORKSTATION-CLOCK", [](auto& f) { f.now = start_of(2023y / 10 / 12); }},
      {"WORKSTATION-CLOCK", [](auto& f) { f.now = start_of(2033y / 6 / 25); }},
      {"WORKSTATION-CLOCK", [](auto& f) { f.now += std::chrono::seconds(1); }},
      {"WORKSTATION-CLOCK", [](auto& f) { f.now -= std::chrono::seconds(601); }},
  };
}

std::vector<WorkstationCase> card_cases() {
  return {
      {"WORKSTATION-CARD-UNREADABLE",
       [](auto& f) {
         f.readers.front().card.reset();
         f.readers.front().error = Error{ErrorKind::environment, "CARD-REMOVED", {}, {}};
       }},
      {"WORKSTATION-CARD-UNREADABLE", [](auto& f) { card(f).ends_at.reset(); }},
      {"WORKSTATION-CARD-KIND", [](auto& f) { card(f) = CardIdentity(); }},
      {"WORKSTATION-CARD-KIND", [](auto& f) { card(f).types = {CardType::cpf}; }},
      {"WORKSTATION-CARD-EXPIRED", [](auto& f) { card(f).ends_at = start_of(2026y / 11 / 22); }},
      {"WORKSTATION-CARD-ENDS-SOON", [](auto& f) { card(f).ends_at = start_of(kToday); }},
      {"WORKSTATION-CARD-ENDS-SOON", [](auto& f) { card(f).ends_at = start_of(2027y / 1 / 22); }},
      {"WORKSTATION-CARD-UNDECLARED", [](auto& f) { card(f).number = "9999999999"; }},
  };
}

}  // namespace

WorkstationFacts dmp::test::right_station() {
  WorkstationFacts facts;
  facts.readers = {{"A reader", true, card_of(CardType::cpe), {}}, {"Another", false, {}, {}}};
  facts.portal = model::PortalFacts{"host.example", "443", {}, start_of(kToday)};
  using enum model::NeedFacts::Need;
  facts.needs = {
      {fonts, "", {}}, {old_ciphers, "", {}}, {workspace, "orders", {}}, {target, "pki", {}}};
  facts.now = start_of(kToday) + std::chrono::minutes(5);
  return facts;
}

std::vector<WorkstationCase> dmp::test::workstation_cases() {
  auto all = service_cases();
  std::ranges::move(card_cases(), std::back_inserter(all));
  return all;
}
