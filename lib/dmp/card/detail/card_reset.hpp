#pragma once

#include <string>
#include <utility>

namespace dmp::card::detail {

/// CardReset resets, when it goes, the card in a reader of PC/SC, where `wanted`: a module's logout
/// does not reach the card, which would stay open for other programs. A reader of that name that
/// PC/SC does not have (a token that is no card) is let be.
struct CardReset {
  std::string reader;
  bool wanted = false;

  explicit CardReset(std::string name) : reader(std::move(name)) {}
  CardReset(const CardReset&) = delete;
  CardReset& operator=(const CardReset&) = delete;
  ~CardReset();
};

}  // namespace dmp::card::detail
