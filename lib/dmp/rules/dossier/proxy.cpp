#include <algorithm>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/people.hpp"

// Chapter 4.2, "Information": the proxy who signs in place of the legal representative.
namespace dmp::rules::detail {
namespace {

/// A proxy by the id of the dossier or, without one, by name.
Arg proxy_arg(const model::Proxy& proxy) {
  const auto& person = proxy.person;
  return arg("proxy", proxy.id.empty() ? person.given_names + ' ' + person.family_name : proxy.id);
}

void signatory_unstated(const Site& site, Violations& out) {
  if (!site.establishment.signatory) {
    out.push_back({site.at("signatory"), {}});
  }
}

void missing(const Site& site, Violations& out) {
  if (site.establishment.signatory == model::Signatory::proxy &&
      site.establishment.proxies.empty()) {
    out.push_back({site.at("agents"), {}});
  }
}

void form_502(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy == nullptr) {
    return;
  }
  const auto& sent = signer.proxy->form_502_sent_on;
  if (!sent || *sent > site.as_of) {
    out.push_back({site.at(signer.part + "/form_502_sent_on"), {proxy_arg(*signer.proxy)}});
  }
}

void after_form_413(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  const auto& form = site.establishment.form_413.sent_on;
  if (signer.proxy == nullptr || !form) {
    return;
  }
  const auto& mandate = signer.proxy->form_502_sent_on;
  // One that is still to come has a rule of its own.
  if (mandate && *mandate <= site.as_of && *form < *mandate) {
    out.push_back(
        {site.at("form_413/sent_on"),
         {proxy_arg(*signer.proxy), arg_day("date", *form), arg_day("mandate", *mandate)}});
  }
}

void card(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy != nullptr && !is_active(signer.person->card)) {
    out.push_back({site.at(signer.part + (signer.person->card ? "/card/status" : "/card")),
                   {proxy_arg(*signer.proxy), status_arg(signer.person->card)},
                   signer.person->card && signer.person->card->number});
  }
}

void card_type(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy != nullptr && signer.person->card &&
      !has_type(signer.person->card, kProxyCards)) {
    auto args = type_args(*signer.person->card, kProxyCards);
    args.push_back(proxy_arg(*signer.proxy));
    out.push_back({site.at(signer.part + "/card/type"), std::move(args)});
  }
}

void card_expired(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy != nullptr && is_past(signer.person->card, site.as_of)) {
    out.push_back({site.at(signer.part + "/card/expires_on"),
                   {proxy_arg(*signer.proxy), expiry_arg(*signer.person->card)}});
  }
}

void card_ends_soon(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy != nullptr &&
      ends_within(signer.person->card, site.as_of, site.policy.order_lead_days)) {
    out.push_back({site.at(signer.part + "/card/expires_on"),
                   {proxy_arg(*signer.proxy), expiry_arg(*signer.person->card)}});
  }
}

void is_representative(const Site& site, Violations& out) {
  const auto& establishment = site.establishment;
  if (!establishment.representative) {
    return;
  }
  for (std::size_t i = 0; i < establishment.proxies.size(); ++i) {
    if (are_one(establishment.proxies[i].person, *establishment.representative)) {
      out.push_back(
          {site.at("agents/" + std::to_string(i)), {proxy_arg(establishment.proxies[i])}});
    }
  }
}

/// A circle: who signs the form names himself, and nobody else, as administrator.
void names_self(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  const auto named = named_by(site);
  if (signer.proxy != nullptr && !named.empty() &&
      std::ranges::all_of(named, [&signer](const auto* administrator) {
        return are_one(administrator->person, *signer.person);
      })) {
    out.push_back({site.at("administrators"), {proxy_arg(*signer.proxy)}});
  }
}

constexpr std::string_view kChapter = "ANS 30/09/2021, 4.2";

