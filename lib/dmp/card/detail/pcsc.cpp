#include "dmp/card/detail/pcsc.hpp"

#include <algorithm>
#include <array>

namespace dmp::card::detail {
namespace {

std::string_view id_of(LONG code) {
  if (is(code, SCARD_E_NO_SERVICE) || is(code, SCARD_E_SERVICE_STOPPED)) {
    return "PCSC-NO-SERVICE";
  }
  if (is(code, SCARD_W_REMOVED_CARD) || is(code, SCARD_E_NO_SMARTCARD) ||
      is(code, SCARD_E_READER_UNAVAILABLE) || is(code, SCARD_E_UNKNOWN_READER)) {
    return "CARD-REMOVED";
  }
  if (is(code, SCARD_W_UNRESPONSIVE_CARD) || is(code, SCARD_W_UNPOWERED_CARD) ||
      is(code, SCARD_E_PROTO_MISMATCH) || is(code, SCARD_W_UNSUPPORTED_CARD)) {
    return "CARD-MUTE";
  }
  return "PCSC-FAILED";
}

}  // namespace

bool is(LONG code, LONG expected) {
  return static_cast<std::uint32_t>(code) == static_cast<std::uint32_t>(expected);
}

std::string upper_hex(ByteView bytes) {
  auto text = to_hex(bytes);
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

Error failure(std::string_view call, LONG code) {
  const auto value = static_cast<std::uint32_t>(code);
  std::array<std::uint8_t, 4> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes.at(i) = static_cast<std::uint8_t>(value >> (8U * (3U - i)));
  }
  return {ErrorKind::environment,
          std::string(id_of(code)),
          {arg("call", call)},
          {std::string(::pcsc_stringify_error(code)) + " (0x" + upper_hex(bytes) + ")"}};
}

Context::~Context() {
  if (open_) {
    ::SCardReleaseContext(handle_);
  }
}

Status Context::establish() {
  const auto code = ::SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &handle_);
  open_ = code == SCARD_S_SUCCESS;
  return open_ ? Status() : fail(failure("SCardEstablishContext", code));
}

Connection::~Connection() {
  if (in_transaction_) {
    ::SCardEndTransaction(handle_, SCARD_LEAVE_CARD);
  }
  if (open_) {
    ::SCardDisconnect(handle_, SCARD_LEAVE_CARD);
  }
}

Status Connection::open(const Context& context, const std::string& reader) {
  auto code = ::SCardConnect(context.handle(), reader.c_str(), SCARD_SHARE_SHARED,
                             SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle_, &protocol_);
  if (code != SCARD_S_SUCCESS) {
    return fail(failure("SCardConnect", code));
  }
  open_ = true;
  code = ::SCardBeginTransaction(handle_);
  if (is(code, SCARD_W_RESET_CARD)) {  // by another program, between our two calls
    code = ::SCardReconnect(handle_, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                            SCARD_LEAVE_CARD, &protocol_);
    code = code == SCARD_S_SUCCESS ? ::SCardBeginTransaction(handle_) : code;
  }
  if (code != SCARD_S_SUCCESS) {
    return fail(failure("SCardBeginTransaction", code));
  }
  in_transaction_ = true;
  atr_.resize(MAX_ATR_SIZE);
  DWORD size = atr_.size();
  code = ::SCardStatus(handle_, nullptr, nullptr, nullptr, nullptr, atr_.data(), &size);
  if (code != SCARD_S_SUCCESS) {
    return fail(failure("SCardStatus", code));
  }
  atr_.resize(size);
  return {};
}

Result<Bytes> Connection::transmit(ByteView command) {
  Bytes answer(MAX_BUFFER_SIZE);
  DWORD size = answer.size();
  const auto* header = protocol_ == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
  const auto code = ::SCardTransmit(handle_, header, command.data(), command.size(), nullptr,
                                    answer.data(), &size);
  if (code != SCARD_S_SUCCESS) {
    return fail(failure("SCardTransmit", code));
  }
  if (size < 2) {
    return fail(ErrorKind::environment, "CARD-MUTE", {arg("call", "SCardTransmit")});
  }
  answer.resize(size);
  return answer;
}

}  // namespace dmp::card::detail
