#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "dmp/base/error.hpp"

/// CPx cards over PC/SC.
namespace dmp::card {

/// Reader is a smart-card reader and whether a card is in it.
struct Reader {
  std::string name;
  bool card_present = false;
  std::string atr;  ///< Answer to reset (ISO 7816-3), upper-case hexadecimal; empty without a card.

  bool operator==(const Reader&) const = default;
};

/// list_readers asks the PC/SC service; each question takes at most `limit`. Error ids
/// (environment): PCSC-NO-SERVICE, PCSC-FORBIDDEN, PCSC-FAILED. No reader at all is an empty list,
/// not an error.
Result<std::vector<Reader>> list_readers(
    std::chrono::milliseconds limit = std::chrono::seconds(20));

/// choose_reader returns the reader that is meant by `name`, its name or a part of it that no other
/// has, or without a name the only one with a card. Error ids: those of list_readers;
/// PCSC-NO-READER, CARD-NONE (environment), CARD-SEVERAL (usage, `names`), CARD-UNKNOWN-READER
/// (usage, `name`, `names`).
Result<std::string> choose_reader(const std::string& name, std::chrono::milliseconds limit);

}  // namespace dmp::card
