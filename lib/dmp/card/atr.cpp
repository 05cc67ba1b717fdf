#include "dmp/card/atr.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "dmp/card/detail/pcsc.hpp"

namespace dmp::card {
namespace {

using model::CardGeneration;

using Contact = std::array<std::uint8_t, 17>;
using Contactless = std::array<std::uint8_t, 20>;

constexpr Contact kCps3 = {0x3B, 0xAC, 0x00, 0x40, 0x2A, 0x00, 0x12, 0x25, 0x00,
                           0x64, 0x80, 0x00, 0x03, 0x10, 0x00, 0x90, 0x00};
constexpr std::array<Contact, 3> kCps4 = {{
    {0x3B, 0x9B, 0x18, 0x80, 0x01, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x04, 0x01, 0x00, 0x00, 0x90,
     0x44},
    // Two of the cards before the series.
    {0x3B, 0x9B, 0x18, 0x80, 0x01, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x00, 0x04, 0x01, 0x00, 0x90,
     0x44},
    {0x3B, 0xDC, 0x18, 0xFF, 0x00, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x00, 0x04, 0x01, 0x00, 0x90,
     0x00},
}};
constexpr Contactless kCps3Contactless = {0x3B, 0x8F, 0x80, 0x01, 0x00, 0x31, 0xB8,
                                          0x64, 0x04, 0xB0, 0xEC, 0xC1, 0x73, 0x94,
                                          0x01, 0x80, 0x82, 0x90, 0x00, 0x0E};
constexpr Contact kContactMask = {0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF,
                                  0xFF, 0xFF, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF};
constexpr Contactless kContactlessMask = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                          0xFF, 0x00, 0x00, 0xFF, 0xC0, 0xFF, 0xFF,
                                          0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

template <typename Atr>
bool agrees(ByteView atr, const Atr& expected, const Atr& mask) {
  if (atr.size() != expected.size()) {
    return false;
  }
  for (std::size_t i = 0; i < atr.size(); ++i) {
    if (((atr[i] ^ expected.at(i)) & mask.at(i)) != 0) {
      return false;
    }
  }
  return true;
}

}  // namespace

AtrMatch recognise(ByteView atr) {
  if (std::ranges::equal(atr, kCps3)) {
    return {CardGeneration::cps3, false, true};
  }
  if (std::ranges::any_of(kCps4,
                          [atr](const auto& each) { return std::ranges::equal(atr, each); })) {
    return {CardGeneration::cps4, false, true};
  }
  if (agrees(atr, kCps3Contactless, kContactlessMask)) {
    return {CardGeneration::cps3, true, std::ranges::equal(atr, kCps3Contactless)};
  }
  if (agrees(atr, kCps3, kContactMask)) {
    constexpr std::size_t kVersion = 12;  // 03 on CPS3, 04 on CPS4
    return {atr[kVersion] == 0x04 ? CardGeneration::cps4 : CardGeneration::cps3, false, false};
  }
  return {};
}

model::AtrFacts describe_atr(ByteView atr) {
  model::AtrFacts facts;
  facts.bytes = to_upper_hex(atr);
  if (atr.size() < 2) {
    return facts;
  }
  const std::size_t historical = atr[1] & 0x0FU;
  std::size_t at = 2;
  bool has_check = false;
  // Y tells which of TA, TB, TC and TD follow; TD has the protocol, and the next Y.
  unsigned following = atr[1] >> 4U;
  bool more = true;
  bool cut = false;  // An interface byte that is announced is not there.
  while (more) {
    at += static_cast<std::size_t>(std::popcount(following & 0x7U));
    more = (following & 0x8U) != 0 && at < atr.size();
    cut = cut || ((following & 0x8U) != 0 && !more);
    if (more) {
      const unsigned protocol = atr[at] & 0x0FU;
      auto name = "T=" + std::to_string(protocol);
      if (protocol != 15 && std::ranges::find(facts.protocols, name) == facts.protocols.end()) {
        facts.protocols.push_back(std::move(name));
      }
      has_check = has_check || protocol != 0;
      following = atr[at++] >> 4U;
    }
  }
  if (facts.protocols.empty()) {
    facts.protocols.emplace_back("T=0");
  }
  const auto size = at + historical + (has_check ? 1 : 0);
  if (at <= atr.size()) {
    facts.historical = to_upper_hex(atr.subspan(at, std::min(historical, atr.size() - at)));
  }
  unsigned check = 0;
  for (const auto byte : atr.subspan(1)) {
    check ^= byte;
  }
  facts.well_formed = !cut && size == atr.size() && (!has_check || check == 0);
  return facts;
}

}  // namespace dmp::card
