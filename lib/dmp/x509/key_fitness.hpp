#pragma once

#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/x509/key.hpp"

namespace dmp::x509 {

/// check_key_for_request tells whether a certificate can be ordered with an existing key: RSA of
/// 2048, 3072 or 4096 bits with an exponent of at least 65537 (CA/Browser Forum, Baseline
/// Requirements 6.1.6), or EC on the named curve P-256 with an uncompressed point (RFC
/// 5480 2.1.1, 2.2); without the fault ROCA, whose primes lie apart, and which verifies what it
/// signs. Error id: KEY-UNFIT (input). Arguments: `file`, `reason`, and what the reason names:
/// `bits`, `exponent`, `kind`, `curve`.
Status check_key_for_request(const PrivateKey& key, std::string_view file);

/// is_weak_signature tells whether the hash of a signature, as facts name it or its algorithm, is
/// one for which collisions can be made, or soon will be: "SHA1", "sha1WithRSAEncryption",
/// "rsassaPss, SHA1", "ripemd160WithRSA".
bool is_weak_signature(std::string_view algorithm);

}  // namespace dmp::x509
