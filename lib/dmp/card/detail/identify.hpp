#pragma once

#include "dmp/card/detail/apdu.hpp"
#include "dmp/model/workstation.hpp"

namespace dmp::card::detail {

/// identify is read_identity over any way to a card. `sends_le`: see Files. Error ids: those of
/// send.
Result<model::CardIdentity> identify(const Exchange& exchange, ByteView atr, bool sends_le);

}  // namespace dmp::card::detail
