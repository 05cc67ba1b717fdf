#pragma once

// The only door to PC/SC: owners of its handles, and its codes as errors. Not installed.

#include <winscard.h>

#include <string>
#include <string_view>

#include "dmp/core/bytes.hpp"
#include "dmp/core/error.hpp"

namespace dmp::card::detail {

/// Context is a connection to the PC/SC service.
class Context {
 public:
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context();

  /// establish connects. Error ids (environment): PCSC-NO-SERVICE, PCSC-FAILED.
  Status establish();
  [[nodiscard]] SCARDCONTEXT handle() const { return handle_; }

 private:
  SCARDCONTEXT handle_ = 0;
  bool open_ = false;
};

/// Connection is a card that other programs may use as well, held for one transaction; it is left
/// as it is at the end.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// open connects to the card in a reader and waits until no other program uses it. Error ids
  /// (environment): CARD-REMOVED, CARD-MUTE, PCSC-NO-SERVICE, PCSC-FAILED.
  Status open(const Context& context, const std::string& reader);
  /// transmit sends one command APDU (ISO 7816-4) and returns the answer with its status word, at
  /// least two bytes. Error ids as above.
  Result<Bytes> transmit(ByteView command);
  [[nodiscard]] const Bytes& atr() const { return atr_; }  ///< Answer to reset.
  /// Whether Le goes with a command that has data (T=1), or is left to GET RESPONSE (T=0).
  [[nodiscard]] bool sends_le() const { return protocol_ == SCARD_PROTOCOL_T1; }

 private:
  SCARDHANDLE handle_ = 0;
  DWORD protocol_ = SCARD_PROTOCOL_UNDEFINED;
  Bytes atr_;
  bool open_ = false;
  bool in_transaction_ = false;
};

/// is compares codes, which are 32 bits wide whatever LONG is, with the highest one set.
bool is(LONG code, LONG expected);

/// failure turns a code into an error; `call` is the function that gave it.
Error failure(std::string_view call, LONG code);

/// upper_hex writes two upper-case digits a byte.
std::string upper_hex(ByteView bytes);

}  // namespace dmp::card::detail
