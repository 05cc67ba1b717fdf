#include <algorithm>
#include <array>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/people.hpp"

// Chapter 4.1: the FINESS number that a site's certificates carry.
namespace dmp::rules::detail {
namespace {

using model::FinessKind;

/// Whether the edition's choice of number is compulsory on the day in question.
bool is_compulsory(const Site& site) {
  return !site.policy.finess_kind_from || site.as_of >= *site.policy.finess_kind_from;
}

bool wants(const Site& site, FinessKind kind) {
  const auto& wanted = site.establishment.certificates;
  return std::ranges::find(wanted, kind, &model::WantedCertificate::on) != wanted.end();
}

bool only_juridical(const Site& site) {
  return site.establishment.software && site.establishment.software->juridical_finess_only;
}

Args date_args(const Site& site) {
  const auto& from = site.policy.finess_kind_from;
  if (!from) {
    return {arg_text("date", "rules.always"), arg_text("last", "rules.always")};
  }
  const Date last = std::chrono::sys_days(*from) - std::chrono::days(1);
  return {arg_day("date", *from), arg_day("last", last)};
}

/// Adds each certificate that is asked on `kind` and, with `is_held`, that the site has already, or
/// has not.
void add_wanted(const Site& site, FinessKind kind, Violations& out,
                std::optional<bool> is_held = std::nullopt) {
  const auto& wanted = site.establishment.certificates;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto last = last_day_of(wanted[i], site.policy);
    const bool held = last && *last >= site.as_of;
    if (wanted[i].on == kind && is_held.value_or(held) == held) {
      auto args = date_args(site);
      args.push_back(arg("usage", to_string(wanted[i].usage)));
      out.push_back(
          {site.at("certificates/" + std::to_string(i) + "/carried_by"), std::move(args)});
    }
  }
}

void geographic_missing(const Site& site, Violations& out) {
  // Form 413 exempts structures that take care of nobody, which are among the "others" only.
  const bool exempt =
      site.establishment.category == model::Category::other && !wants(site, FinessKind::geographic);
  if (!site.establishment.finess_geographic && !exempt) {
    out.push_back({site.at("finess"), {}});
  }
}

void juridical_missing(const Site& site, Violations& out) {
  if (!site.establishment.finess_juridical && wants(site, FinessKind::juridical)) {
    out.push_back({site.at("legal_entity"), {}});
  }
}

void geographic_required(const Site& site, Violations& out) {
  if (site.policy.finess_kind == FinessKind::geographic && is_compulsory(site)) {
    add_wanted(site, FinessKind::juridical, out, false);
  }
}

/// What was held before that day was good until the day before.
void juridical_over(const Site& site, Violations& out) {
  if (site.policy.finess_kind == FinessKind::geographic && is_compulsory(site)) {
    add_wanted(site, FinessKind::juridical, out, true);
  }
}

void juridical_unjustified(const Site& site, Violations& out) {
  if (site.policy.finess_kind == FinessKind::geographic && !is_compulsory(site) &&
      !only_juridical(site)) {
    add_wanted(site, FinessKind::juridical, out, false);
  }
}

void juridical_tolerated(const Site& site, Violations& out) {
  if (site.policy.finess_kind == FinessKind::geographic && !is_compulsory(site) &&
      only_juridical(site)) {
    add_wanted(site, FinessKind::juridical, out);
  }
}

void juridical_held(const Site& site, Violations& out) {
  if (site.policy.finess_kind == FinessKind::geographic && !is_compulsory(site) &&
      !only_juridical(site)) {
    add_wanted(site, FinessKind::juridical, out, true);
  }
}

void juridical_expected(const Site& site, Violations& out) {
  if (site.policy.finess_kind == FinessKind::juridical && is_compulsory(site)) {
    add_wanted(site, FinessKind::geographic, out);
  }
}

void software_juridical_only(const Site& site, Violations& out) {
  if (site.policy.finess_kind == FinessKind::geographic && is_compulsory(site) &&
      only_juridical(site)) {
    out.push_back({site.at("software/legal_entity_only"), date_args(site)});
  }
}

/// Where the edition leaves the software's number open, what is asked for has to be on it.
void software_number(const Site& site, Violations& out) {
  const bool told = site.policy.finess_kind == FinessKind::geographic && is_compulsory(site);
  if (!told && only_juridical(site) && wants(site, FinessKind::geographic)) {
    out.push_back({site.at("software/legal_entity_only"), {}});
  }
}

void kinds_mixed(const Site& site, Violations& out) {
  if (wants(site, FinessKind::geographic) && wants(site, FinessKind::juridical)) {
    out.push_back({site.at("certificates"), {}});
  }
}

void fictitious(const Site& site, Violations& out) {
  if (site.dossier.environment != model::Environment::production) {
    return;
  }
  for (const auto kind : {FinessKind::geographic, FinessKind::juridical}) {
    const auto& number = site.establishment.finess(kind);
    if (number && (number->text().starts_with("0A") || number->text().starts_with("0B"))) {
      out.push_back({site.at(kind == FinessKind::geographic ? "finess" : "legal_entity"),
                     {arg("value", number->text())}});
    }
  }
}

constexpr std::string_view kChapter = "ANS 30/09/2021, 4.1";
constexpr std::string_view kRegister = "FINESS";

constexpr Check kChecks[] = {
    {.rule = {"FINESS-GEOGRAPHIC-MISSING",
              Severity::error,
              kChapter,
              {"the site FINESS number (ET) is missing", "le FINESS géographique (ET) manque",
               "Write it in \"finess\", as the FINESS register has it.",
               "L'indiquer dans « finess », tel qu'au répertoire FINESS."},
              true},
     .site = geographic_missing},
    {.rule = {"FINESS-JURIDICAL-MISSING",
              Severity::error,
              kChapter,
              {"a certificate is wanted on the legal-entity FINESS number (EJ), which is missing",
               "un certificat est demandé sur le FINESS juridique (EJ), qui manque",
               "Write it in \"legal_entity\", and describe the entity in \"legal_entities\".",
               "L'indiquer dans « legal_entity », et décrire l'entité dans « legal_entities »."},
              true},
     .site = juridical_missing},
    {.rule = {"FINESS-GEOGRAPHIC-REQUIRED",
              Severity::error,
              kChapter,
              {"the {usage} certificate is wanted on the legal-entity FINESS number; since {date}, "
               "the site FINESS number is required",
               "le certificat {usage} est demandé sur le FINESS juridique ; depuis le {date}, le "
               "FINESS géographique est exigé",
               "Set its \"carried_by\" to \"site\", or check against a later edition (--policy).",
               "Mettre « carried_by » à « site », ou contrôler avec une édition plus récente "
               "(--policy)."}},
     .site = geographic_required},
    {.rule =
         {"FINESS-JURIDICAL-UNJUSTIFIED",
          Severity::warning,
          kChapter,
          {"the {usage} certificate is wanted on the legal-entity FINESS number, but no software "
           "needs that",
           "le certificat {usage} est demandé sur le FINESS juridique, sans logiciel qui l'impose",
           "Set its \"carried_by\" to \"site\", which is compulsory from {date}. Until then, only "
           "existing certificates and software limited to the legal-entity number may use the "
           "other one.",
           "Mettre « carried_by » à « site », obligatoire à partir du {date}. D'ici là, seuls des "
           "certificats déjà émis ou un logiciel limité au FINESS juridique permettent l'autre."}},
     .site = juridical_unjustified},
    {.rule = {"FINESS-JURIDICAL-TOLERATED",
              Severity::info,
              kChapter,
              {"the {usage} certificate on the legal-entity FINESS number is tolerated only before "
               "{date}",
               "le certificat {usage} sur le FINESS juridique n'est toléré qu'avant le {date}",
               "Plan the change to the site FINESS number with the software publisher.",
               "Prévoir avec l'éditeur du logiciel le passage au FINESS géographique."}},
     .site = juridical_tolerated},
    {.rule = {"FINESS-JURIDICAL-HELD",
              Severity::info,
              kChapter,
              {"the site's {usage} certificate on the legal-entity FINESS number may be used only "
               "until {last}",
               "le certificat {usage} du site sur le FINESS juridique ne peut être utilisé que "
               "jusqu'au {last}",
               "Order the next one on the site FINESS number.",
               "Commander le prochain sur le FINESS géographique."}},
     .site = juridical_held},
    {.rule = {"FINESS-JURIDICAL-OVER",
              Severity::error,
              kChapter,
              {"the site's {usage} certificate on the legal-entity FINESS number could be used "
               "only until {last}",
               "le certificat {usage} du site sur le FINESS juridique ne pouvait être utilisé que "
               "jusqu'au {last}",
               "Order one on the site FINESS number, or check against a later edition (--policy).",
               "En commander un sur le FINESS géographique, ou contrôler avec une édition plus "
               "récente (--policy)."}},
     .site = juridical_over},
    {.rule = {"FINESS-JURIDICAL-EXPECTED",
              Severity::warning,
              "Guide Ségur hôpital V0.8, 13/10/2023",
              {"the {usage} certificate is wanted on the site FINESS number; since {date}, "
               "certificates belong to the legal entity",
               "le certificat {usage} est demandé sur le FINESS géographique ; depuis le {date}, "
               "les certificats sont portés par l'entité juridique",
               "Set its \"carried_by\" to \"legal-entity\"; an establishment with a single site "
               "may keep its "
               "site FINESS number.",
               "Mettre « carried_by » à « legal-entity » ; un établissement mono-site peut garder "
               "son FINESS "
               "géographique."}},
     .site = juridical_expected},
    {.rule = {"SOFTWARE-JURIDICAL-ONLY",
              Severity::warning,
              kChapter,
              {"the software works only with a legal-entity FINESS number, which is no longer "
               "accepted since {date}",
               "le logiciel ne fonctionne qu'avec un FINESS juridique, ce qui n'est plus admis "
               "depuis le {date}",
               "Ask the publisher for a version that works with the site FINESS number.",
               "Demander à l'éditeur une version qui fonctionne avec le FINESS géographique."}},
     .site = software_juridical_only},
    {.rule = {"SOFTWARE-OTHER-NUMBER",
              Severity::warning,
              kChapter,
              {"the software works only with a legal-entity FINESS number, but certificates are "
               "wanted on the site FINESS number",
               "le logiciel ne fonctionne qu'avec un FINESS juridique, mais des certificats sont "
               "demandés sur le FINESS géographique",
               "Set \"carried_by\" of the certificates to \"legal-entity\", or ask for a software "
               "version "
               "that works with the site FINESS number.",
               "Mettre « carried_by » des certificats à « legal-entity », ou demander une version "
               "du logiciel "
               "qui accepte le FINESS géographique."}},
     .site = software_number},
    {.rule = {"FINESS-KINDS-MIXED",
              Severity::warning,
              kChapter,
              {"the certificates are wanted on different FINESS numbers",
               "les certificats sont demandés sur des numéros FINESS différents",
               "Give \"carried_by\" the same value for both: the DMP compares the structures of "
               "the two.",
               "Donner à « carried_by » la même valeur pour les deux : le DMP compare leurs "
               "structures."}},
     .site = kinds_mixed},
    {.rule = {"FINESS-FICTITIOUS",
              Severity::error,
              kRegister,
              {"FINESS number {value} belongs to one of ANS's test structures, but this is a "
               "production dossier",
               "le numéro FINESS {value} est celui d'une structure de test de l'ANS, mais le "
               "dossier est de production",
               "Give the real number, or set \"environment\" to \"test\".",
               "Indiquer le vrai numéro, ou mettre « environment » à « test »."}},
     .site = fictitious},
};

}  // namespace

Checks finess_checks() { return kChecks; }

}  // namespace dmp::rules::detail
