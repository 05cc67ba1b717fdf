#include <algorithm>
#include <array>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/people.hpp"

// Chapters 6 and 7: orders on their way, and certificates that the site holds already.
namespace dmp::rules::detail {
namespace {

/// Calls `judge` with each certificate of a site and the pointer of its place, ending with "/".
template <typename Judge>
void each_certificate(const Site& site, Judge judge) {
  for (std::size_t i = 0; i < site.establishment.certificates.size(); ++i) {
    judge(site.establishment.certificates[i], site.at("certificates/" + std::to_string(i) + "/"));
  }
}

Arg usage_arg(const model::WantedCertificate& wanted) {
  return arg("usage", to_string(wanted.usage));
}

/// The first day on which somebody acted for a certificate as only an authorised administrator can,
/// on the portal.
struct Act {
  Date day;
  std::string_view key;  ///< Of the dossier.
  std::string_view word;
};

std::optional<Act> first_act(const model::WantedCertificate& wanted) {
  if (wanted.ordered_on) {
    return Act{*wanted.ordered_on, "requested_on", "rules.order.requested"};
  }
  if (wanted.withdrawn_on) {
    return Act{*wanted.withdrawn_on, "collected_on", "rules.order.collected"};
  }
  return std::nullopt;
}

/// Adds an act that comes before what `why` names: ANS's confirmation, the form, or neither.
void add_act(const model::WantedCertificate& wanted, const std::string& place, const Act& act,
             Arg why, const std::optional<Date>& from, Violations& out) {
  Args args = {usage_arg(wanted), arg_text("act", act.word), arg_day("date", act.day),
               std::move(why)};
  if (from) {
    args.push_back(arg_day("from", *from));
  }
  out.push_back({place + std::string(act.key), std::move(args)});
}

void before_habilitation(const Site& site, Violations& out) {
  const auto& form = site.establishment.form_413;
  const auto from = form.confirmed_on ? form.confirmed_on : form.sent_on;
  const auto* const event =
      form.confirmed_on ? "rules.habilitation.confirmed" : "rules.habilitation.sent";
  each_certificate(site, [&](const auto& wanted, const std::string& place) {
    if (const auto act = first_act(wanted); act && from && act->day < *from) {
      add_act(wanted, place, *act, arg_text("event", event), from, out);
    }
  });
}

/// Whether the form that was sent declares an administrator, where the dossier says whom it does.
bool is_declared(const Site& site, const std::string& administrator) {
  const auto& declared = site.establishment.form_413.administrators;
  return !declared || std::ranges::find(*declared, administrator) != declared->end();
}

bool is_anybody_declared(const Site& site) {
  const auto& named = site.establishment.administrators;
  return named.empty() ||
         std::ranges::any_of(named, [&site](const auto& id) { return is_declared(site, id); });
}

void administrator_new(const Site& site, Violations& out) {
  const auto& named = site.establishment.administrators;
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (site.establishment.form_413.sent_on && is_anybody_declared(site) &&
        !is_declared(site, named[i])) {
      out.push_back(
          {site.at("administrators/" + std::to_string(i)), {arg("administrator", named[i])}});
    }
  }
}

void nobody_declared(const Site& site, Violations& out) {
  if (site.establishment.form_413.sent_on && !is_anybody_declared(site)) {
    out.push_back({site.at("form_413/administrators"), {}});
  }
}

/// Only who is authorised can order and collect: ANS's mail says from when on, the form that was
/// sent does not. What comes before the form itself is told by the rule above.
void without_habilitation(const Site& site, Violations& out) {
  const auto& form = site.establishment.form_413;
  const auto* const why = form.sent_on ? "rules.habilitation.unconfirmed"
                          : site.policy.habilitation_portal.empty() ? "rules.habilitation.no-form"
                                                                    : "rules.habilitation.none";
  each_certificate(site, [&](const auto& wanted, const std::string& place) {
    const auto act = first_act(wanted);
    if (act && !form.confirmed_on && (!form.sent_on || act->day >= *form.sent_on)) {
      add_act(wanted, place, *act, arg_text("why", why), form.sent_on, out);
    }
  });
}

/// Ordered, withdrawn, installed, ended: each day at or after the one before.
void dates_out_of_order(const Site& site, Violations& out) {
  const auto& form = site.establishment.form_413;
  if (form.sent_on && form.confirmed_on && *form.confirmed_on < *form.sent_on) {
    out.push_back({site.at("form_413/confirmed_on"),
                   {arg("key", "confirmed_on"), arg_day("date", *form.confirmed_on),
                    arg("before", "sent_on"), arg_day("other", *form.sent_on)}});
  }
  each_certificate(site, [&](const auto& wanted, const std::string& place) {
    const std::array<std::pair<std::string_view, const std::optional<Date>*>, 4> days{
        {{"requested_on", &wanted.ordered_on},
         {"collected_on", &wanted.withdrawn_on},
         {"installed_on", &wanted.installed_on},
         {"expires_on", &wanted.ends_on}}};
    std::pair<std::string_view, std::optional<Date>> before;
    for (const auto& [key, day] : days) {
      if (*day && before.second && **day < *before.second) {
        out.push_back({place + std::string(key),
                       {arg("key", key), arg_day("date", **day), arg("before", before.first),
                        arg_day("other", *before.second)}});
      }
      if (*day) {
        before = {key, *day};
      }
    }
  });
}

/// Days that are left of a certificate that is held; negative once it has ended.
std::optional<int> days_left(const Site& site, const model::WantedCertificate& wanted) {
  const auto last = last_day_of(wanted, site.policy);
  return last ? std::optional(days_between(site.as_of, *last)) : std::nullopt;
}

void add_ending(const model::WantedCertificate& wanted, const std::string& place, int days,
                const policy::Policy& policy, Violations& out) {
  const std::string_view from = wanted.ends_on        ? "expires_on"
                                : wanted.withdrawn_on ? "collected_on"
                                                      : "installed_on";
  out.push_back({place + std::string(from),
                 {usage_arg(wanted), arg_day("date", *last_day_of(wanted, policy)),
                  arg("days", days), arg("notice", policy.renewal_notice_days)}});
}

void ended(const Site& site, Violations& out) {
  each_certificate(site, [&](const auto& wanted, const std::string& place) {
    if (const auto days = days_left(site, wanted); days && *days < 0) {
      add_ending(wanted, place, *days, site.policy, out);
    }
  });
}

void renewal_due(const Site& site, Violations& out) {
  each_certificate(site, [&](const auto& wanted, const std::string& place) {
    const auto days = days_left(site, wanted);
    if (days && *days >= 0 && *days <= site.policy.renewal_notice_days) {
      add_ending(wanted, place, *days, site.policy, out);
    }
  });
}

void renewal_near(const Site& site, Violations& out) {
  each_certificate(site, [&](const auto& wanted, const std::string& place) {
    const auto days = days_left(site, wanted);
    if (days && *days > site.policy.renewal_notice_days && *days <= site.policy.warn_days) {
      add_ending(wanted, place, *days, site.policy, out);
    }
  });
}

void end_unknown(const Site& site, Violations& out) {
  each_certificate(site, [&](const auto& wanted, const std::string& place) {
    if ((wanted.withdrawn_on || wanted.installed_on) && !wanted.ends_on) {
      out.push_back({place + "expires_on", {usage_arg(wanted)}});
    }
  });
}

/// SIGN certificates made before December 2021 lasted a month longer, their keys did not.
void lasts_too_long(const Site& site, Violations& out) {
  each_certificate(site, [&](const auto& wanted, const std::string& place) {
    const auto last =
        add_months(wanted.withdrawn_on.value_or(site.as_of), site.policy.validity_months);
    if (wanted.ends_on && *wanted.ends_on > last) {
      out.push_back({place + "expires_on",
                     {usage_arg(wanted), arg_day("date", *wanted.ends_on), arg_day("last", last),
                      arg("months", site.policy.validity_months)}});
    }
  });
}

constexpr std::string_view kDeclaration = "ANS 30/09/2021, 4, 4.6";
constexpr std::string_view kOrder = "ANS 30/09/2021, 6";
constexpr std::string_view kValidity = "ANS 30/09/2021, 7";
constexpr std::string_view kRenewal = "ANS 30/09/2021, 7; FAQ industriels de l'ANS";

constexpr Check kChecks[] = {
    {.rule = {"ORDER-BEFORE-HABILITATION",
              Severity::warning,
              kOrder,
              {"the {usage} certificate was {act} on {date}, before {event}",
               "le certificat {usage} a été {act} le {date}, avant {event}", "Correct the dates.",
               "Corriger les dates."}},
     .site = before_habilitation},
    {.rule = {"FORM-413-ADMINISTRATOR-NEW",
              Severity::warning,
              kDeclaration,
              {"administrator {administrator} is not on the form 413 that was sent, so cannot "
               "order yet",
               "l'administrateur {administrator} ne figure pas sur le formulaire 413 envoyé : il "
               "ne peut pas encore commander",
               "Send a new form 413, then add the person to \"administrators\" of \"form_413\".",
               "Envoyer un nouveau formulaire 413, puis ajouter la personne à « administrators » "
               "de « form_413 »."}},
     .site = administrator_new},
    {.rule = {"FORM-413-ADMINISTRATOR-NONE",
              Severity::error,
              kDeclaration,
              {"the form 413 that was sent declares none of the site's administrators: nobody can "
               "order",
               "le formulaire 413 envoyé ne déclare aucun des administrateurs du site : personne "
               "ne peut commander",
               "Send a new form 413 that declares them, then list them in \"administrators\" of "
               "\"form_413\".",
               "Envoyer un nouveau formulaire 413 qui les déclare, puis les énumérer dans « "
               "administrators » de « form_413 »."}},
     .site = nobody_declared},
    {.rule =
         {"ORDER-WITHOUT-HABILITATION",
          Severity::warning,
          kOrder,
          {"the {usage} certificate was {act} on {date}, but {why}",
           "le certificat {usage} a été {act} le {date}, mais {why}",
           "Write the day of ANS's confirmation in \"confirmed_on\" of \"form_413\": only an "
           "authorised administrator can order.",
           "Indiquer la date de confirmation de l'ANS dans « confirmed_on » de « form_413 » : seul "
           "un administrateur habilité peut commander."}},
     .site = without_habilitation},
    {.rule = {"DATES-OUT-OF-ORDER",
              Severity::warning,
              kOrder,
              {"\"{key}\" ({date}) is before \"{before}\" ({other})",
               "« {key} » ({date}) précède « {before} » ({other})", "Correct the dates.",
               "Corriger les dates."}},
     .site = dates_out_of_order},
    {.rule = {"CERTIFICATE-ENDED",
              Severity::error,
              kRenewal,
              {"the {usage} certificate expired on {date} and can no longer be renewed",
               "le certificat {usage} a expiré le {date} et ne peut plus être renouvelé",
               "Order a new one, and remove the dates of the old one from the dossier.",
               "En commander un nouveau, et retirer du dossier les dates de l'ancien."}},
     .site = ended},
    {.rule = {"CERTIFICATE-RENEWAL-DUE",
              Severity::warning,
              kRenewal,
              {"the {usage} certificate expires on {date}, in {days} {days:day|days}; ANS sent a "
               "notice {notice} days before",
               "le certificat {usage} expire le {date}, dans {days} {days:jour|jours} ; l'ANS a "
               "envoyé un préavis {notice} jours avant",
               "Renew it on the portal before it expires.",
               "Le renouveler sur la plateforme avant son expiration."}},
     .site = renewal_due},
    {.rule =
         {"CERTIFICATE-RENEWAL-NEAR",
          Severity::info,
          kRenewal,
          {"the {usage} certificate expires on {date}, in {days} {days:day|days}",
           "le certificat {usage} expire le {date}, dans {days} {days:jour|jours}",
           "Plan its renewal: ANS will send a notice {notice} days before the end.",
           "Prévoir son renouvellement : l'ANS enverra un préavis {notice} jours avant la fin."}},
     .site = renewal_near},
    {.rule =
         {"CERTIFICATE-END-UNKNOWN",
          Severity::info,
          kValidity,
          {"the {usage} certificate was collected, but the dossier does not say when it expires",
           "le certificat {usage} est retiré, mais le dossier ne dit pas quand il expire",
           "Write the day in \"expires_on\"; \"dmpcert expiry\" shows it.",
           "Indiquer la date dans « expires_on » ; « dmpcert expiry » la donne."}},
     .site = end_unknown},
    {.rule =
         {"CERTIFICATE-LASTS-TOO-LONG",
          Severity::warning,
          kValidity,
          {"the {usage} certificate would expire on {date}, but its {months} months end on {last}",
           "le certificat {usage} expirerait le {date}, mais ses {months} mois s'achèvent le "
           "{last}",
           "Correct the dates. In a signing certificate, the key ends before the certificate.",
           "Corriger les dates. La clé d'un certificat de signature prend fin avant le "
           "certificat."}},
     .site = lasts_too_long},
};

}  // namespace

Checks order_checks() { return kChecks; }

}  // namespace dmp::rules::detail
