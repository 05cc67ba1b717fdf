#include "dmp/card/readers.hpp"

#include <algorithm>
#include <cstring>

#include "dmp/card/detail/pcsc.hpp"

namespace dmp::card {
namespace {

using detail::Context;
using detail::failure;
using detail::is;

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
  if (const auto established = context.establish(); !established) {
    return fail(established.error());
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
    readers.push_back({name, present, detail::upper_hex(ByteView(state.rgbAtr, size))});
  }
  return readers;
}

}  // namespace dmp::card
