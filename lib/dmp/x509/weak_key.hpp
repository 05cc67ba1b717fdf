#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

namespace dmp::x509 {

/// Weakness is what makes a public key unfit, or unlike those that the IGC-Santé certifies.
enum class Weakness {
  too_short,          ///< RSA or DSA below 2048 bits.
  unusual_size,       ///< RSA of another size than 2048, 3072 or 4096 bits.
  exponent_one,       ///< Signing is the identity.
  exponent_even,      ///< No RSA key at all.
  exponent_small,     ///< Below 65537 (FIPS 186-5 A.1.1 wants more than 2^16).
  exponent_huge,      ///< Above 2^256 (ibid.).
  modulus_even,       ///< Divisible by 2.
  small_factor,       ///< Divisible by an odd prime below 1024.
  roca,               ///< CVE-2017-15361.
  close_primes,       ///< Fermat's method finds the primes, as in CVE-2022-26320.
  debian,             ///< CVE-2008-0166, by a list.
  curve_weak,         ///< Order below 224 bits.
  curve_unusual,      ///< Not P-256, P-384 or P-521.
  algorithm_unusual,  ///< Neither RSA nor EC.
  unreadable          ///< No key can be made of it.
};
/// to_string returns the stable word that JSON output uses: "too-short", …
std::string_view to_string(Weakness value);

/// Steps of Fermat's method, all of them in less than a tenth of a millisecond. With s steps it
/// finds primes whose difference is at most sqrt(8 s) times the fourth root of the modulus: 2^518
/// for RSA 2048, where primes chosen at random are that close with a probability below 2^-500.
inline constexpr int kFermatSteps = 1000;

/// Longest RSA modulus that is looked into, in bits; what OpenSSL computes with. Longer ones are
/// told as unusual.
inline constexpr int kMaxModulusBits = 16384;

/// DebianKeys is a list of the keys that Debian's OpenSSL of 2006 to 2008 could make:
/// CVE-2008-0166.
class DebianKeys {
 public:
  /// read takes the form of Debian's package openssl-blacklist: one key a line, the last 20 of the
  /// 40 hexadecimal digits of the SHA-1 of "Modulus=<upper-case hexadecimal>\n"; lines that start
  /// with # are comments; in any TextForm. Error ids (input, with `file`): WEAK-KEYS-LINE (`line`),
  /// WEAK-KEYS-EMPTY.
  static Result<DebianKeys> read(std::string_view text, std::string_view file);

  /// has tells whether the list has the RSA key with that modulus, in hexadecimal of either case,
  /// without leading zeros.
  [[nodiscard]] bool has(std::string_view modulus) const;
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  using Tail = std::array<std::uint8_t, 10>;
  std::vector<Tail> keys_;  // sorted
};

/// find_weaknesses examines a SubjectPublicKeyInfo (DER), in the enum's order. The list of Debian's
/// keys is optional. The time it takes is bounded whatever the key.
std::vector<Weakness> find_weaknesses(ByteView public_key, const DebianKeys* debian = nullptr);

}  // namespace dmp::x509
