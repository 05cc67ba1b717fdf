#pragma once

#include "dmp/base/bytes.hpp"
#include "dmp/model/workstation.hpp"

namespace dmp::card {

/// AtrMatch is what an answer to reset tells of a card.
struct AtrMatch {
  model::CardGeneration generation = model::CardGeneration::other;
  bool contactless = false;
  bool exact = false;  ///< False for a revision that only looks like a CPx card.
};

/// recognise compares an answer to reset with those of CPx cards (ANS Cryptolib CPS 5.2), exactly
/// and then by the masks that its Windows installer registers. It is no proof: other cards may give
/// the same answer.
AtrMatch recognise(ByteView atr);

/// describe_atr takes an answer to reset apart (ISO 7816-3 8.2), which tells something of every
/// card. Nothing is guessed from it.
model::AtrFacts describe_atr(ByteView atr);

}  // namespace dmp::card
