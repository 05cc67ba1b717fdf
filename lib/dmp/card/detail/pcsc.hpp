#pragma once

// The only door to PC/SC: owners of its handles, and its codes as errors. Not installed.

#include <winscard.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "dmp/card/detail/caller.hpp"
#include "dmp/card/readers.hpp"
#include "dmp/card/transport.hpp"
#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

namespace dmp::card::detail {

/// How long a call may take when nobody says otherwise: cards think for seconds, not for minutes.
inline constexpr std::chrono::milliseconds kPatience{20'000};

/// Service is a connection to the PC/SC service. Its calls end within a time limit, whatever the
/// service, the reader and the card do.
class Service {
 public:
  explicit Service(std::chrono::milliseconds limit = kPatience)
      : limit_(limit), handle_(std::make_shared<SCARDCONTEXT>(0)) {}
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;
  ~Service() { release(); }

  /// establish connects, anew where it was connected. Error ids (environment): PCSC-NO-SERVICE,
  /// PCSC-FORBIDDEN, PCSC-FAILED.
  Status establish();
  [[nodiscard]] SCARDCONTEXT handle() const { return *handle_; }
  [[nodiscard]] std::chrono::milliseconds limit() const { return limit_; }

  /// call runs a function of PC/SC and returns its code, SCARD_E_TIMEOUT when it does not end.
  /// What `function` uses has to belong to it.
  LONG call(std::function<LONG()> function, std::chrono::milliseconds limit);
  LONG call(std::function<LONG()> function) { return call(std::move(function), limit_); }
  /// undo is call for a function that takes back what others did. Where one of these hangs it is
  /// left to its thread, for when that comes back.
  LONG undo(std::function<LONG()> function);

 private:
  void release();

  std::chrono::milliseconds limit_;
  Caller caller_;
  std::shared_ptr<SCARDCONTEXT> handle_;
  bool open_ = false;
};

/// Connection is a card that other programs may use as well. It is left as it is at the end, unless
/// the end of a transaction was to reset it and could not. What a call that did not end in time
/// does all the same is undone as soon as it comes back: nobody is left waiting for a transaction
/// of ours, nor finds a login.
class Connection final : public Transport {
 public:
  explicit Connection(std::string reader, std::chrono::milliseconds limit = kPatience)
      : service_(limit), reader_(std::move(reader)), card_(std::make_shared<Card>()) {}
  ~Connection() override { disconnect(); }

  /// open connects to the card in the reader. Error ids: those of begin.
  Status open();

  [[nodiscard]] const std::string& reader() const override { return reader_; }
  [[nodiscard]] const Bytes& atr() const override { return atr_; }
  [[nodiscard]] bool sends_le() const override { return card_->protocol == SCARD_PROTOCOL_T1; }
  Result<bool> begin() override;
  void end(After after) noexcept override;
  Result<Bytes> transmit(ByteView command) override;
  bool has_pinpad() override;
  Result<Bytes> verify_at_pinpad(ByteView header, PinLength length) override;

 private:
  struct Card {
    SCARDHANDLE handle = 0;
    DWORD protocol = SCARD_PROTOCOL_UNDEFINED;
    DWORD at_the_end = SCARD_LEAVE_CARD;
  };
  void disconnect();
  Status reconnect();
  LONG reconnect_once();
  Status read_atr();
  LONG ask_atr();
  bool is_empty();
  Error silence(std::string_view call);
  Error failure_of(std::string_view call, LONG code);
  Result<Bytes> control(DWORD code, Bytes data, std::chrono::milliseconds limit);

  Service service_;
  std::string reader_;
  std::shared_ptr<Card> card_;
  Bytes atr_;
  bool open_ = false;
  bool hangs_ = false;           ///< A transaction did not begin in time.
  bool in_transaction_ = false;  ///< Or may be: the call did not end in time.
};

/// is compares codes, which are 32 bits wide whatever LONG is, with the highest one set.
bool is(LONG code, LONG expected);

/// failure turns a code into an error; `call` is the function that gave it.
Error failure(std::string_view call, LONG code);

/// reader_of is what the state of a reader says of it.
Reader reader_of(const SCARD_READERSTATE& state);

}  // namespace dmp::card::detail
