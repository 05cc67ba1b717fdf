#include <algorithm>
#include <set>

#include "sample.hpp"

namespace dmp::form413::test {
namespace {

const Field& field(const std::vector<Field>& all, std::string_view id) {
  const auto found = std::ranges::find(all, id, &Field::id);
  INFO(id);
  REQUIRE(found != all.end());
  return *found;
}

std::vector<Field> fields_of(const model::Dossier& dossier) {
  return fields(dossier, dossier.establishments.front(), edition());
}

TEST_CASE("the field map has the parts of chapter 5 in their order, each field once") {
  const auto all = fields_of(complete_dossier());
  std::vector<std::string> parts;
  std::set<std::string> ids;
  for (const auto& each : all) {
    if (parts.empty() || parts.back() != each.part) {
      parts.push_back(each.part);
    }
    CHECK(ids.insert(each.id).second);
  }
  CHECK(parts == std::vector<std::string>{"3.1", "3.2", "4.1", "4.2", "4.3"});
  CHECK(all.size() == 7 + 7 + 2 * 5 + 3 + 1);
}

TEST_CASE("what the form requires and the dossier lacks is named, and has its place") {
  auto dossier = complete_dossier();
  auto& site = dossier.establishments.front();
  site.pointer = "/establishments/0";
  dossier.administrators[1].pointer = "/administrators/1";
  const auto places = [&] {
    std::vector<std::string> pointers;
    for (const auto& one : fields(dossier, site, edition())) {
      if (one.required() && one.value.empty()) {
        pointers.push_back(one.pointer);
      }
    }
    return pointers;
  };
  CHECK(places().empty());
  site.name.clear();
  site.finess_geographic.reset();
  site.siret.reset();
  site.representative->phone.clear();
  dossier.administrators[1].person.card.reset();
  CHECK(places() == std::vector<std::string>{"/establishments/0/name", "/establishments/0/finess",
                                             "/establishments/0/representative/phone",
                                             "/administrators/1/card/number"});
  SECTION("a structure that takes care of nobody needs a SIRET in the place of the number") {
    site.category = model::Category::other;
    CHECK(places()[1] == "/establishments/0/siret");
  }
  SECTION("nobody signs, nobody is named") {
    site.representative.reset();
    site.proxies.clear();
    site.signatory.reset();
    site.administrators.clear();
    const auto missing = missing_fields(fields(dossier, site, edition()));
    CHECK(std::ranges::find(missing, "3.2 Responsable légal / Mandataire") != missing.end());
    CHECK(places().back() == "/establishments/0/administrators");
  }
}

TEST_CASE("SIRET is filled in where it alone says who the structure is") {
  auto dossier = complete_dossier();
  auto& site = dossier.establishments.front();
  site.category = model::Category::other;
  CHECK(field(fields_of(dossier), "structure.siret").value.empty());
  site.finess_geographic.reset();
  const auto all = fields_of(dossier);
  CHECK(field(all, "structure.siret").value == site.siret->text());
  CHECK(field(all, "structure.siret").required());
  CHECK(missing_fields(all).empty());
}

TEST_CASE("SIRET and RPPS rang stay empty though the dossier has a SIRET") {
  const auto all = fields_of(complete_dossier());
  CHECK(field(all, "structure.siret").value.empty());
  CHECK(field(all, "structure.siret").starred);
  CHECK_FALSE(field(all, "structure.siret").required());
  CHECK(field(all, "structure.rpps.4").value.empty());
  CHECK(missing_fields(all).empty());
}

TEST_CASE("values are those of the dossier and of the policy") {
  const auto all = fields_of(complete_dossier());
  CHECK(field(all, "structure.finess").value == "010000024");
  CHECK(field(all, "signatory.is_representative").value == "true");
  CHECK(field(all, "signatory.is_proxy").value == "false");
  CHECK(field(all, "signatory.card").value == "1234567890");
  CHECK(field(all, "administrators.2.family_name").value == "D’ORNANO");
  CHECK(field(all, "administrators.2.family_name").name() ==
        "4.1 Nom figurant sur la carte (adm-edi)");
  CHECK(field(all, "usage.statement").value == "Authentification et signature sur le DMP");
  CHECK(field(all, "usage.solution").value == "Dossier€ Patient Plus v12.4.1");
  CHECK(field(all, "offer.org").label ==
        "Certificat ORG (Personne morale) usage AUTH_CLI, SIGN, CONF "
        "(Ex : DMP, ROR, Annuaire Santé...)");
}

TEST_CASE("an offer that has the examples already keeps them once") {
  auto policy = edition();
  policy.offer += " (Ex : DMP, ROR, Annuaire Santé...)";
  const auto dossier = complete_dossier();
  CHECK(field(fields(dossier, dossier.establishments.front(), policy), "offer.org").label ==
        policy.offer);
}

TEST_CASE("the proxy signs when the dossier says so, one with an active card first") {
  auto dossier = complete_dossier();
  auto& site = dossier.establishments.front();
  site.signatory = model::Signatory::proxy;
  auto inactive = site.proxies.front();
  inactive.person.family_name = "ABSENT";
  inactive.person.card->status = model::CardStatus::opposed;
  site.proxies.insert(site.proxies.begin(), inactive);
  const auto all = fields_of(dossier);
  CHECK(field(all, "signatory.is_proxy").value == "true");
  CHECK(field(all, "signatory.is_representative").value == "false");
  CHECK(field(all, "signatory.family_name").value == "ÇELIK");
}

TEST_CASE("without a signatory the representative signs, else a proxy, else nobody") {
  auto dossier = complete_dossier();
  auto& site = dossier.establishments.front();
  site.signatory.reset();
  CHECK(field(fields_of(dossier), "signatory.is_representative").value == "true");
  site.representative.reset();
  CHECK(field(fields_of(dossier), "signatory.family_name").value == "ÇELIK");
  site.proxies.clear();
  const auto missing = missing_fields(fields_of(dossier));
  CHECK(missing == std::vector<std::string>{"3.2 Responsable légal / Mandataire", "3.2 Nom",
                                            "3.2 Prénom(s)", "3.2 Téléphone",
                                            "3.2 Email professionnel", "3.2 N° de carte"});
}

TEST_CASE("a representative who signs but is unknown leaves 3.2 empty, not the proxy's data") {
  auto dossier = complete_dossier();
  dossier.establishments.front().representative.reset();
  CHECK(field(fields_of(dossier), "signatory.family_name").value.empty());
}

TEST_CASE("every gap of part 4.1 is named, with the administrator it belongs to") {
  auto dossier = complete_dossier();
  dossier.administrators[1].person.card.reset();
  dossier.administrators[1].person.email.clear();
  CHECK(missing_fields(fields_of(dossier)) ==
        std::vector<std::string>{"4.1 N° de carte (adm-edi)", "4.1 Email professionnel (adm-edi)"});
  dossier.establishments.front().administrators = {"nobody"};
  CHECK(missing_fields(fields_of(dossier)).size() == 5);
  dossier.establishments.front().administrators.clear();
  CHECK(missing_fields(fields_of(dossier)).front() == "4.1 N° de carte");
}

TEST_CASE("the solution may lack its version or its name") {
  auto dossier = complete_dossier();
  auto& software = *dossier.establishments.front().software;
  software.version.clear();
  CHECK(field(fields_of(dossier), "usage.solution").value == "Dossier€ Patient Plus");
  dossier.establishments.front().software.reset();
  CHECK(field(fields_of(dossier), "usage.solution").value.empty());
  CHECK(missing_fields(fields_of(dossier)).empty());
}

}  // namespace
}  // namespace dmp::form413::test
