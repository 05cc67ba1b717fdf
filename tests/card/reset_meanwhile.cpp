// Another program that resets the card between two calls of the one which is looked at: preloaded
// into that, it does so before its first SCardStatus (RESET_TIMES: before so many), over a
// connection of its own, so that what the program gets is PC/SC's own answer.
#include <dlfcn.h>
#include <winscard.h>

#include <cstdlib>

namespace {

void reset_card() {
  const char* reader = std::getenv("CARD_READER");
  SCARDCONTEXT context = 0;
  SCARDHANDLE card = 0;
  DWORD protocol = 0;
  if (reader == nullptr ||
      SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context) != SCARD_S_SUCCESS ||
      SCardConnect(context, reader, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                   &card, &protocol) != SCARD_S_SUCCESS ||
      SCardDisconnect(card, SCARD_RESET_CARD) != SCARD_S_SUCCESS) {
    std::abort();  // The test would prove nothing.
  }
  SCardReleaseContext(context);
}

int wanted() {
  const char* times = std::getenv("RESET_TIMES");
  return times == nullptr ? 1 : std::atoi(times);
}

}  // namespace

extern "C" LONG SCardStatus(SCARDHANDLE card, LPSTR reader, LPDWORD reader_size, LPDWORD state,
                            LPDWORD protocol, LPBYTE atr, LPDWORD atr_size) {
  using Function = decltype(&SCardStatus);
  static const auto next = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "SCardStatus"));
  static int left = wanted();
  if (left-- > 0) {
    reset_card();
  }
  return next(card, reader, reader_size, state, protocol, atr, atr_size);
}
