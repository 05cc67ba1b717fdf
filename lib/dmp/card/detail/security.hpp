#pragma once

#include <array>
#include <cstdint>

#include "dmp/card/detail/apdu.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/x509/hash_state.hpp"

/// The commands of PIN and signature of CPx cards (ISO 7816-4, 7816-8). CPS3 is IAS-ECC as the
/// card's own software and OpenSC use it; CPS4 is what the card's own software alone shows.
namespace dmp::card::detail {

/// verify_header is VERIFY without its data; alone it asks for the tries that are left.
std::array<std::uint8_t, 4> verify_header(model::CardGeneration generation, std::uint8_t pin);

/// find_pin_object asks for the PIN's security object, for cards that do not answer an empty
/// VERIFY. From the master file only.
Command find_pin_object(std::uint8_t pin);
/// tries_in takes the tries that are left (tag 9B) from that object; nothing when it is not told.
std::optional<int> tries_in(ByteView object);

/// choose_signature_key sets the security environment for a signature with SHA-256 and PKCS#1 v1.5.
Command choose_signature_key(model::CardGeneration generation, std::uint8_t key);
/// choose_hash sets it for a hash whose last round is the card's (CPS3).
Command choose_hash();
/// last_round gives the card what is left to hash.
Command last_round(const x509::HashState& state);
/// compute_signature asks for the signature, over `hash` or, when empty, over the card's own.
Command compute_signature(model::CardGeneration generation, Bytes hash);

}  // namespace dmp::card::detail
