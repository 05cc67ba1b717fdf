#include "dmp/rules/people.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "dmp/rules/detail/same_name.hpp"

namespace dmp::rules {

using model::CardStatus;
using model::CardType;

bool has_dsi(const model::Dossier& dossier) {
  return dossier.group && (dossier.group->kind == model::GroupKind::ght ||
                           dossier.group->kind == model::GroupKind::private_group);
}

bool is_active(const std::optional<model::Card>& card) {
  return card && card->status == CardStatus::active;
}

bool is_past(const std::optional<model::Card>& card, Date as_of) {
  return is_active(card) && card->expires_on && *card->expires_on < as_of;
}

bool has_type(const std::optional<model::Card>& card, std::span<const CardType> types) {
  return card && std::ranges::find(types, card->type) != types.end();
}

bool is_usable(const std::optional<model::Card>& card, std::span<const CardType> types,
               Date as_of) {
  return is_active(card) && !is_past(card, as_of) && has_type(card, types);
}

bool ends_within(const std::optional<model::Card>& card, Date as_of, int days) {
  return is_active(card) && card->expires_on && *card->expires_on >= as_of &&
         days_between(as_of, *card->expires_on) < days;
}

std::optional<Date> last_day_of(const model::WantedCertificate& wanted,
                                const policy::Policy& policy) {
  if (wanted.ends_on) {
    return wanted.ends_on;
  }
  const auto from = wanted.withdrawn_on ? wanted.withdrawn_on : wanted.installed_on;
  return from ? std::optional(add_months(*from, policy.validity_months)) : std::nullopt;
}

bool same_mailbox(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool are_one(const model::Person& a, const model::Person& b) {
  const auto number_of = [](const model::Person& person) {
    return person.card ? person.card->number : std::nullopt;
  };
  if (number_of(a) && number_of(b)) {
    return number_of(a) == number_of(b);
  }
  return !a.family_name.empty() && detail::is_same_name(a.family_name, b.family_name) &&
         detail::is_same_name(a.given_names, b.given_names);
}

bool is_held_elsewhere(const policy::Policy& policy, const Index& index,
                       const model::Establishment& site) {
  return !policy.contract_per_site && site.finess_juridical &&
         index.contracted.contains(site.finess_juridical->text());
}

bool has_card(const model::Administrator& administrator, std::string_view number) {
  const auto& card = administrator.person.card;
  return card && card->number && card->number->text() == number;
}

bool is_foreign(model::Environment card, model::Environment dossier) {
  return card != model::Environment::unknown && card != dossier;
}

Arg environment_arg(std::string_view name, model::Environment environment) {
  return arg_text(name, "environment." + std::string(to_string(environment)));
}

std::vector<const model::Administrator*> named_by(const Site& site) {
  std::vector<const model::Administrator*> found;
  for (const auto& id : site.establishment.administrators) {
    if (const auto known = site.index.administrators.find(id);
        known != site.index.administrators.end()) {
      found.push_back(known->second);
    }
  }
  return found;
}

std::span<const CardType> types_for(model::Employer employer) {
  static constexpr std::array kStaff{CardType::cps, CardType::cpe};
  static constexpr std::array kVendor{CardType::cpa};
  if (employer == model::Employer::vendor) {
    return kVendor;
  }
  return kStaff;
}

Arg status_arg(const std::optional<model::Card>& card) {
  return arg_text("status", "rules.card-status." + (card ? std::string(to_string(card->status))
                                                         : std::string("none")));
}

Args type_args(const model::Card& card, std::span<const CardType> expected) {
  std::string words;
  for (const auto type : expected) {
    words += words.empty() ? "" : "/";
    words += to_string(type);
  }
  return {arg("type", to_string(card.type)), arg("expected", words)};
}

Arg expiry_arg(const model::Card& card) {
  return card.expires_on ? arg_day("date", *card.expires_on) : arg("date", "");
}

}  // namespace dmp::rules
