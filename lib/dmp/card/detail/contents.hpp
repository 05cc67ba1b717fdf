#pragma once

#include <optional>

#include "dmp/card/detail/directory.hpp"
#include "dmp/card/detail/files.hpp"
#include "dmp/card/transport.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/x509/certificate.hpp"

namespace dmp::card::detail {

/// Contents is what a card gives out without a PIN, and what is needed to sign with it.
struct Contents {
  model::CardIdentity identity;
  std::optional<x509::Certificate> authentication;
  std::optional<x509::Certificate> signature;
  /// The signature key, where the directories of a CPS3 tell it; else that of the card's own
  /// software.
  std::uint8_t key_reference = 0;
  Bytes key_folder;  ///< Path from the master file of the directory in which that key is found.
  std::uint8_t pin_reference = 0;
  Abilities abilities;
  PinLength pin_length;
  PinPadding pin_padding;
  /// False where the directories tell a coding or a reference of the PIN that we do not know: it is
  /// not presented, since it might go to the wrong place.
  bool pin_is_known = true;
};

/// chip_digits takes EF.SN apart, `5A 0A` and twenty digits: issuer 8025000001, eight of the chip,
/// the Luhn digit, F. Nothing when it is not that of a CPx card.
std::optional<std::string> chip_digits(ByteView file);

/// read_chip_digits opens the card and reads its EF.SN: nothing where it has no application of
/// ours. Error ids: those of send.
Result<std::optional<std::string>> read_chip_digits(Files& files);

/// read_contents is all that is read of a card. One that is no CPx card is of generation `other`:
/// nothing is sent to it when its answer to reset says so. Error ids: those of send.
Result<Contents> read_contents(const Exchange& exchange, ByteView atr, bool sends_le);

}  // namespace dmp::card::detail
