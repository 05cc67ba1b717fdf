#include "dmp/rules/detail/certificate.hpp"

// The validity, and the private-key usage period, which may end earlier.
namespace dmp::rules::detail {
namespace {

using namespace std::chrono_literals;
using model::Usage;

/// Until then the authority gave signature certificates a month more than their keys.
constexpr Date kMonthMoreUntil = 2021y / 12 / 1;

Arg day(std::string_view name, Instant at) { return arg_day(name, date_of(at)); }

void expired(const Held& held, Faults& out) {
  if (held.question.as_of > held.facts.not_after) {
    out.push_back({day("date", held.facts.not_after)});
  }
}

void not_yet_valid(const Held& held, Faults& out) {
  if (held.question.as_of < held.facts.not_before) {
    out.push_back({day("date", held.facts.not_before)});
  }
}

void key_period_ended(const Held& held, Faults& out) {
  const auto& end = held.facts.key_usage_ends;
  if (end && held.question.as_of > *end && held.question.as_of <= held.facts.not_after) {
    out.push_back({day("date", *end), day("not_after", held.facts.not_after)});
  }
}

void key_period_shorter(const Held& held, Faults& out) {
  const auto& end = held.facts.key_usage_ends;
  if (end && *end < held.facts.not_after && held.question.as_of <= *end) {
    out.push_back({day("date", *end), day("not_after", held.facts.not_after)});
  }
}

void key_period_unexpected(const Held& held, Faults& out) {
  const bool has_one = held.facts.profile.find_extension("2.5.29.16") != nullptr;
  if (has_one && held.facts.usage == Usage::auth_cli) {
    out.push_back({arg("usage", to_string(held.facts.usage))});
  }
}

Date months_later(Date date, int months) {
  const auto later = date + std::chrono::months(months);
  return later.ok() ? later : later.year() / later.month() / std::chrono::last;
}

void too_long(const Held& held, Faults& out) {
  const auto& facts = held.facts;
  const auto start = date_of(facts.not_before);
  const bool month_more = facts.usage == Usage::sign && start < kMonthMoreUntil;
  const int months = held.question.policy.validity_months + (month_more ? 1 : 0);
  if (date_of(facts.not_after) > months_later(start, months)) {
    out.push_back(
        {arg("days", days_between(start, date_of(facts.not_after))), arg("months", months)});
  }
}

constexpr std::string_view kValidity = "RFC 5280, 4.1.2.5";
constexpr std::string_view kPeriod = "IGC-Santé, privateKeyUsagePeriod";

constexpr Check kChecks[] = {
    {.rule = {"CERT-EXPIRED",
              Severity::error,
              kValidity,
              {"{certificate}: expired on {date}", "{certificate} : expiré le {date}",
               "An expired certificate cannot be renewed: order a new one on the portal.",
               "Un certificat expiré ne se renouvelle pas : en commander un nouveau sur la "
               "plateforme."}},
     .certificate = expired,
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CERT-NOT-YET-VALID",
              Severity::error,
              kValidity,
              {"{certificate}: valid only from {date}",
               "{certificate} : valable seulement à partir du {date}",
               "Wait until then, or check this machine's clock.",
               "Attendre cette date, ou vérifier l'heure de cette machine."}},
     .certificate = not_yet_valid,
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CERT-KEY-PERIOD-ENDED",
              Severity::error,
              kPeriod,
              {"{certificate}: its key could sign until {date} only, although the certificate is "
               "valid until {not_after}",
               "{certificate} : sa clé ne pouvait signer que jusqu'au {date}, bien que le "
               "certificat soit valable jusqu'au {not_after}",
               "Use the renewed certificate; this one only serves to verify earlier signatures.",
               "Utiliser le certificat renouvelé ; celui-ci ne sert plus qu'à vérifier les "
               "signatures passées."}},
     .certificate = key_period_ended,
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CERT-KEY-PERIOD-SHORTER",
              Severity::info,
              kPeriod,
              {"{certificate}: its key may sign until {date} only; the certificate expires on "
               "{not_after}",
               "{certificate} : sa clé ne peut signer que jusqu'au {date} ; le certificat expire "
               "le {not_after}",
               "Renew it before {date}.", "Le renouveler avant le {date}."}},
     .certificate = key_period_shorter,
     .also_cards = true},
    {.rule = {"CERT-KEY-PERIOD-UNEXPECTED",
              Severity::warning,
              kPeriod,
              {"{certificate}: has a privateKeyUsagePeriod, which no {usage} certificate of the "
               "IGC-Santé has",
               "{certificate} : porte une extension privateKeyUsagePeriod, absente des certificats "
               "{usage} de l'IGC-Santé",
               "Check that it comes from the IGC-Santé portal.",
               "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = key_period_unexpected},
    {.rule = {"CERT-VALIDITY-LONG",
              Severity::warning,
              "ANS 30/09/2021, 7",
              {"{certificate}: valid for {days} days, that is more than {months} months",
               "{certificate} : valable {days} jours, soit plus de {months} mois",
               "Check that it comes from the IGC-Santé portal.",
               "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = too_long},
};

}  // namespace

Checks date_checks() { return kChecks; }

}  // namespace dmp::rules::detail
