#include <algorithm>
#include <array>

#include "dmp/check/engine.hpp"
#include "dmp/check/people.hpp"

// Chapter 4.1: the FINESS number that a site's certificates carry.
namespace dmp::check {
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
    return {arg_text("date", "check.always"), arg_text("last", "check.always")};
  }
  const Date last = std::chrono::sys_days(*from) - std::chrono::days(1);
  return {arg("date", format_date(*from)), arg("last", format_date(last))};
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
      out.push_back({site.at("certificates/" + std::to_string(i) + "/on"), std::move(args)});
    }
  }
}

void geographic_missing(const Site& site, Violations& out) {
  // Form 413 exempts structures that take care of nobody, which are among the "others" only.
  const bool exempt =
      site.establishment.category == model::Category::other && !wants(site, FinessKind::geographic);
  if (!site.establishment.finess_geographic && !exempt) {
    out.push_back({site.at("finess/geographic"), {}});
  }
}

void juridical_missing(const Site& site, Violations& out) {
  if (!site.establishment.finess_juridical && wants(site, FinessKind::juridical)) {
    out.push_back({site.at("finess/juridical"), {}});
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
    out.push_back({site.at("software/juridical_finess_only"), date_args(site)});
  }
}

/// Where the edition leaves the software's number open, what is asked for has to be on it.
void software_number(const Site& site, Violations& out) {
  const bool told = site.policy.finess_kind == FinessKind::geographic && is_compulsory(site);
  if (!told && only_juridical(site) && wants(site, FinessKind::geographic)) {
    out.push_back({site.at("software/juridical_finess_only"), {}});
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
      out.push_back(
          {site.at("finess/" + std::string(to_string(kind))), {arg("value", number->text())}});
    }
  }
}

constexpr std::string_view kChapter = "ANS 30/09/2021, 4.1";
constexpr std::string_view kRegister = "FINESS";

