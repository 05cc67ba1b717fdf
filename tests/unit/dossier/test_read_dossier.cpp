#include "samples.hpp"

using namespace dmp;
using namespace dmp::test;
using namespace std::chrono_literals;

TEST_CASE("a whole dossier becomes the model without a finding") {
  const auto reading = read(kWhole);
  CHECK(rules(reading.findings) == "");
  REQUIRE(reading.value);
  const auto& d = *reading.value;
  CHECK(d.environment == model::Environment::test);
  REQUIRE(d.group);
  CHECK(d.group->kind == model::GroupKind::ght);
  CHECK(d.group->contact->family_name == "Été");
  REQUIRE(d.administrators.size() == 1);
  const auto& adm = d.administrators.front();
  CHECK(adm.pointer == "/administrators/0");
  CHECK(adm.employer == model::Employer::establishment);
  REQUIRE(adm.person.card);
  CHECK(adm.person.card->type == model::CardType::cpe);
  CHECK(adm.person.card->number->text() == "2600301752");
  CHECK(adm.person.card->expires_on == 2027y / 5 / 31);
  REQUIRE(d.establishments.size() == 1);
  const auto& site = d.establishments.front();
  CHECK(site.pointer == "/establishments/0");
  CHECK(site.finess_geographic->text() == "010000024");
  CHECK(site.finess_juridical->text() == "010780054");
  CHECK(site.siret->text() == "26010004500012");
  CHECK(site.sector == model::Sector::public_sector);
  CHECK(site.contract->status == model::ContractStatus::signed_contract);
  CHECK(site.contract->signed_on == 2020y / 2 / 11);
  CHECK(site.representative->card->type == model::CardType::cde);
  CHECK(site.proxies.front().form_502_sent_on == 2021y / 1 / 10);
  CHECK(site.proxies.front().person.card->status == model::CardStatus::requested);
  CHECK(site.signatory == model::Signatory::representative);
  CHECK(site.administrators == std::vector<std::string>{"adm-dsi"});
  CHECK(site.software->juridical_finess_only);
  CHECK(site.form_413_sent_on == 2021y / 10 / 4);
  REQUIRE(site.certificates.size() == 2);
  CHECK(site.certificates[1].usage == model::Usage::sign);
  CHECK(site.certificates[1].on == model::FinessKind::juridical);
}
