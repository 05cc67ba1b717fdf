#pragma once

#include <cstdint>

#include "dmp/base/bytes.hpp"

namespace dmp::x509 {

/// HashState is SHA-256 (FIPS 180-4) stopped before its last step, for cards that insist on doing
/// that step themselves.
struct HashState {
  Bytes chaining;  ///< The eight words after the blocks so far, big endian; empty when none.
  std::uint64_t bits = 0;  ///< How many bits those blocks have.
  ByteView rest;           ///< What is left: 1 to 64 bytes, and none of an empty message.
};

/// hash_all_but_last hashes all of the message but its last 1 to 64 bytes; a message that is a
/// multiple of 64 keeps a whole block. `rest` looks at the message.
HashState hash_all_but_last(ByteView message);

}  // namespace dmp::x509
