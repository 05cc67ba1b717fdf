#pragma once

#include <functional>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/model/workstation.hpp"

namespace dmp::card::detail {

/// Exchange sends one command APDU and returns the answer, which ends with two bytes of status.
using Exchange = std::function<Result<Bytes>(ByteView)>;

/// Answer is what a card says to a command.
struct Answer {
  Bytes data;
  std::uint16_t status = 0;  ///< SW1 SW2.
};

inline constexpr std::uint16_t kDone = 0x9000;
inline constexpr std::uint16_t kNotAllowed = 0x6982;  ///< Security status not satisfied.
inline constexpr std::uint16_t kBlocked = 0x6983;
inline constexpr std::uint16_t kConditions = 0x6985;  ///< Conditions of use not satisfied.
inline constexpr std::uint16_t kWrongData = 0x6A80;
inline constexpr std::uint16_t kUnknownInstruction = 0x6D00;
inline constexpr std::uint16_t kFileNotFound = 0x6A82;  ///< Or application.

/// send sends a command, repeats it with the length that the card asks for (6Cxx), and fetches what
/// it holds back (61xx, GET RESPONSE). Error ids: those of the exchange; CARD-ENDLESS
/// (environment) when the card never comes to an end.
Result<Answer> send(const Exchange& exchange, Bytes command);

/// class_of is the class byte of a generation: CPS4 answers on logical channel 1.
constexpr std::uint8_t class_of(model::CardGeneration generation) {
  return generation == model::CardGeneration::cps4 ? 0x01 : 0x00;
}

/// Command is a command APDU (ISO 7816-4) before it is written for a card.
struct Command {
  std::uint8_t cla = 0;
  std::uint8_t ins = 0;
  std::uint8_t p1 = 0;
  std::uint8_t p2 = 0;
  Bytes data = {};
  bool answers = false;  ///< Data are expected: Le goes with the command, as many as there are.
};

/// Abilities are what a card takes, as it says in its EF.ATR or historical bytes (tag 47, or 7).
struct Abilities {
  bool chaining = false;
  bool extended_length = false;
  bool sends_le = false;  ///< See Transport.
};

/// read_abilities takes the third byte of the card capabilities: bit 8 chaining, bit 7 extended
/// length (ISO 7816-4 12.1.1.9). `file` is EF.ATR; a category byte 80 in front is left out.
Abilities read_abilities(ByteView file, bool sends_le);

/// send writes a command as the card takes it: short, else extended, else as a chain of commands
/// (class bit 5). Error ids: those of send; CARD-COMMAND-LONG (internal) when the card takes none
/// of these.
Result<Answer> send(const Exchange& exchange, const Command& command, const Abilities& abilities);

}  // namespace dmp::card::detail
