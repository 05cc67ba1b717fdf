#pragma once

#include <cstddef>
#include <string>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

namespace dmp::card {

/// What becomes of a card at the end of a transaction.
enum class After {
  leave,  ///< It stays as it is.
  reset,  ///< It forgets the PIN, so that no other program inherits it.
};

/// PinLength is how many digits a PIN has.
struct PinLength {
  std::size_t min = 4;
  std::size_t max = 4;
};

/// Transport is the port to one card in a reader, which other programs may use as well. Every call
/// ends within a time that whoever made the object has set.
class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  [[nodiscard]] virtual const std::string& reader() const = 0;
  [[nodiscard]] virtual const Bytes& atr() const = 0;  ///< Answer to reset (ISO 7816-3).
  /// sends_le tells whether Le goes with a command that has data (T=1), or is left to GET RESPONSE
  /// (T=0).
  [[nodiscard]] virtual bool sends_le() const = 0;

  /// begin waits until no other program is in a transaction, and keeps them out. It returns whether
  /// the card was reset since the last one: what was selected or presented is lost then, and it may
  /// be another card. Error ids (environment): CARD-REMOVED, CARD-IN-USE, CARD-MUTE,
  /// PCSC-NO-SERVICE, PCSC-HANGS, PCSC-READER-GONE, PCSC-FORBIDDEN, PCSC-FAILED.
  virtual Result<bool> begin() = 0;
  /// end lets other programs in again. Outside a transaction it does nothing.
  virtual void end(After after) noexcept = 0;

  /// transmit sends one command APDU (ISO 7816-4) inside a transaction and returns the answer with
  /// its status word, at least two bytes. Error ids: those of begin, CARD-BROKEN-OFF, CARD-TIMEOUT
  /// (`seconds`).
  virtual Result<Bytes> transmit(ByteView command) = 0;

  /// has_pinpad tells whether a PIN can be typed at the reader (PC/SC part 10,
  /// FEATURE_VERIFY_PIN_DIRECT).
  virtual bool has_pinpad() = 0;
  /// verify_at_pinpad has the reader take a PIN in ASCII digits and send it behind the four bytes
  /// of `header`. The answer is the card's, or the reader's own 6400 (time-out), 6401 (cancelled)
  /// or 6403 (length). Error ids: those of transmit.
  virtual Result<Bytes> verify_at_pinpad(ByteView header, PinLength length) = 0;
};

}  // namespace dmp::card
