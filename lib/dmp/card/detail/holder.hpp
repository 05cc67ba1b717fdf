#pragma once

#include <string_view>

#include "dmp/model/certificate_facts.hpp"
#include "dmp/model/workstation.hpp"

namespace dmp::card::detail {

/// doubt adds the id of a catalogue text to the identity's doubts, once.
void doubt(model::CardIdentity& identity, std::string_view id);

/// take fills the identity from a certificate of the card: holder, number and kind from the first
/// one, the earlier end of all. `first` is true until a certificate was taken. A certificate
/// without the extensions of a card is left alone; one with another number is a doubt.
void take(const model::CertificateFacts& facts, model::CardIdentity& identity, bool& first);

/// compare_label checks the number against the one at the end of the card's label
/// ("CPS3v3-2600971845"), and takes it from there when no certificate told it.
void compare_label(std::string_view label, model::CardIdentity& identity);

}  // namespace dmp::card::detail
