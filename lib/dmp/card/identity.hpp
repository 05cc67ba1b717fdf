#pragma once

#include <string>

#include "dmp/card/cpx.hpp"
#include "dmp/base/error.hpp"
#include "dmp/model/workstation.hpp"

namespace dmp::card {

/// read_identity asks the card in a reader who it is: kind and number of the chip, then holder,
/// number and end from its certificates. It sends no PIN, and leaves the card as it is. A card that
/// is no CPx card is of generation `other`. What the card does not tell is left out, with a doubt
/// that says so; nothing of this has been tried on a real card. Error ids (environment):
/// CARD-REMOVED, CARD-MUTE, CARD-ENDLESS, PCSC-NO-SERVICE, PCSC-FAILED.
Result<model::CardIdentity> read_identity(const std::string& reader,
                                          const CardOptions& options = {});

}  // namespace dmp::card
