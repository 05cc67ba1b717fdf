#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "dmp/card/card.hpp"
#include "dmp/card/transport.hpp"
#include "dmp/base/error.hpp"

namespace dmp::card {

/// CardOptions is how a card is spoken to.
struct CardOptions {
  /// How long one exchange may take.
  std::chrono::milliseconds limit{20'000};
  /// Told every command ("> 00 A4 …") and answer ("< 90 00") in hexadecimal; what is a PIN in them
  /// is "**".
  std::function<void(std::string_view line)> trace = {};
  /// Told how many bytes have come while the card is read, which takes a slow one seconds.
  std::function<void(std::size_t bytes)> progress = {};
};

/// open_card reads the card in a reader over PC/SC and holds it: CPS3 (IAS-ECC), or CPS4 (ChipDoc),
/// which nobody has tried with a real card yet. One that is no CPx card is of generation `other`,
/// and can do nothing. Between the calls other programs may use the card; from the moment that the
/// PIN is presented they wait, until the object goes, and then the card is reset so that they do
/// not inherit the PIN. Error ids (environment): those of Transport, CARD-ENDLESS; later
/// CARD-CHANGED, when there is another card in the reader, and CARD-NO-APPLICATION, when the card
/// does not let its application be chosen any more.
Result<std::unique_ptr<Card>> open_card(const std::string& reader, const CardOptions& options);

/// open_card over any way to a card; its time limits are the transport's.
Result<std::unique_ptr<Card>> open_card(std::unique_ptr<Transport> transport,
                                        const CardOptions& options);

}  // namespace dmp::card
