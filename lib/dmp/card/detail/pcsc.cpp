#include "dmp/card/detail/pcsc.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dmp/base/secret.hpp"

namespace dmp::card::detail {
namespace {

struct Meaning {
  LONG code;
  std::string_view id;
  Reason reason = Reason::other;
};

/// What each code of PC/SC means for a person; the others are PCSC-FAILED with the code's own
/// words.
constexpr Meaning kMeanings[] = {
    {SCARD_E_NO_SERVICE, "PCSC-NO-SERVICE", Reason::unreachable},
    {SCARD_E_SERVICE_STOPPED, "PCSC-NO-SERVICE", Reason::unreachable},
    {SCARD_F_COMM_ERROR, "PCSC-NO-SERVICE", Reason::unreachable},
    {SCARD_E_INVALID_HANDLE, "PCSC-NO-SERVICE",
     Reason::unreachable},  // The service was started anew meanwhile.
    {SCARD_W_SECURITY_VIOLATION, "PCSC-FORBIDDEN"},
    {SCARD_E_NO_ACCESS, "PCSC-FORBIDDEN"},
    {SCARD_E_READER_UNAVAILABLE, "PCSC-READER-GONE"},
    {SCARD_E_UNKNOWN_READER, "PCSC-READER-GONE"},
    {SCARD_E_NO_READERS_AVAILABLE, "PCSC-READER-GONE"},
    {SCARD_W_REMOVED_CARD, "CARD-REMOVED", Reason::card_removed},
    {SCARD_E_NO_SMARTCARD, "CARD-REMOVED", Reason::card_removed},
    {SCARD_E_SHARING_VIOLATION, "CARD-IN-USE"},
    {SCARD_W_UNRESPONSIVE_CARD, "CARD-MUTE", Reason::card_trouble},
    {SCARD_W_UNPOWERED_CARD, "CARD-MUTE", Reason::card_trouble},
    {SCARD_E_PROTO_MISMATCH, "CARD-MUTE", Reason::card_trouble},
    {SCARD_W_UNSUPPORTED_CARD, "CARD-MUTE", Reason::card_trouble},
    {SCARD_E_CARD_UNSUPPORTED, "CARD-MUTE", Reason::card_trouble},
    {SCARD_W_RESET_CARD, "CARD-BROKEN-OFF", Reason::card_trouble},
    {SCARD_E_NOT_TRANSACTED, "CARD-BROKEN-OFF", Reason::card_trouble},
    {SCARD_E_COMM_DATA_LOST, "CARD-BROKEN-OFF", Reason::card_trouble},
    {SCARD_E_NOT_READY, "CARD-BROKEN-OFF", Reason::card_trouble},
};

Meaning meaning_of(LONG code) {
  const auto found = std::ranges::find_if(
      kMeanings, [code](const Meaning& meaning) { return is(code, meaning.code); });
  return found == std::end(kMeanings) ? Meaning{code, "PCSC-FAILED", Reason::card_trouble} : *found;
}

constexpr DWORD kProtocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;

}  // namespace

bool is(LONG code, LONG expected) {
  return static_cast<std::uint32_t>(code) == static_cast<std::uint32_t>(expected);
}

/// What a call that did not end means: the service itself hangs, or another program has the card.
std::string_view id_of_timeout(std::string_view call) {
  return call == "SCardConnect" || call == "SCardStatus" || call == "SCardReconnect" ? "CARD-IN-USE"
                                                                                     : "PCSC-HANGS";
}

Error failure(std::string_view call, LONG code) {
  const auto value = static_cast<std::uint32_t>(code);
  std::array<std::uint8_t, 4> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes.at(i) = static_cast<std::uint8_t>(value >> (8U * (3U - i)));
  }
  const auto meaning =
      is(code, SCARD_E_TIMEOUT) ? Meaning{code, id_of_timeout(call)} : meaning_of(code);
  return {ErrorKind::environment,
          std::string(meaning.id),
          {arg("call", call)},
          {std::string(::pcsc_stringify_error(code)) + " (0x" + to_upper_hex(bytes) + ")"},
          meaning.reason};
}

