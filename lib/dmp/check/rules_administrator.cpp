#include <algorithm>

#include "dmp/check/engine.hpp"
#include "dmp/check/people.hpp"

// Chapters 4 and 4.2: the technical administrators and their cards. One administrator who can act
// is enough for a site: what is wrong with another one is a warning.
namespace dmp::check {
namespace {

std::vector<const model::Administrator*> named_by(const Site& site) {
  std::vector<const model::Administrator*> found;
  for (const auto& id : site.establishment.administrators) {
    if (const auto* administrator = site.dossier.find_administrator(id)) {
      found.push_back(administrator);
    }
  }
  return found;
}

bool can_act(const model::Administrator& administrator, Date as_of) {
  return is_usable(administrator.person.card, types_for(administrator.employer), as_of);
}

void none(const Site& site, Violations& out) {
  if (named_by(site).empty()) {
    out.push_back({site.at("administrators"), {}});
  }
}

void no_card(const Site& site, Violations& out) {
  const auto named = named_by(site);
  const bool somebody = std::ranges::any_of(
      named, [&site](const auto* administrator) { return can_act(*administrator, site.as_of); });
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
  if (administrator.person.card && !has_type(administrator.person.card, expected)) {
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

constexpr std::string_view kRole = "ANS 30/09/2021, 4";
constexpr std::string_view kChapter = "ANS 30/09/2021, 4.2";

constexpr Check kChecks[] = {
    {.rule = {"ADMINISTRATOR-NONE", Severity::error, kRole}, .site = none},
    {.rule = {"ADMINISTRATOR-CARD", Severity::error, kChapter}, .site = no_card},
    {.rule = {"ADMINISTRATOR-CARD-INACTIVE", Severity::warning, kChapter},
     .administrator = card_inactive},
    {.rule = {"ADMINISTRATOR-CARD-TYPE", Severity::warning, kRole}, .administrator = card_type},
    {.rule = {"ADMINISTRATOR-CARD-EXPIRED", Severity::warning, kChapter},
     .administrator = card_expired},
};

}  // namespace

std::span<const Check> administrator_checks() { return kChecks; }

}  // namespace dmp::check
