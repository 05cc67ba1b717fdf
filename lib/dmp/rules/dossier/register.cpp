#include <algorithm>

#include "dmp/model/categories.hpp"
#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/detail/same_name.hpp"

// What the FINESS register says of the dossier's numbers, where one was given.
namespace dmp::rules::detail {
namespace {

using model::FinessKind;
using registry::Record;

/// ANS's fictitious structures are in no register; another rule tells where they do not belong.
bool is_fictitious(std::string_view number) {
  return number.starts_with("0A") || number.starts_with("0B");
}

std::string_view part_of(FinessKind kind) {
  return kind == FinessKind::geographic ? "finess" : "legal_entity";
}

/// The site's establishment in the register, or nullptr.
const Record* establishment_of(const Site& site) {
  const auto& number = site.establishment.finess_geographic;
  return site.finess_register != nullptr && number
             ? site.finess_register->find_establishment(number->text())
             : nullptr;
}

void old(const Document& document, Violations& out) {
  constexpr int kYear = 366;
  const auto* known = document.finess_register;
  if (known != nullptr && known->edition.date &&
      days_between(*known->edition.date, document.as_of) > kYear) {
    out.push_back({"", {arg_day("date", *known->edition.date)}});
  }
}

void number_unknown(const Site& site, Violations& out) {
  for (const auto kind : {FinessKind::geographic, FinessKind::juridical}) {
    const auto& number = site.establishment.finess(kind);
    const auto* known = site.finess_register;
    if (known != nullptr && number && !is_fictitious(number->text()) &&
        known->find_establishment(number->text()) == nullptr &&
        known->find_legal_entity(number->text()) == nullptr) {
      const auto& edition = known->edition;
      Args args = {arg("value", number->text()), arg("name", edition.name),
                   arg_text("register", edition.date ? "rules.register.dated" : "rules.register")};
      if (edition.date) {
        args.push_back(arg_day("date", *edition.date));
      }
      out.push_back({site.at(part_of(kind)), std::move(args)});
    }
  }
}

void geographic_is_juridical(const Site& site, Violations& out) {
  const auto& number = site.establishment.finess_geographic;
  const auto* known = site.finess_register;
  if (known != nullptr && number && known->find_establishment(number->text()) == nullptr &&
      known->find_legal_entity(number->text()) != nullptr) {
    out.push_back({site.at("finess"), {arg("value", number->text())}});
  }
}

/// The establishment whose number the dossier has as a juridical one, or nullptr.
const Record* establishment_as_juridical(const Site& site) {
  const auto& number = site.establishment.finess_juridical;
  const auto* known = site.finess_register;
  return known != nullptr && number && known->find_legal_entity(number->text()) == nullptr
             ? known->find_establishment(number->text())
             : nullptr;
}

void juridical_is_geographic(const Site& site, Violations& out) {
  if (const auto* record = establishment_as_juridical(site)) {
    out.push_back({site.at("legal_entity"),
                   {arg("value", record->number), arg("expected", record->juridical)}});
  }
}

void juridical_differs(const Site& site, Violations& out) {
  const auto* record = establishment_of(site);
  const auto& number = site.establishment.finess_juridical;
  if (record != nullptr && number && !record->juridical.empty() &&
      number->text() != record->juridical && establishment_as_juridical(site) == nullptr) {
    out.push_back({site.at("legal_entity"),
                   {arg("value", number->text()), arg("expected", record->juridical)}});
  }
}

void name_differs(const Site& site, Violations& out) {
  const auto* record = establishment_of(site);
  const auto& name = site.establishment.name;
  if (record == nullptr || name.empty() || is_same_name(name, record->name) ||
      is_same_name(name, record->long_name)) {
    return;
  }
  const auto& theirs = record->long_name.empty() ? record->name : record->long_name;
  if (!theirs.empty()) {
    out.push_back({site.at("name"), {arg("number", record->number), arg("expected", theirs)}});
  }
}

void category_differs(const Site& site, Violations& out) {
  const auto* record = establishment_of(site);
  if (record == nullptr || record->category.empty()) {
    return;
  }
  const auto add = [&](std::string_view part, std::string_view value) {
    const auto& label = record->category_label;
    out.push_back({site.at(part),
                   {arg("number", record->number), arg("value", value),
                    arg("expected", label.empty() ? record->category
                                                  : record->category + ", " + label + ",")}});
  };
  if (!model::fits_code(site.establishment.kind, record->category)) {
    add("kind", site.establishment.kind);
  } else if (model::category_of_code(record->category).value_or(site.establishment.category) !=
             site.establishment.category) {
    add("category", to_string(site.establishment.category));
  }
}

void closed(const Site& site, Violations& out) {
  const auto add = [&](FinessKind kind, const Record* record) {
    if (record != nullptr && record->is_closed(site.as_of)) {
      Args args = {arg("value", record->number), arg("since", "")};
      if (record->closed) {
        args = {arg("value", record->number), arg_text("since", "register.since"),
                arg_day("date", *record->closed)};
      }
      out.push_back({site.at(part_of(kind)), std::move(args)});
    }
  };
  add(FinessKind::geographic, establishment_of(site));
  const auto& number = site.establishment.finess_juridical;
  if (site.finess_register != nullptr && number) {
    add(FinessKind::juridical, site.finess_register->find_legal_entity(number->text()));
  }
}

void siret_differs(const Site& site, Violations& out) {
  const auto* record = establishment_of(site);
  const auto& siret = site.establishment.siret;
  if (record != nullptr && siret && !record->siret.empty() && siret->text() != record->siret) {
    out.push_back({site.at("siret"),
                   {arg("number", record->number), arg("value", siret->text()),
                    arg("expected", record->siret)}});
  }
}

constexpr std::string_view kRegister = "FINESS";

constexpr Check kChecks[] = {
    {.rule = {"REGISTER-OLD",
              Severity::info,
              kRegister,
              {"the FINESS register used is from {date}, more than a year ago",
               "le répertoire FINESS utilisé date du {date}, il y a plus d'un an",
               "Download a newer one before relying on its findings.",
               "En télécharger un plus récent avant de se fier à ses constats."}},
     .document = old},
    {.rule = {"REGISTER-NUMBER-UNKNOWN",
              Severity::warning,
              kRegister,
              {"FINESS number {value} is not in the register ({register})",
               "le numéro FINESS {value} n'est pas dans le répertoire ({register})",
               "Check the number. If the establishment opened later, use a newer register.",
               "Vérifier le numéro. Si l'établissement a ouvert depuis, prendre un répertoire plus "
               "récent."}},
     .site = number_unknown},
    {.rule = {"REGISTER-GEOGRAPHIC-IS-JURIDICAL",
              Severity::error,
              kRegister,
              {"FINESS number {value} belongs to a legal entity (EJ), not to an establishment (ET)",
               "le numéro FINESS {value} est celui d'une entité juridique (EJ), non d'un "
               "établissement (ET)",
               "Write the number of the site in \"finess\"; this one belongs in \"legal_entity\".",
               "Indiquer le numéro du site dans « finess » ; celui-ci va dans « legal_entity »."}},
     .site = geographic_is_juridical},
    {.rule =
         {"REGISTER-JURIDICAL-IS-GEOGRAPHIC",
          Severity::error,
          kRegister,
          {"FINESS number {value} belongs to an establishment (ET), not to a legal entity (EJ)",
           "le numéro FINESS {value} est celui d'un établissement (ET), non d'une entité "
           "juridique (EJ)",
           "Write the number of the legal entity: for this establishment it is {expected}.",
           "Indiquer le numéro de l'entité juridique : pour cet établissement, c'est {expected}."}},
     .site = juridical_is_geographic},
    {.rule =
         {"REGISTER-JURIDICAL-DIFFERS",
          Severity::warning,
          kRegister,
          {"the register gives {expected} as the legal entity of this site, the dossier {value}",
           "le répertoire donne {expected} comme entité juridique de ce site, le dossier {value}",
           "Correct the number; if the site has recently moved to another entity, check with a "
           "newer register.",
           "Corriger le numéro ; si le site a récemment changé d'entité, vérifier avec un "
           "répertoire plus récent."}},
     .site = juridical_differs},
    {.rule = {"REGISTER-NAME-DIFFERS",
              Severity::warning,
              kRegister,
              {"in the register, {number} is \"{expected}\"",
               "dans le répertoire, {number} est « {expected} »",
               "Check that this is the number of this site; certificates contain the name in the "
               "register (raison sociale).",
               "Vérifier que le numéro est bien celui de ce site ; les certificats portent la "
               "raison sociale du répertoire."}},
     .site = name_differs},
    {.rule =
         {"REGISTER-CATEGORY-DIFFERS",
          Severity::warning,
          kRegister,
          {"the register gives {number} the category {expected}, which does not match \"{value}\"",
           "le répertoire donne à {number} la catégorie {expected}, qui ne correspond pas à « "
           "{value} »",
           "Correct \"kind\" or \"category\", or the number if it belongs to another site.",
           "Corriger « kind » ou « category », ou le numéro s'il est celui d'un autre site."}},
     .site = category_differs},
    {.rule =
         {"REGISTER-CLOSED",
          Severity::error,
          kRegister,
          {"{value} is closed according to the register{since}",
           "{value} est fermé selon le répertoire{since}",
           "Order for the establishment that took over, or have the register corrected by the ARS.",
           "Commander pour l'établissement qui a repris l'activité, ou faire corriger le "
           "répertoire par l'ARS."}},
     .site = closed},
    {.rule =
         {"REGISTER-SIRET-DIFFERS",
          Severity::warning,
          kRegister,
          {"the register gives {number} the SIRET {expected}, the dossier {value}",
           "le répertoire donne à {number} le SIRET {expected}, le dossier {value}",
           "Check which one is valid; the FINESS number may belong to another site.",
           "Vérifier lequel est en vigueur ; le numéro FINESS peut être celui d'un autre site."}},
     .site = siret_differs},
};

}  // namespace

Checks register_checks() { return kChecks; }

}  // namespace dmp::rules::detail
