#pragma once

#include <filesystem>
#include <string>

#include "dmp/form413/form413.hpp"
#include "support/fixture.hpp"

namespace dmp::form413::test {

using dmp::test::run;
using dmp::test::slurp;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

inline constexpr Date kToday{std::chrono::year(2026), std::chrono::November, std::chrono::day(23)};

inline model::Finess finess(std::string_view text) {
  const auto parsed = model::Finess::parse(text);
  REQUIRE(parsed);
  return parsed->value;
}

inline model::Card card(model::CardType type, std::string_view number,
                        model::CardStatus status = model::CardStatus::active) {
  const auto parsed = model::CardNumber::parse(number);
  REQUIRE(parsed);
  return {type, parsed->value, status, {}};
}

inline policy::Policy edition() {
  policy::Policy policy;
  policy.name = "test";
  policy.client_service_email = "monserviceclient.certificats@asipsante.fr";
  policy.form_413_url = "https://esante.gouv.fr/documents/413";
  policy.project_statement = "Authentification et signature sur le DMP";
  policy.offer = "Certificat ORG (Personne morale) usage AUTH_CLI, SIGN, CONF";
  return policy;
}

inline model::Administrator administrator(const std::string& id, const std::string& family_name,
                                          const std::string& given_names,
                                          const std::string& number) {
  model::Administrator person;
  person.id = id;
  person.person = {family_name, given_names, "+33 4 74 00 00 01", id + "@example.fr",
                   card(model::CardType::cpe, number)};
  return person;
}

/// A complete site: a real hospital with invented persons.
inline model::Dossier complete_dossier() {
  model::Dossier dossier;
  dossier.administrators = {administrator("adm-dsi", "LEFÈBVRE-NOËL", "Anaïs", "2600301752"),
                            administrator("adm-edi", "D’ORNANO", "Œdipe Maël", "2600301753")};
  model::Establishment site;
  site.id = "fleyriat";
  site.name = "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT";
  site.finess_geographic = finess("010000024");
  site.siret = model::Siret::parse("26010004500012")->value;
  site.representative = {"DE LA TOUR D’AUVERGNE", "Françoise Cœlia", "+33 4 74 00 00 00",
                         "direction@example.fr", card(model::CardType::cde, "1234567890")};
  model::Proxy proxy;
  proxy.id = "px-1";
  proxy.person = {"ÇELIK", "Zoé", "+33 4 74 00 00 09", "zoe.celik@example.fr",
                  card(model::CardType::cpe, "9876543210")};
  site.proxies = {proxy};
  site.signatory = model::Signatory::representative;
  site.administrators = {"adm-dsi", "adm-edi"};
  site.software = {"Éditions Médicales de l’Été", "Dossier€ Patient Plus", "v12.4.1", false};
  dossier.establishments = {site};
  return dossier;
}

/// made draws the form of the first site and puts it in a file.
inline std::filesystem::path made(const TemporaryFolder& folder, const model::Dossier& dossier,
                                  const policy::Policy& policy = edition(),
                                  const std::string& name = "form.pdf") {
  const auto pdf = draw(dossier, dossier.establishments.front(), policy, kToday);
  REQUIRE(pdf);
  const auto path = folder / name;
  spill(path, std::string(as_text(*pdf)));
  return path;
}

/// output runs a command that has to succeed.
inline std::string output(const std::string& command) {
  std::string text;
  INFO(command);
  const int status = run(command, &text);
  INFO(text);
  REQUIRE(status == 0);
  return text;
}

}  // namespace dmp::form413::test