LONG Service::call(std::function<LONG()> function, std::chrono::milliseconds limit) {
  const auto code = std::make_shared<LONG>(SCARD_E_TIMEOUT);
  const bool ended =
      caller_.run([code, function = std::move(function)] { *code = function(); }, limit);
  return ended ? *code : SCARD_E_TIMEOUT;
}

LONG Service::undo(std::function<LONG()> function) {
  const auto code = std::make_shared<LONG>(SCARD_E_TIMEOUT);
  const bool ended =
      caller_.undo([code, function = std::move(function)] { *code = function(); }, limit_);
  return ended ? *code : SCARD_E_TIMEOUT;
}

Status Service::establish() {
  release();
  const auto code = call([handle = handle_] {
    return ::SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, handle.get());
  });
  open_ = code == SCARD_S_SUCCESS || is(code, SCARD_E_TIMEOUT);
  return code == SCARD_S_SUCCESS ? Status() : fail(failure("SCardEstablishContext", code));
}

void Service::release() {
  if (std::exchange(open_, false)) {
    // The handle is there when what was to make it has come back.
    undo([handle = handle_] { return ::SCardReleaseContext(*handle); });
  }
}

Status Connection::open() {
  if (auto status = service_.establish(); !status) {
    return status;
  }
  const auto code = service_.call([context = service_.handle(), reader = reader_, card = card_] {
    return ::SCardConnect(context, reader.c_str(), SCARD_SHARE_SHARED, kProtocols, &card->handle,
                          &card->protocol);
  });
  if (code != SCARD_S_SUCCESS) {
    return fail(failure_of("SCardConnect", code));
  }
  open_ = true;
  return read_atr();
}

/// Another program may reset the card between two of our calls: once is no reason to give up.
Status Connection::read_atr() {
  auto code = ask_atr();
  if (is(code, SCARD_W_RESET_CARD)) {
    code = reconnect_once();
    if (code != SCARD_S_SUCCESS) {
      return fail(failure_of("SCardReconnect", code));
    }
    code = ask_atr();
  }
  return code == SCARD_S_SUCCESS ? Status() : fail(failure_of("SCardStatus", code));
}

LONG Connection::ask_atr() {
  struct Answer {
    std::array<std::uint8_t, MAX_ATR_SIZE> bytes{};
    DWORD size = MAX_ATR_SIZE;
  };
  const auto answer = std::make_shared<Answer>();
  const auto code = service_.call([card = card_, answer] {
    return ::SCardStatus(card->handle, nullptr, nullptr, nullptr, nullptr, answer->bytes.data(),
                         &answer->size);
  });
  if (code == SCARD_S_SUCCESS) {
    atr_.assign(answer->bytes.begin(),
                answer->bytes.begin() + static_cast<std::ptrdiff_t>(answer->size));
  }
  return code;
}

/// Whether the reader is empty. The service sees a card leave some tenths of a second later than
/// the exchange with it breaks off.
bool Connection::is_empty() {
  struct Look {
    std::string name;
    SCARD_READERSTATE state{};
  };
  constexpr int kRounds = 8;
  constexpr DWORD kRound = 200;  // milliseconds, shorter than any limit
  const auto look = std::make_shared<Look>(Look{reader_, {}});
  look->state.szReader = look->name.c_str();
  look->state.dwCurrentState = SCARD_STATE_UNAWARE;
  for (int round = 0; round < kRounds; ++round) {
    const auto code = service_.call([look, context = service_.handle()] {
      return ::SCardGetStatusChange(context, kRound, &look->state, 1);
    });
    if (code == SCARD_S_SUCCESS && (look->state.dwEventState & SCARD_STATE_EMPTY) != 0) {
      return true;
    }
    if (code != SCARD_S_SUCCESS && !is(code, SCARD_E_TIMEOUT)) {
      return false;
    }
    look->state.dwCurrentState =
        look->state.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
  }
  return false;
}

/// No answer, or none that is one: some readers say so of a card that was pulled out.
Error Connection::silence(std::string_view call) {
  const bool is_gone = is_empty();
  return {ErrorKind::environment,
          is_gone ? "CARD-REMOVED" : "CARD-MUTE",
          {arg("call", call)},
          {},
          is_gone ? Reason::card_removed : Reason::card_trouble};
}

