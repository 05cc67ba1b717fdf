#include "dmp/card/readers.hpp"

#include <winscard.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "dmp/core/bytes.hpp"

namespace dmp::card {
namespace {

/// Context is a connection to the PC/SC service.
class Context {
 public:
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() {
    if (open_) {
      ::SCardReleaseContext(handle_);
    }
  }
  LONG establish() {
    const auto code = ::SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &handle_);
    open_ = code == SCARD_S_SUCCESS;
    return code;
  }
  [[nodiscard]] SCARDCONTEXT handle() const { return handle_; }

 private:
  SCARDCONTEXT handle_ = 0;
  bool open_ = false;
};

/// Codes are 32 bits wide whatever LONG is, with the highest one set.
bool is(LONG code, LONG expected) {
  return static_cast<std::uint32_t>(code) == static_cast<std::uint32_t>(expected);
}

std::string upper_hex(ByteView bytes) {
  auto text = to_hex(bytes);
  for (auto& c : text) {
    c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

Error failure(std::string_view call, LONG code) {
  const auto value = static_cast<std::uint32_t>(code);
  std::array<std::uint8_t, 4> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes.at(i) = static_cast<std::uint8_t>(value >> (8U * (3U - i)));
  }
  const bool stopped = is(code, SCARD_E_NO_SERVICE) || is(code, SCARD_E_SERVICE_STOPPED);
  return {ErrorKind::environment,
          stopped ? "PCSC-NO-SERVICE" : "PCSC-FAILED",
          {arg("call", call)},
          {std::string(::pcsc_stringify_error(code)) + " (0x" + upper_hex(bytes) + ")"}};
}

/// The names, which the service gives as one text with a NUL after each.
Result<std::vector<std::string>> reader_names(const Context& context) {
  // The list may grow between asking for its size and asking for it.
  constexpr int kTries = 5;
  LONG code = SCARD_E_INSUFFICIENT_BUFFER;
  for (int i = 0; i < kTries && is(code, SCARD_E_INSUFFICIENT_BUFFER); ++i) {
    DWORD size = 0;
    std::vector<char> names;
    code = ::SCardListReaders(context.handle(), nullptr, nullptr, &size);
    if (code == SCARD_S_SUCCESS) {
      names.assign(static_cast<std::size_t>(size) + 1, '\0');
      code = ::SCardListReaders(context.handle(), nullptr, names.data(), &size);
    }
    if (is(code, SCARD_E_NO_READERS_AVAILABLE)) {
      return std::vector<std::string>();
    }
    if (code == SCARD_S_SUCCESS) {
      std::vector<std::string> found;
      for (const char* name = names.data(); *name != '\0'; name += std::strlen(name) + 1) {
        found.emplace_back(name);
      }
      return found;
    }
  }
  return fail(failure("SCardListReaders", code));
}

}  // namespace

Result<std::vector<Reader>> list_readers() {
  Context context;
  if (const auto code = context.establish(); code != SCARD_S_SUCCESS) {
    return fail(failure("SCardEstablishContext", code));
  }
  const auto names = reader_names(context);
  if (!names) {
    return fail(names.error());
  }
  std::vector<Reader> readers;
  for (const auto& name : *names) {
    SCARD_READERSTATE state{};
    state.szReader = name.c_str();
    state.dwCurrentState = SCARD_STATE_UNAWARE;
    // This looks without connecting: a card that another program uses is left in peace.
    const auto code = ::SCardGetStatusChange(context.handle(), 0, &state, 1);
    if (is(code, SCARD_E_UNKNOWN_READER)) {
      continue;  // unplugged meanwhile
    }
    if (code != SCARD_S_SUCCESS) {
      return fail(failure("SCardGetStatusChange", code));
    }
    const bool present = (state.dwEventState & SCARD_STATE_PRESENT) != 0;
    const auto size = present ? std::min<std::size_t>(state.cbAtr, sizeof state.rgbAtr) : 0;
    readers.push_back({name, present, upper_hex(ByteView(state.rgbAtr, size))});
  }
  return readers;
}

}  // namespace dmp::card
