#include <algorithm>

#include "dmp/check/engine.hpp"
#include "dmp/check/people.hpp"

// Chapter 4.2, "Information": the proxy who signs in place of the legal representative.
namespace dmp::check {
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
    out.push_back({site.at("proxies"), {}});
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
    out.push_back({site.at("form_413/sent_on"),
                   {proxy_arg(*signer.proxy), arg("date", format_date(*form)),
                    arg("mandate", format_date(*mandate))}});
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
          {site.at("proxies/" + std::to_string(i)), {proxy_arg(establishment.proxies[i])}});
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
               "Set \"signatory\" to \"representative\" or \"proxy\".",
               "Mettre « signatory » à « representative » ou « proxy »."}},
     .site = signatory_unstated},
    {.rule = {"PROXY-MISSING",
              Severity::error,
              kChapter,
              {"a proxy is to sign, and the dossier has none",
               "un mandataire doit signer, et le dossier n'en a aucun",
               "Add the proxy to \"proxies\", or let the representative sign.",
               "Ajouter le mandataire à « proxies », ou faire signer le représentant légal."},
              true},
     .site = missing},
    {.rule =
         {"PROXY-FORM-502",
          Severity::error,
          kChapter,
          {"proxy {proxy} is to sign before form 502 was sent",
           "le mandataire {proxy} doit signer alors que le formulaire n° 502 n'a pas été envoyé",
           "Have the legal representative complete and send form 502, then give the date in "
           "\"form_502_sent_on\".",
           "Faire compléter et envoyer le formulaire n° 502 par le représentant légal, puis "
           "indiquer la date dans « form_502_sent_on »."}},
     .site = form_502},
    {.rule = {"PROXY-AFTER-FORM-413",
              Severity::warning,
              kChapter,
              {"form 413 was sent on {date}, before form 502 of {mandate} designated {proxy}, who "
               "signs it",
               "le formulaire 413 a été envoyé le {date}, avant le formulaire n° 502 du {mandate} "
               "qui désigne {proxy}, son signataire",
               "Sign and send form 413 again, or correct the dates.",
               "Signer et envoyer de nouveau le formulaire 413, ou corriger les dates."}},
     .site = after_form_413},
    {.rule = {"PROXY-CARD",
              Severity::error,
              kChapter,
              {"proxy {proxy}, who is to sign, has no active card ({status})",
               "le mandataire {proxy}, qui doit signer, n'a pas de carte active ({status})",
               "Order a card (CPS, CPE or CPA), or correct the card's status.",
               "Commander une carte (CPS, CPE ou CPA), ou corriger l'état de la carte."},
              true},
     .site = card},
    {.rule = {"PROXY-CARD-TYPE",
              Severity::error,
              kChapter,
              {"the card of proxy {proxy} is a {type}; {expected} is needed",
               "la carte du mandataire {proxy} est une {type} ; il faut une {expected}",
               "Correct the card's type, or order a fitting card.",
               "Corriger le type de la carte, ou commander une carte adaptée."}},
     .site = card_type},
    {.rule = {"PROXY-CARD-EXPIRED",
              Severity::error,
              kChapter,
              {"the card of proxy {proxy} ended on {date}",
               "la carte du mandataire {proxy} a pris fin le {date}",
               "Have it renewed, then correct the date.",
               "La faire renouveler, puis corriger la date."}},
     .site = card_expired},
    {.rule = {"PROXY-CARD-ENDS-SOON",
              Severity::warning,
              kChapter,
              {"the card of proxy {proxy} ends on {date}, before the order can be done",
               "la carte du mandataire {proxy} prend fin le {date}, avant que la commande puisse "
               "aboutir",
               "Have it renewed now.", "La faire renouveler dès maintenant."}},
     .site = card_ends_soon},
    {.rule = {"PROXY-IS-REPRESENTATIVE",
              Severity::warning,
              kChapter,
              {"proxy {proxy} is the legal representative",
               "le mandataire {proxy} est le représentant légal",
               "Remove the proxy: the representative signs without form 502.",
               "Retirer le mandataire : le représentant légal signe sans formulaire n° 502."}},
     .site = is_representative},
    {.rule = {"PROXY-NAMES-SELF",
              Severity::warning,
              kChapter,
              {"proxy {proxy} signs for nobody but himself as administrator",
               "le mandataire {proxy} ne désigne que lui-même comme administrateur",
               "Have the legal representative sign, or name a second administrator.",
               "Faire signer le représentant légal, ou désigner un second administrateur."}},
     .site = names_self},
};

}  // namespace

std::span<const Check> proxy_checks() { return kChecks; }

}  // namespace dmp::check
