#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/people.hpp"

// Chapter 4.2: the legal representative and their card.
namespace dmp::rules::detail {
namespace {

/// Whether the representative, and no proxy, signs form 413.
bool signs(const Site& site) { return model::signer_of(site.establishment).proxy == nullptr; }

void missing(const Site& site, Violations& out) {
  if (!site.establishment.representative) {
    out.push_back({site.at("representative"), {}, !signs(site)});
  }
}

void card(const Site& site, Violations& out) {
  const auto& person = site.establishment.representative;
  if (person && !is_active(person->card)) {
    // The form has the number of a card that is on order already.
    const bool on_form = signs(site) && !(person->card && person->card->number);
    out.push_back({site.at(person->card ? "representative/card/status" : "representative/card"),
                   {status_arg(person->card)},
                   !on_form});
  }
}

void card_type(const Site& site, Violations& out) {
  const auto& person = site.establishment.representative;
  if (person && person->card && !has_type(person->card, kRepresentativeCards)) {
    out.push_back(
        {site.at("representative/card/type"), type_args(*person->card, kRepresentativeCards)});
  }
}

void card_expired(const Site& site, Violations& out) {
  const auto& person = site.establishment.representative;
  if (person && is_past(person->card, site.as_of)) {
    out.push_back({site.at("representative/card/expires_on"), {expiry_arg(*person->card)}});
  }
}

void card_ends_soon(const Site& site, Violations& out) {
  const auto& person = site.establishment.representative;
  if (person && ends_within(person->card, site.as_of, site.policy.order_lead_days)) {
    out.push_back({site.at("representative/card/expires_on"), {expiry_arg(*person->card)}});
  }
}

constexpr std::string_view kChapter = "ANS 30/09/2021, 4.2";

constexpr Check kChecks[] = {
    {.rule = {"REPRESENTATIVE-MISSING",
              Severity::error,
              kChapter,
              {"the legal representative is missing", "le représentant légal manque",
               "Add \"representative\" with the person's names, telephone number, e-mail address "
               "and card.",
               "Ajouter « representative » avec les nom et prénoms, le téléphone, l'adresse "
               "électronique et la carte de la personne."},
              true},
     .site = missing},
    {.rule =
         {"REPRESENTATIVE-CARD",
          Severity::error,
          kChapter,
          {"the legal representative has no active card ({status})",
           "le représentant légal n'a pas de carte active ({status})",
           "Order a CDE card with form 101, or correct \"status\" of the card.",
           "Commander une carte CDE par le formulaire n° 101, ou corriger « status » de la carte."},
          true},
     .site = card},
    {.rule = {"REPRESENTATIVE-CARD-TYPE",
              Severity::error,
              kChapter,
              {"the legal representative has a {type} card; a {expected} card is needed",
               "le représentant légal a une carte {type} ; il faut une carte {expected}",
               "Order a CDE card with form 101.",
               "Commander une carte CDE par le formulaire n° 101."}},
     .site = card_type},
    {.rule = {"REPRESENTATIVE-CARD-EXPIRED",
              Severity::error,
              kChapter,
              {"the legal representative's card expired on {date}",
               "la carte du représentant légal a expiré le {date}",
               "Have it renewed, then correct \"expires_on\".",
               "La faire renouveler, puis corriger « expires_on »."}},
     .site = card_expired},
    {.rule =
         {"REPRESENTATIVE-CARD-ENDS-SOON",
          Severity::warning,
          kChapter,
          {"the legal representative's card expires on {date}, before the order can be completed",
           "la carte du représentant légal expire le {date}, avant que la commande puisse aboutir",
           "Have it renewed now.", "La faire renouveler dès maintenant."}},
     .site = card_ends_soon},
};

}  // namespace

Checks representative_checks() { return kChecks; }

}  // namespace dmp::rules::detail
