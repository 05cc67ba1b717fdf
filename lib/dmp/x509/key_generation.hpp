#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/x509/key.hpp"

namespace dmp::x509 {

/// KeySpec is a kind of key that we make: RSA of 2048, 3072 or 4096 bits, or EC on P-256 (bits
/// 256).
struct KeySpec {
  enum class Kind { rsa, ec };
  Kind kind = Kind::rsa;
  int bits = 2048;

  bool operator==(const KeySpec&) const = default;
};

/// parse_key_spec takes the words of order.json's `key_algorithm` that we make keys for:
/// "rsa:2048", "rsa:3072", "rsa:4096", "ec:p256"; nothing for any other.
std::optional<KeySpec> parse_key_spec(std::string_view word);

/// to_string writes that word.
std::string to_string(const KeySpec& spec);

/// spec_of tells what kind of key this is, where it is one that we would make.
std::optional<KeySpec> spec_of(const PrivateKey& key);

/// KeyGenerator makes a key; it may be called from several threads at once. `stop` must not throw;
/// it is asked before the work and as often during it as the generator allows (OpenSSL: after every
/// candidate for a prime). Error ids: KEY-GENERATION (internal; argument `key`, also for a spec
/// that parse_key_spec does not know), KEY-REJECTED (internal; `generator`, `reason`),
/// KEY-INTERRUPTED (environment, Reason::interrupted).
using KeyGenerator = std::function<Result<PrivateKey>(const KeySpec&, const StopRequested& stop)>;

/// openssl_generator is always there. RSA keys have the public exponent 65537; EC keys name their
/// curve and write the public point uncompressed, as RFC 5480 2.1.1 and 2.2 want for certificates.
KeyGenerator openssl_generator();

/// default_generator is the one that the build option DMP_KEY_GENERATOR chose. With GnuTLS it makes
/// RSA keys several times faster than OpenSSL 3.0; OpenSSL imports and checks them, and makes all
/// other keys. GnuTLS cannot be interrupted: a stop is seen once the key at hand is made.
KeyGenerator default_generator();

/// generator_name is the library whose RSA generator default_generator uses: "OpenSSL" or "GnuTLS".
std::string_view generator_name();

}  // namespace dmp::x509
