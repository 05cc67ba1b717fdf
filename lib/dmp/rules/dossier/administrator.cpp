#include <algorithm>
#include <set>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/people.hpp"

// Chapters 4 and 4.2: the technical administrators and their cards. One administrator who can act
// is enough for a site: what is wrong with another one is a warning.
namespace dmp::rules::detail {
namespace {

/// Whether the representative declares himself, which he may with his own card.
bool is_representative(const model::Administrator& administrator,
                       const model::Establishment& site) {
  return administrator.employer == model::Employer::establishment && site.representative &&
         are_one(administrator.person, *site.representative);
}

bool can_act(const model::Administrator& administrator, const Site& site) {
  const auto types = is_representative(administrator, site.establishment)
                         ? std::span<const model::CardType>(kRepresentativeCards)
                         : types_for(administrator.employer);
  return is_usable(administrator.person.card, types, site.as_of);
}

/// Whether the reader has already said that a name in the site's list is nobody's, or what is wrong
/// with those it may be meant for.
bool is_told(const Site& site) {
  const auto list = site.at("administrators") + "/";
  return !site.establishment.administrators.empty() &&
         std::ranges::any_of(site.index.misread, [&list](std::string_view pointer) {
           return pointer.starts_with(list) || pointer.starts_with("/administrators/");
         });
}

/// Whom the dossier does not know is no administrator either.
void none(const Site& site, Violations& out) {
  if (named_by(site).empty() && !is_told(site)) {
    out.push_back({site.at("administrators"), {}});
  }
}

/// Whether the dossier is yet to say, in a way that can be read, which card somebody has.
bool is_open(const model::Administrator& administrator, const Site& site) {
  const auto card = administrator.at("card");
  const auto lacks = [&](const char* part) { return site.index.misread.contains(card + part); };
  return administrator.person.card ? lacks("/type") || lacks("/status") || lacks("/expires_on")
                                   : lacks("");
}

void no_card(const Site& site, Violations& out) {
  const auto named = named_by(site);
  const bool somebody = std::ranges::any_of(named, [&site](const auto* administrator) {
    return can_act(*administrator, site) || is_open(*administrator, site);
  });
  if (!named.empty() && !somebody) {
    out.push_back({site.at("administrators"), {}});
  }
}

void card_inactive(const NamedAdministrator& named, Violations& out) {
  const auto& card = named.administrator.person.card;
  if (!is_active(card)) {
    out.push_back({named.at(card ? "card/status" : "card"),
                   {arg("administrator", named.administrator.id), status_arg(card)}});
  }
}

void card_type(const NamedAdministrator& named, Violations& out) {
  const auto& administrator = named.administrator;
  const auto expected = types_for(administrator.employer);
  const bool himself = has_type(administrator.person.card, kRepresentativeCards) &&
                       std::ranges::all_of(named.sites, [&administrator](const auto* site) {
                         return is_representative(administrator, *site);
                       });
  if (administrator.person.card && !himself && !has_type(administrator.person.card, expected)) {
    auto args = type_args(*administrator.person.card, expected);
    args.push_back(arg("administrator", administrator.id));
    args.push_back(
        arg_text("employer", "rules.employer." + std::string(to_string(administrator.employer))));
    out.push_back({named.at("card/type"), std::move(args)});
  }
}

void card_expired(const NamedAdministrator& named, Violations& out) {
  const auto& card = named.administrator.person.card;
  if (is_past(card, named.as_of)) {
    out.push_back({named.at("card/expires_on"),
                   {arg("administrator", named.administrator.id), expiry_arg(*card)}});
  }
}

void card_ends_soon(const NamedAdministrator& named, Violations& out) {
  const auto& card = named.administrator.person.card;
  if (ends_within(card, named.as_of, named.policy.order_lead_days)) {
    out.push_back({named.at("card/expires_on"),
                   {arg("administrator", named.administrator.id), expiry_arg(*card)}});
  }
}

/// The last day of the certificates that the person takes care of: of those that are held, or of
/// one that would be made today.
Date last_certificate_day(const NamedAdministrator& named) {
  std::optional<Date> last;
  for (const auto* site : named.sites) {
    for (const auto& wanted : site->certificates) {
      const auto ends = wanted.ends_on.value_or(
          add_months(wanted.withdrawn_on.value_or(named.as_of), named.policy.validity_months));
      last = std::max(last.value_or(ends), ends);
    }
  }
  return last.value_or(named.as_of);
}

/// Nearly every card ends before a certificate of three years: that matters once its renewal has to
/// be begun.
void card_before_certificate(const NamedAdministrator& named, Violations& out) {
  const auto& card = named.administrator.person.card;
  const auto last = last_certificate_day(named);
  if (ends_within(card, named.as_of, named.policy.warn_days) &&
      !ends_within(card, named.as_of, named.policy.order_lead_days) && *card->expires_on < last) {
    out.push_back(
        {named.at("card/expires_on"),
         {arg("administrator", named.administrator.id), expiry_arg(*card), arg_day("ends", last)}});
  }
}

void vendor_only(const Site& site, Violations& out) {
  const auto named = named_by(site);
  if (!named.empty() && std::ranges::all_of(named, [](const auto* administrator) {
        return administrator->employer == model::Employer::vendor;
      })) {
    out.push_back({site.at("administrators"), {}});
  }
}

/// Staff of one legal entity who orders for another one does so as a third party.
void shared_by_entities(const NamedAdministrator& named, Violations& out) {
  std::set<std::string_view> entities;
  for (const auto* site : named.sites) {
    if (site->finess_juridical) {
      entities.insert(site->finess_juridical->text());
    }
  }
  if (named.administrator.employer == model::Employer::establishment && entities.size() > 1) {
    out.push_back({named.administrator.pointer,
                   {arg("administrator", named.administrator.id), arg("count", entities.size())}});
  }
}

constexpr std::string_view kRole = "ANS 30/09/2021, 4";
constexpr std::string_view kChapter = "ANS 30/09/2021, 4.2";

constexpr Check kChecks[] = {
    {.rule = {"ADMINISTRATOR-NONE",
              Severity::error,
              kRole,
              {"no technical administrator is named",
               "aucun administrateur technique n'est désigné",
               "Name at least one in \"administrators\": form 413 declares them.",
               "En désigner au moins un dans « administrators » : le formulaire 413 les déclare."},
              true},
     .site = none},
    {.rule = {"ADMINISTRATOR-CARD",
              Severity::error,
              kChapter,
              {"no technical administrator of the site has an active card of the right type",
               "aucun administrateur technique du site n'a de carte active du bon type",
               "Order a CPE card for an employee with form 301, or name an administrator who has a "
               "card: CPS or CPE for employees, CPA for the vendor's staff.",
               "Commander une carte CPE pour un salarié par le formulaire n° 301, ou désigner un "
               "administrateur qui a une carte : CPS ou CPE pour un salarié, CPA chez l'éditeur."}},
     .site = no_card},
    {.rule = {"ADMINISTRATOR-CARD-INACTIVE",
              Severity::warning,
              kChapter,
              {"administrator {administrator} has no active card ({status})",
               "l'administrateur {administrator} n'a pas de carte active ({status})",
               "Order a card (form 301 for employees), or correct \"status\" of the card.",
               "Commander une carte (formulaire n° 301 pour un salarié), ou corriger « status » de "
               "la carte."}},
     .administrator = card_inactive},
    {.rule =
         {"ADMINISTRATOR-CARD-TYPE",
          Severity::warning,
          kRole,
          {"administrator {administrator}, {employer}, has a {type} card; a {expected} card is "
           "needed",
           "l'administrateur {administrator}, {employer}, a une carte {type} ; il faut une carte "
           "{expected}",
           "Correct \"employer\" or the card's \"type\", or order a card of the right type.",
           "Corriger « employer » ou « type » de la carte, ou commander une carte du bon type."}},
     .administrator = card_type},
    {.rule = {"ADMINISTRATOR-CARD-EXPIRED",
              Severity::warning,
              kChapter,
              {"the card of administrator {administrator} expired on {date}",
               "la carte de l'administrateur {administrator} a expiré le {date}",
               "Have it renewed, then correct \"expires_on\".",
               "La faire renouveler, puis corriger « expires_on »."}},
     .administrator = card_expired},
    {.rule = {"ADMINISTRATOR-CARD-ENDS-SOON",
              Severity::warning,
              kChapter,
              {"the card of administrator {administrator} expires on {date}, before the order can "
               "be completed",
               "la carte de l'administrateur {administrator} expire le {date}, avant que la "
               "commande puisse aboutir",
               "Have it renewed now.", "La faire renouveler dès maintenant."}},
     .administrator = card_ends_soon},
    {.rule =
         {"ADMINISTRATOR-CARD-BEFORE-CERTIFICATE",
          Severity::info,
          "ANS 30/09/2021, 4.2, 7",
          {"the card of administrator {administrator} expires on {date}, before the "
           "certificates, which expire on {ends}",
           "la carte de l'administrateur {administrator} expire le {date}, avant les "
           "certificats, qui expirent le {ends}",
           "Begin its renewal: only somebody with an active card can renew or revoke the "
           "certificates.",
           "Commencer son renouvellement : il faut une carte active pour renouveler ou révoquer "
           "les certificats."}},
     .administrator = card_before_certificate},
    {.rule =
         {"ADMINISTRATOR-VENDOR-ONLY",
          Severity::info,
          kRole,
          {"only the vendor administers the certificates: the establishment hands them over to a "
           "third party",
           "seul l'éditeur ou l'intégrateur administre les certificats : l'établissement en "
           "délègue la gestion à un tiers",
           "Make sure that this is intended, and that the vendor reports every order, expiry and "
           "revocation. If you name an employee as well, the establishment can act by itself.",
           "S'assurer que c'est voulu et que le tiers signale chaque commande, expiration et "
           "révocation. Désigner aussi un salarié permet à l'établissement d'agir lui-même."}},
     .site = vendor_only},
    {.rule = {"ADMINISTRATOR-SHARED-ENTITIES",
              Severity::info,
              "ANS 30/09/2021, 4, 4.2",
              {"administrator {administrator}, an employee, acts for {count} legal entities",
               "l'administrateur {administrator}, salarié, agit pour {count} entités juridiques",
               "Each legal entity declares this person in its own form 413: make sure that each "
               "has agreed to delegate.",
               "Chaque entité juridique déclare cette personne dans son propre formulaire 413 : "
               "s'assurer que chacune a donné délégation."}},
     .administrator = shared_by_entities},
};

}  // namespace

Checks administrator_checks() { return kChecks; }

}  // namespace dmp::rules::detail