/// The failure of a call about the card. What a card that was pulled out gives differs from reader
/// to reader: where none is left in it, that is what happened.
Error Connection::failure_of(std::string_view call, LONG code) {
  auto error = failure(call, code);
  if (error.reason == Reason::card_trouble && is_empty()) {
    error.id = "CARD-REMOVED";
    error.reason = Reason::card_removed;
  }
  return error;
}

void Connection::disconnect() {
  end(After::leave);
  if (std::exchange(open_, false)) {
    service_.undo([card = card_] { return ::SCardDisconnect(card->handle, card->at_the_end); });
  }
}

/// After another program has reset the card: connects again, without a reset of our own.
Status Connection::reconnect() {
  const auto code = reconnect_once();
  return code == SCARD_S_SUCCESS ? read_atr() : fail(failure_of("SCardReconnect", code));
}

LONG Connection::reconnect_once() {
  return service_.call([card = card_] {
    return ::SCardReconnect(card->handle, SCARD_SHARE_SHARED, kProtocols, SCARD_LEAVE_CARD,
                            &card->protocol);
  });
}

Result<bool> Connection::begin() {
  if (in_transaction_ && !hangs_) {
    return false;
  }
  const auto begin_once = [this] {
    return service_.call([card = card_] { return ::SCardBeginTransaction(card->handle); });
  };
  bool anew = false;
  auto code = begin_once();
  if (is(code, SCARD_W_RESET_CARD)) {
    anew = true;
    if (auto status = reconnect(); !status) {
      return fail(std::move(status.error()));
    }
    code = begin_once();
  } else if (meaning_of(code).reason == Reason::unreachable) {
    // The service was started anew: so do we, once.
    anew = true;
    open_ = false;
    if (auto status = open(); !status) {
      return fail(std::move(status.error()));
    }
    code = begin_once();
  }
  if (is(code, SCARD_E_TIMEOUT)) {
    code = SCARD_E_SHARING_VIOLATION;  // Another program never came to the end of its transaction.
    in_transaction_ = hangs_ = true;   // When it does, ours begins, to be ended at once.
  }
  if (code != SCARD_S_SUCCESS) {
    return fail(failure_of("SCardBeginTransaction", code));
  }
  in_transaction_ = true;
  return anew;
}

void Connection::end(After after) noexcept {
  if (std::exchange(in_transaction_, false)) {
    const DWORD what = after == After::reset ? SCARD_RESET_CARD : SCARD_LEAVE_CARD;
    try {
      service_.undo([card = card_, what] {
        const auto code = ::SCardEndTransaction(card->handle, what);
        // A card that was taken out or reset has forgotten the PIN.
        if (code != SCARD_S_SUCCESS && !is(code, SCARD_W_RESET_CARD) &&
            !is(code, SCARD_W_REMOVED_CARD)) {
          card->at_the_end = what;
        }
        return code;
      });
    } catch (...) {  // No memory for the call: the service ends the transaction when we go.
      open_ = false;
    }
  }
}

Result<Bytes> Connection::transmit(ByteView command) {
  struct Exchange {
    Bytes command;  // It may hold a PIN.
    Bytes answer = Bytes(MAX_BUFFER_SIZE);
    DWORD size = MAX_BUFFER_SIZE;
  };
  const auto exchange = std::make_shared<Exchange>();
  exchange->command.assign(command.begin(), command.end());
  const auto code = service_.call([card = card_, exchange] {
    const auto* header = card->protocol == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
    return ::SCardTransmit(card->handle, header, exchange->command.data(), exchange->command.size(),
                           nullptr, exchange->answer.data(), &exchange->size);
  });
  if (is(code, SCARD_E_TIMEOUT)) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(service_.limit());
    return fail(ErrorKind::environment, "CARD-TIMEOUT", {arg("seconds", seconds.count())});
  }
  if (code != SCARD_S_SUCCESS) {
    return fail(failure_of("SCardTransmit", code));
  }
  if (exchange->size < 2 || exchange->size > exchange->answer.size()) {
    return fail(silence("SCardTransmit"));
  }
  exchange->answer.resize(exchange->size);
  return std::move(exchange->answer);
}

}  // namespace dmp::card::detail