constexpr Check kChecks[] = {
    {.rule = {"SIGNATORY-UNSTATED",
              Severity::warning,
              "ANS 30/09/2021, 5 (3.2)",
              {"the dossier does not say who signs form 413",
               "le dossier ne dit pas qui signe le formulaire 413",
               "Set \"signatory\" to \"representative\" or \"agent\".",
               "Mettre « signatory » à « representative » ou « agent »."}},
     .site = signatory_unstated},
    {.rule =
         {"PROXY-MISSING",
          Severity::error,
          kChapter,
          {"an authorised agent (mandataire) is to sign, but the dossier has none",
           "un mandataire doit signer, mais le dossier n'en a aucun",
           "Add the authorised agent to \"agents\", or set \"signatory\" to \"representative\".",
           "Ajouter le mandataire à « agents », ou mettre « signatory » à « representative »."},
          true},
     .site = missing},
    {.rule =
         {"PROXY-FORM-502",
          Severity::error,
          kChapter,
          {"authorised agent {proxy} is to sign, but form 502 was not sent",
           "le mandataire {proxy} doit signer alors que le formulaire n° 502 n'a pas été envoyé",
           "The legal representative completes and sends form 502; then give the day in "
           "\"form_502_sent_on\".",
           "Le représentant légal remplit et envoie le formulaire n° 502 ; puis indiquer la date "
           "dans « form_502_sent_on »."}},
     .site = form_502},
    {.rule = {"PROXY-AFTER-FORM-413",
              Severity::warning,
              kChapter,
              {"form 413 was sent on {date}, before form 502 of {mandate} appointed {proxy}, who "
               "signs it",
               "le formulaire 413 a été envoyé le {date}, avant que le formulaire n° 502 du "
               "{mandate} ne désigne {proxy}, son signataire",
               "Sign and send form 413 again, or correct the dates.",
               "Signer et envoyer de nouveau le formulaire 413, ou corriger les dates."}},
     .site = after_form_413},
    {.rule = {"PROXY-CARD",
              Severity::error,
              kChapter,
              {"authorised agent {proxy}, who is to sign, has no active card ({status})",
               "le mandataire {proxy}, qui doit signer, n'a pas de carte active ({status})",
               "Order a card (CPS, CPE or CPA), or correct \"status\" of the card.",
               "Commander une carte (CPS, CPE ou CPA), ou corriger « status » de la carte."},
              true},
     .site = card},
    {.rule = {"PROXY-CARD-TYPE",
              Severity::error,
              kChapter,
              {"authorised agent {proxy} has a {type} card; a {expected} card is needed",
               "le mandataire {proxy} a une carte {type} ; il faut une carte {expected}",
               "Correct \"type\" of the card, or order a card of the right type.",
               "Corriger « type » de la carte, ou commander une carte du bon type."}},
     .site = card_type},
    {.rule = {"PROXY-CARD-EXPIRED",
              Severity::error,
              kChapter,
              {"the card of authorised agent {proxy} expired on {date}",
               "la carte du mandataire {proxy} a expiré le {date}",
               "Have it renewed, then correct \"expires_on\".",
               "La faire renouveler, puis corriger « expires_on »."}},
     .site = card_expired},
    {.rule =
         {"PROXY-CARD-ENDS-SOON",
          Severity::warning,
          kChapter,
          {"the card of authorised agent {proxy} expires on {date}, before the order can be "
           "completed",
           "la carte du mandataire {proxy} expire le {date}, avant que la commande puisse aboutir",
           "Have it renewed now.", "La faire renouveler dès maintenant."}},
     .site = card_ends_soon},
    {.rule = {"PROXY-IS-REPRESENTATIVE",
              Severity::warning,
              kChapter,
              {"authorised agent {proxy} is the legal representative",
               "le mandataire {proxy} est le représentant légal",
               "Remove the agent from \"agents\": the representative signs without form 502.",
               "Retirer le mandataire de « agents » : le représentant légal signe sans formulaire "
               "n° 502."}},
     .site = is_representative},
    {.rule = {"PROXY-NAMES-SELF",
              Severity::warning,
              kChapter,
              {"authorised agent {proxy} declares nobody but himself or herself as administrator",
               "le mandataire {proxy} ne déclare que lui-même comme administrateur",
               "Have the legal representative sign, or name a second administrator.",
               "Faire signer le représentant légal, ou désigner un second administrateur."}},
     .site = names_self},
};

}  // namespace

Checks proxy_checks() { return kChecks; }

}  // namespace dmp::rules::detail