constexpr Check kChecks[] = {
    {.rule = {"FINESS-GEOGRAPHIC-MISSING",
              Severity::error,
              kChapter,
              {"the geographic FINESS number is missing", "le numéro FINESS géographique manque",
               "Give the number of the site (entité géographique, ET) from the FINESS register.",
               "Indiquer le numéro du site (entité géographique, ET) du répertoire FINESS."},
              true},
     .site = geographic_missing},
    {.rule =
         {"FINESS-JURIDICAL-MISSING",
          Severity::error,
          kChapter,
          {"a certificate is asked for on the juridical FINESS number, which is missing",
           "un certificat est demandé sur le numéro FINESS juridique, qui manque",
           "Give the number of the legal entity (entité juridique, EJ) from the FINESS register.",
           "Indiquer le numéro de l'entité juridique (EJ) du répertoire FINESS."},
          true},
     .site = juridical_missing},
    {.rule =
         {"FINESS-GEOGRAPHIC-REQUIRED",
          Severity::error,
          kChapter,
          {"the {usage} certificate is asked for on the juridical FINESS number; since {date} it "
           "has to be on the geographic one",
           "le certificat {usage} est demandé sur le FINESS juridique ; depuis le {date}, il doit "
           "l'être sur le FINESS géographique",
           "Ask for it on \"geographic\", or choose the policy of a later edition.",
           "Le demander sur « geographic », ou choisir la politique d'une édition plus récente."}},
     .site = geographic_required},
    {.rule =
         {"FINESS-JURIDICAL-UNJUSTIFIED",
          Severity::warning,
          kChapter,
          {"the {usage} certificate is asked for on the juridical FINESS number, without a "
           "software that needs it",
           "le certificat {usage} est demandé sur le FINESS juridique, sans logiciel qui l'impose",
           "Ask for it on \"geographic\", which is compulsory from {date}; only certificates "
           "already made, or a software limited to the juridical number, may use the other one "
           "until then.",
           "Le demander sur « geographic », obligatoire à partir du {date} ; d'ici là, seuls des "
           "certificats déjà générés ou un logiciel limité au FINESS juridique permettent "
           "l'autre."}},
     .site = juridical_unjustified},
    {.rule =
         {"FINESS-JURIDICAL-TOLERATED",
          Severity::info,
          kChapter,
          {"the {usage} certificate on the juridical FINESS number is tolerated before {date} only",
           "le certificat {usage} sur le FINESS juridique n'est toléré qu'avant le {date}",
           "Plan with the publisher the change to the geographic number.",
           "Prévoir avec l'éditeur le passage au numéro géographique."}},
     .site = juridical_tolerated},
    {.rule = {"FINESS-JURIDICAL-HELD",
              Severity::info,
              kChapter,
              {"the {usage} certificate that the site holds on the legal-entity FINESS number may "
               "be used until {last} only",
               "le certificat {usage} que le site détient sur le FINESS juridique ne peut être "
               "utilisé que jusqu'au {last}",
               "Order the next one on the geographic number.",
               "Commander le prochain sur le numéro géographique."}},
     .site = juridical_held},
    {.rule = {"FINESS-JURIDICAL-OVER",
              Severity::error,
              kChapter,
              {"the {usage} certificate that the site holds on the legal-entity FINESS number "
               "could be used until {last} only",
               "le certificat {usage} que le site détient sur le FINESS juridique ne pouvait être "
               "utilisé que jusqu'au {last}",
               "Order one on the site's number, or choose a later edition of the procedure.",
               "En commander un sur le FINESS géographique, ou choisir une édition plus récente."}},
     .site = juridical_over},
    {.rule = {"FINESS-JURIDICAL-EXPECTED",
              Severity::warning,
              "Guide Ségur hôpital V0.8, 13/10/2023",
              {"the {usage} certificate is asked for on the geographic FINESS number; since {date} "
               "certificates are carried by the legal entity",
               "le certificat {usage} est demandé sur le FINESS géographique ; depuis le {date}, "
               "les certificats sont portés par l'entité juridique",
               "Ask for it on \"juridical\"; an establishment with a single site may still be on "
               "its geographic number.",
               "Le demander sur « juridical » ; un établissement mono-site peut être encore sur "
               "son numéro géographique."}},
     .site = juridical_expected},
    {.rule = {"SOFTWARE-JURIDICAL-ONLY",
              Severity::warning,
              kChapter,
              {"the software works with a juridical FINESS number only, which no longer does since "
               "{date}",
               "le logiciel ne fonctionne qu'avec un FINESS juridique, ce qui n'est plus admis "
               "depuis le {date}",
               "Ask the publisher for a version that works with the geographic number.",
               "Demander à l'éditeur une version qui fonctionne avec le numéro géographique."}},
     .site = software_juridical_only},
    {.rule = {"SOFTWARE-OTHER-NUMBER",
              Severity::warning,
              kChapter,
              {"the software works with a legal-entity FINESS number only, and certificates are "
               "asked for on the site's",
               "le logiciel ne fonctionne qu'avec un FINESS juridique, et des certificats sont "
               "demandés sur le FINESS géographique",
               "Ask for them on \"juridical\", or for a version of the software that takes the "
               "site's number.",
               "Les demander sur « juridical », ou demander une version du logiciel qui accepte le "
               "FINESS géographique."}},
     .site = software_number},
    {.rule = {"FINESS-KINDS-MIXED",
              Severity::warning,
              kChapter,
              {"the certificates are asked for on different FINESS numbers",
               "les certificats sont demandés sur des numéros FINESS différents",
               "Ask for both on the same number: the DMP compares the structures of the two.",
               "Demander les deux sur le même numéro : le DMP compare leurs structures."}},
     .site = kinds_mixed},
    {.rule = {"FINESS-FICTITIOUS",
              Severity::error,
              kRegister,
              {"FINESS number {value} is one of ANS's test structures, in a production dossier",
               "le numéro FINESS {value} est celui d'une structure de test de l'ANS, dans un "
               "dossier de production",
               "Give the real number, or set \"environment\" to \"test\".",
               "Indiquer le vrai numéro, ou mettre « environment » à « test »."}},
     .site = fictitious},
};

}  // namespace

std::span<const Check> finess_checks() { return kChecks; }

}  // namespace dmp::check
