#include "dmp/model/carrier.hpp"
#include "dmp/rules/detail/certificate.hpp"
#include "dmp/x509/name.hpp"

// Whether a certificate is that of the dossier's site.
namespace dmp::rules::detail {
namespace {

using model::Environment;
using model::FinessKind;

void environment(const Held& held, Faults& out) {
  // What nobody knows is told by itself, but is not put in service.
  const bool is_told = held.facts.environment == Environment::unknown && !held.question.installing;
  if (is_told || held.dossier == nullptr || held.dossier->environment == Environment::unknown ||
      held.dossier->environment == held.facts.environment) {
    return;
  }
  out.push_back({environment_arg("found", held.facts.environment),
                 environment_arg("expected", held.dossier->environment)});
}

void structure(const Held& held, Faults& out) {
  if (held.question.dossiers.empty() || !held.structure ||
      (held.site != nullptr && model::carries(*held.site, *held.structure))) {
    return;
  }
  const auto& sites = held.question.sites;
  out.push_back({arg("structure", held.structure->text()),
                 sites.empty() ? arg_text("sites", "rules.certificate.any-site")
                               : arg("sites", listed(sites))});
}

/// The kind of FINESS number in the OU, where the site has another one of the other kind.
std::optional<FinessKind> kind_of(const Held& held) {
  if (held.site == nullptr || held.site->finess_geographic == held.site->finess_juridical) {
    return std::nullopt;
  }
  for (const auto kind : {FinessKind::geographic, FinessKind::juridical}) {
    const auto& number = held.site->finess(kind);
    if (number && model::StructureId::of(*number) == *held.structure) {
      return kind;
    }
  }
  return std::nullopt;
}

/// Judged by the day of issue: what was right then is not wrong now.
void kind_differs(const Held& held, FinessKind wanted, Faults& out) {
  const auto& policy = held.question.policy;
  const auto found = kind_of(held);
  const auto& from = policy.finess_kind_from;
  if (policy.finess_kind == wanted && found && *found != wanted &&
      (!from || date_of(held.facts.not_before) >= *from)) {
    out.push_back({arg("structure", held.structure->text()),
                   from ? arg_day("date", *from) : arg_text("date", "rules.always")});
  }
}

void geographic_required(const Held& held, Faults& out) {
  kind_differs(held, FinessKind::geographic, out);
}

void juridical_expected(const Held& held, Faults& out) {
  kind_differs(held, FinessKind::juridical, out);
}

void compare(const std::string& found, const std::string& expected, Faults& out) {
  if (!expected.empty() && x509::normal_spaces(found) != x509::normal_spaces(expected)) {
    out.push_back({arg("found", found), arg("expected", expected)});
  }
}

void organisation(const Held& held, Faults& out) {
  if (held.shared || (held.site == nullptr && held.order == nullptr)) {
    return;
  }
  const std::string name(
      held.site == nullptr
          ? std::string_view(held.order->site_name)
          : model::organisation_of(*held.site,
                                   held.structure ? model::kind_carried(*held.site, *held.structure)
                                                  : model::FinessKind::geographic));
  compare(held.facts.subject.organisation, x509::organisation_name(name), out);
}

void state(const Held& held, Faults& out) {
  if (held.site != nullptr && !held.shared) {
    const auto kind = model::kind_carried(*held.site, *held.structure);
    compare(held.facts.subject.state, model::state_label_of(*held.site, kind), out);
  }
}

constexpr std::string_view kChapter = "ANS 30/09/2021, 4.1";

constexpr Check kChecks[] = {
    {.rule = {"CERT-ENVIRONMENT-DOSSIER",
              Severity::error,
              "IGC-Santé, issuer",
              {"{certificate}: belongs to the environment \"{found}\", but the dossier is for "
               "\"{expected}\"",
               "{certificate} : relève de l'environnement « {found} », mais le dossier est prévu "
               "pour « {expected} »",
               "Never mix TEST and production: order the certificate from the right environment.",
               "Ne jamais mélanger TEST et production : commander le certificat dans le bon "
               "environnement."}},
     .certificate = environment,
     .installing = Severity::error},
    {.rule = {"CERT-STRUCTURE-OTHER",
              Severity::error,
              kChapter,
              {"{certificate}: its structure {structure} is not that of {sites}",
               "{certificate} : sa structure {structure} n'est pas celle de {sites}",
               "Check which site it was ordered for, and this site's numbers in the dossier.",
               "Vérifier pour quel site il a été commandé, et les numéros de ce site dans le "
               "dossier."}},
     .certificate = structure,
     .installing = Severity::error},
    {.rule = {"CERT-GEOGRAPHIC-REQUIRED",
              Severity::error,
              kChapter,
              {"{certificate}: carries the legal-entity FINESS number ({structure}); since {date}, "
               "the site FINESS number is required",
               "{certificate} : porte le FINESS juridique ({structure}) ; depuis le {date}, le "
               "FINESS géographique est exigé",
               "Order it on the site FINESS number, or check against a later edition (--policy).",
               "Le commander sur le FINESS géographique, ou contrôler avec une édition plus "
               "récente (--policy)."}},
     .certificate = geographic_required},
    {.rule =
         {"CERT-JURIDICAL-EXPECTED",
          Severity::warning,
          "Guide Ségur hôpital V0.8, 13/10/2023",
          {"{certificate}: carries the site FINESS number ({structure}); since {date}, "
           "certificates belong to the legal entity",
           "{certificate} : il porte le FINESS géographique ({structure}) ; depuis le {date}, les "
           "certificats sont portés par l'entité juridique",
           "Order the next one on the legal-entity FINESS number, unless the structure has a "
           "single site.",
           "Commander le prochain sur le FINESS juridique, sauf si la structure n'a qu'un site."}},
     .certificate = juridical_expected},
    {.rule =
         {"CERT-ORGANISATION-DIFFERS",
          Severity::info,
          "IGC-Santé, O",
          {"{certificate}: its O is \"{found}\", but the dossier says \"{expected}\"",
           "{certificate} : son O est « {found} », le dossier indique « {expected} »",
           "The authority copies the ANS directory: nothing to do, unless the directory is wrong.",
           "L'autorité reprend l'annuaire de l'ANS : rien à faire, sauf si l'annuaire est "
           "erroné."}},
     .certificate = organisation,
     .installing = Severity::info},
    {.rule =
         {"CERT-STATE-DIFFERS",
          Severity::info,
          "IGC-Santé, ST",
          {"{certificate}: its ST is \"{found}\", but the dossier says \"{expected}\"",
           "{certificate} : son ST est « {found} », le dossier indique « {expected} »",
           "The authority copies the ANS directory: nothing to do, unless the directory is wrong.",
           "L'autorité reprend l'annuaire de l'ANS : rien à faire, sauf si l'annuaire est "
           "erroné."}},
     .certificate = state,
     .installing = Severity::info},
};

}  // namespace

Checks site_checks() { return kChecks; }

}  // namespace dmp::rules::detail
