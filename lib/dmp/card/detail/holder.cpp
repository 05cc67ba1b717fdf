#include "dmp/card/detail/holder.hpp"

#include <algorithm>
#include <utility>

#include "dmp/model/card_number.hpp"

namespace dmp::card::detail {
namespace {

using model::CardType;

std::vector<CardType> types_of(int type) {
  switch (type) {
    case 0:
      return {CardType::cps};
    case 1:
      return {CardType::cpf};
    case 2:
      return {CardType::cpe, CardType::cde};
    case 3:
      return {CardType::cpa, CardType::cda};
    default:
      return {};
  }
}

}  // namespace

void doubt(model::CardIdentity& identity, std::string_view id) {
  if (std::ranges::find(identity.doubts, id) == identity.doubts.end()) {
    identity.doubts.emplace_back(id);
  }
}

void take(const model::CertificateFacts& facts, model::CardIdentity& identity, bool& first) {
  if (!facts.card) {
    return;
  }
  if (!first && facts.card->number != identity.number) {
    doubt(identity, "card.doubt.number");
  }
  const auto ends = facts.ends_at();
  identity.ends_at = std::min(identity.ends_at.value_or(ends), ends);
  if (!std::exchange(first, false)) {
    return;
  }
  identity.types = types_of(facts.card->type);
  identity.number = facts.card->number;
  identity.national_id = facts.subject.common_name;
  identity.structure_id = facts.structure();
  identity.structure_name = facts.subject.organisation;
  identity.environment = facts.environment;
  for (const auto& attribute : facts.profile.subject) {
    if (attribute.type == "SN") {
      identity.family_name = attribute.value;
    } else if (attribute.type == "GN") {
      identity.given_names = attribute.value;
    }
  }
}

void compare_label(std::string_view label, model::CardIdentity& identity) {
  const auto dash = label.rfind('-');
  const auto number =
      model::CardNumber::parse(dash == label.npos ? label : label.substr(dash + 1));
  if (!number) {
    return;
  }
  if (identity.number.empty()) {
    identity.number = number->value.text();
  } else if (identity.number != number->value.text()) {
    doubt(identity, "card.doubt.number");
  }
}

}  // namespace dmp::card::detail
