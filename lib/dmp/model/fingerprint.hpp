#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <string>

#include "dmp/base/bytes.hpp"

namespace dmp::model {

/// Fingerprint is the SHA-256 of a certificate's DER, by which certificates are told apart. Without
/// a certificate it is all zeros.
struct Fingerprint {
  std::array<std::uint8_t, 32> bytes{};

  auto operator<=>(const Fingerprint&) const = default;

  /// hex writes 64 lower-case digits; nothing without a certificate.
  [[nodiscard]] std::string hex() const {
    return *this == Fingerprint() ? std::string() : to_hex(bytes);
  }
};

}  // namespace dmp::model
