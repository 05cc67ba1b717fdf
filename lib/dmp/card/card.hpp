#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/x509/certificate.hpp"

namespace dmp::card {

/// PinState is what a card says of its PIN; asking costs no try.
struct PinState {
  bool needed = true;             ///< False for a token that signs without any PIN.
  bool verified = false;          ///< Presented already, by us or by another program.
  bool blocked = false;           ///< No try is left: only a new code from ANS helps.
  std::optional<int> tries_left;  ///< Nothing where the card does not say.
  bool last_try = false;          ///< One more wrong PIN may block the card.
  std::size_t min_length = 4;     ///< In digits.
  std::size_t max_length = 4;
};

/// check_tries refuses to present a PIN to a blocked card and, unless `allow_last_try`, where that
/// may be the last try. Error ids (secret): CARD-PIN-BLOCKED, CARD-PIN-LAST-TRY,
/// CARD-PIN-TRIES-UNKNOWN.
Status check_tries(const PinState& state, bool allow_last_try);

/// pin_uncertain words what ended an exchange in which a PIN was presented: the card may have taken
/// it, so that a try may be spent. CARD-PIN-UNCERTAIN, with `reason`, of the kind of the cause.
Error pin_uncertain(Error cause);

/// Card is a card in a reader, or a token behind a PKCS#11 module, held for as long as the object
/// lives: what it says of itself, its PIN, and its signature key. The authentication key is out of
/// its reach.
class Card {
 public:
  Card() = default;
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;
  virtual ~Card() = default;

  /// place names where it is: the reader, or the token's label.
  [[nodiscard]] virtual const std::string& place() const = 0;
  [[nodiscard]] virtual const model::CardIdentity& identity() const = 0;
  /// The certificates of the two keys, where the card gives them out. The one of the signature key
  /// has nonRepudiation in its keyUsage.
  [[nodiscard]] virtual const std::optional<x509::Certificate>& authentication() const = 0;
  [[nodiscard]] virtual const std::optional<x509::Certificate>& signature() const = 0;

  /// pin_state asks without spending a try.
  virtual Result<PinState> pin_state() = 0;

  /// has_pinpad tells whether the reader has keys of its own, on which the PIN can be typed.
  virtual bool has_pinpad() = 0;

  /// verify_pin looks at the tries once more (check_tries) and presents the PIN once, and never
  /// again by itself; without a PIN it is typed at the reader. Error ids (secret): those of
  /// check_tries, CARD-PIN-WRONG (`left`: tries, or "?"), CARD-PIN-BLOCKED,
  /// CARD-PIN-FORMAT (`min`, `max`: nothing was sent), CARD-PIN-CANCELLED, CARD-PIN-TIMEOUT,
  /// CARD-PIN-NOT-PRESENTED (the reader did not send it: the counter is as it was); those of the
  /// way to the card before the PIN is sent, and pin_uncertain's from then on.
  virtual Status verify_pin(const Secret* pin, bool allow_last_try) = 0;

  /// sign makes an RSASSA-PKCS1-v1_5 signature with SHA-256 over the message with the signature
  /// key. Error ids: CARD-PIN-NEEDED (secret: the card wants its PIN first), CARD-NO-SIGNATURE-KEY,
  /// CARD-SIGN (environment, `status`: what the card answered); those of the way to the card.
  virtual Result<Bytes> sign(ByteView message) = 0;
};

}  // namespace dmp::card
