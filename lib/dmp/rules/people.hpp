#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/mail.hpp"
#include "dmp/rules/subjects.hpp"

/// What several themes of rules ask of cards and of people.
namespace dmp::rules {

/// Cards of a legal representative, and of a proxy (procedure 4.2, 5).
inline constexpr std::array kRepresentativeCards{model::CardType::cde, model::CardType::cps};
inline constexpr std::array kProxyCards{model::CardType::cps, model::CardType::cpe,
                                        model::CardType::cpa};

/// has_dsi tells whether a DSI coordinates the sites: in a GHT and in a private group (procedure
/// 4.3, 4.4.2).
bool has_dsi(const model::Dossier& dossier);

bool is_active(const std::optional<model::Card>& card);
/// is_past tells whether an active card's last day is before `as_of`.
bool is_past(const std::optional<model::Card>& card, Date as_of);
bool has_type(const std::optional<model::Card>& card, std::span<const model::CardType> types);
/// is_usable: active, not past, of one of the types.
bool is_usable(const std::optional<model::Card>& card, std::span<const model::CardType> types,
               Date as_of);

/// ends_within: usable today, but its last day comes less than `days` from `as_of`.
bool ends_within(const std::optional<model::Card>& card, Date as_of, int days);

/// last_day_of returns the last day of a certificate that is held: as the dossier says, else the
/// latest that it can be after its collection or its installation; nothing for one that is not
/// held.
std::optional<Date> last_day_of(const model::WantedCertificate& wanted,
                                const policy::Policy& policy);

/// same_mailbox compares e-mail addresses without case.
bool same_mailbox(std::string_view a, std::string_view b);

/// are_one tells whether two roles are held by one person: the same card number or, where one of
/// them has none, the same names.
bool are_one(const model::Person& a, const model::Person& b);

/// is_held_elsewhere: where the edition asks for one contract a legal entity, another site of it
/// may hold the contract.
bool is_held_elsewhere(const policy::Policy& policy, const Index& index,
                       const model::Establishment& site);

using model::is_email;

/// has_card tells whether the dossier declares the card with that number as this administrator's.
bool has_card(const model::Administrator& administrator, std::string_view number);

/// is_foreign tells whether a card is of another environment than the dossier: a TEST card asks for
/// nothing in production, nor the reverse. What environment a card is of may not show.
bool is_foreign(model::Environment card, model::Environment dossier);

/// environment_arg names an environment in words.
Arg environment_arg(std::string_view name, model::Environment environment);

/// named_by returns the administrators of a site, without ids that the dossier does not have.
std::vector<const model::Administrator*> named_by(const Site& site);

/// types_for returns the cards that fit an administrator's employer (procedure 4).
std::span<const model::CardType> types_for(model::Employer employer);

/// status_arg is `status`, the state of the card in words ("requested", "none declared").
Arg status_arg(const std::optional<model::Card>& card);
/// type_args are `type`, what the card is, and `expected`, what it should be ("CPS/CPE").
Args type_args(const model::Card& card, std::span<const model::CardType> expected);
/// expiry_arg is `date`, the last day of a card that has one.
Arg expiry_arg(const model::Card& card);

}  // namespace dmp::rules
