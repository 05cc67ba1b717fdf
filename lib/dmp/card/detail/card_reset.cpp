#include "dmp/card/detail/card_reset.hpp"

#include "dmp/card/detail/pcsc.hpp"

namespace dmp::card::detail {

CardReset::~CardReset() {
  if (!wanted) {
    return;
  }
  try {
    constexpr std::chrono::milliseconds kShort{5'000};
    Connection connection(reader, kShort);
    if (connection.open()) {
      // Where another program has the card, it is reset when that one is through.
      (void)connection.begin();
      connection.end(After::reset);
    }
  } catch (...) {  // No memory: what is left is the module's own logout.
    wanted = false;
  }
}

}  // namespace dmp::card::detail
