#pragma once

#include <functional>

#include "dmp/core/bytes.hpp"
#include "dmp/core/error.hpp"

namespace dmp::card::detail {

/// Exchange sends one command APDU and returns the answer, which ends with two bytes of status.
using Exchange = std::function<Result<Bytes>(ByteView)>;

/// Answer is what a card says to a command.
struct Answer {
  Bytes data;
  std::uint16_t status = 0;  ///< SW1 SW2.
};

inline constexpr std::uint16_t kDone = 0x9000;
inline constexpr std::uint16_t kFileNotFound = 0x6A82;  ///< Or application.

/// send sends a command, repeats it with the length that the card asks for (6Cxx), and fetches what
/// it holds back (61xx, GET RESPONSE). Error ids: those of the exchange; CARD-ENDLESS
/// (environment) when the card never comes to an end.
Result<Answer> send(const Exchange& exchange, Bytes command);

}  // namespace dmp::card::detail
