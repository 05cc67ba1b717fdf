#include <algorithm>
#include <set>

#include "dmp/check/engine.hpp"
#include "dmp/check/people.hpp"

// Chapters 4 and 4.2: the technical administrators and their cards. One administrator who can act
// is enough for a site: what is wrong with another one is a warning.
namespace dmp::check {
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

void none(const Site& site, Violations& out) {
  if (named_by(site).empty()) {
    out.push_back({site.at("administrators"), {}});
  }
}

void no_card(const Site& site, Violations& out) {
  const auto named = named_by(site);
  const bool somebody = std::ranges::any_of(
      named, [&site](const auto* administrator) { return can_act(*administrator, site); });
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
        arg_text("employer", "check.employer." + std::string(to_string(administrator.employer))));
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

void card_before_certificate(const NamedAdministrator& named, Violations& out) {
  const auto& card = named.administrator.person.card;
  const auto last = last_certificate_day(named);
  if (is_active(card) && card->expires_on && *card->expires_on < last &&
      !is_past(card, named.as_of) &&
      !ends_within(card, named.as_of, named.policy.order_lead_days)) {
    out.push_back({named.at("card/expires_on"),
                   {arg("administrator", named.administrator.id), expiry_arg(*card),
                    arg("ends", format_date(last))}});
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
    {.rule = {"ADMINISTRATOR-NONE", Severity::error, kRole, true}, .site = none},
    {.rule = {"ADMINISTRATOR-CARD", Severity::error, kChapter}, .site = no_card},
    {.rule = {"ADMINISTRATOR-CARD-INACTIVE", Severity::warning, kChapter},
     .administrator = card_inactive},
    {.rule = {"ADMINISTRATOR-CARD-TYPE", Severity::warning, kRole}, .administrator = card_type},
    {.rule = {"ADMINISTRATOR-CARD-EXPIRED", Severity::warning, kChapter},
     .administrator = card_expired},
    {.rule = {"ADMINISTRATOR-CARD-ENDS-SOON", Severity::warning, kChapter},
     .administrator = card_ends_soon},
    {.rule = {"ADMINISTRATOR-CARD-BEFORE-CERTIFICATE", Severity::info, "ANS 30/09/2021, 4.2, 7"},
     .administrator = card_before_certificate},
    {.rule = {"ADMINISTRATOR-VENDOR-ONLY", Severity::info, kRole}, .site = vendor_only},
    {.rule = {"ADMINISTRATOR-SHARED-ENTITIES", Severity::info, "ANS 30/09/2021, 4, 4.2"},
     .administrator = shared_by_entities},
};

}  // namespace

std::span<const Check> administrator_checks() { return kChecks; }

}  // namespace dmp::check
