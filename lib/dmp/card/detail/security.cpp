#include "dmp/card/detail/security.hpp"

#include "dmp/base/tlv.hpp"

namespace dmp::card::detail {
namespace {

using model::CardGeneration;

// Instructions.
constexpr std::uint8_t kVerify = 0x20;
constexpr std::uint8_t kManageEnvironment = 0x22;
constexpr std::uint8_t kPerformOperation = 0x2A;
constexpr std::uint8_t kGetData = 0xCB;

}  // namespace

std::array<std::uint8_t, 4> verify_header(CardGeneration generation, std::uint8_t pin) {
  return {class_of(generation), kVerify, 0x00, pin};
}

Command find_pin_object(std::uint8_t pin) {
  return {0x00, kGetData, 0x3F, 0xFF, {0x4D, 0x08, 0x70, 0x06, 0xBF, 0x81, pin, 0x02, 0xA0, 0x80},
          true};
}

std::optional<int> tries_in(ByteView object) {
  constexpr std::uint8_t kLeft = 0x9B;
  constexpr std::uint8_t kAttributes = 0xA0;
  // The class of the object has a tag of three bytes (BF 81 xx), which TLVs of one byte do not
  // reach: its header is stepped over.
  const auto outer = find_element(object, 0x70);
  constexpr std::size_t kHeader = 4;
  if (!outer || outer->size() <= kHeader || (*outer)[0] != 0xBF) {
    return std::nullopt;
  }
  const auto attributes = find_element(outer->subspan(kHeader), kAttributes);
  const auto left = attributes ? find_element(*attributes, kLeft) : std::nullopt;
  return left && left->size() == 1 ? std::optional<int>(left->front()) : std::nullopt;
}

Command choose_signature_key(CardGeneration generation, std::uint8_t key) {
  if (generation == CardGeneration::cps4) {
    constexpr std::uint8_t kSha256Pkcs1 = 0x28;
    constexpr std::uint8_t kLocal = 0x80;
    return {0x01,
            kManageEnvironment,
            0x81,
            0xB6,
            {0x91, 0x02, kSha256Pkcs1, static_cast<std::uint8_t>(key | kLocal)}};
  }
  constexpr std::uint8_t kSha256Rsa = 0x42;
  return {0x00, kManageEnvironment, 0x41, 0xB6, {0x80, 0x01, kSha256Rsa, 0x84, 0x01, key}};
}

Command choose_hash() {
  constexpr std::uint8_t kSha256 = 0x40;
  return {0x00, kManageEnvironment, 0x41, 0xAA, {0x80, 0x01, kSha256}};
}

Command last_round(const x509::HashState& state) {
  constexpr std::uint8_t kIntermediate = 0x90;
  constexpr std::uint8_t kRest = 0x80;
  Bytes data = {kIntermediate};
  if (state.chaining.empty()) {
    data.push_back(0x00);
  } else {
    data.push_back(static_cast<std::uint8_t>(state.chaining.size() + sizeof state.bits));
    data.insert(data.end(), state.chaining.begin(), state.chaining.end());
    for (unsigned shift = 64; shift > 0; shift -= 8) {
      data.push_back(static_cast<std::uint8_t>(state.bits >> (shift - 8)));
    }
  }
  data.push_back(kRest);
  data.push_back(static_cast<std::uint8_t>(state.rest.size()));
  data.insert(data.end(), state.rest.begin(), state.rest.end());
  return {0x00, kPerformOperation, 0x90, 0xA0, std::move(data)};
}

Command compute_signature(CardGeneration generation, Bytes hash) {
  return {class_of(generation), kPerformOperation, 0x9E, 0x9A, std::move(hash), true};
}

}  // namespace dmp::card::detail
