#pragma once

#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/key_generation.hpp"

namespace dmp::x509::detail {

/// no_key is the failure KEY-GENERATION with the words of the library that failed.
tl::unexpected<Error> no_key(const KeySpec& spec, std::vector<std::string> causes);

/// fault_of is what is wrong with a key that a generator claims to have made for `spec`: the id of
/// a text, or "". It asks for the right size, whole numbers, the exponent 65537, primes that lie
/// apart and a signature that verifies. A few milliseconds at most: what EVP_PKEY_check does beyond
/// that, 64 rounds of Miller and Rabin's test a prime, takes as long as GnuTLS's whole generation.
std::string_view fault_of(const PrivateKey& key, const KeySpec& spec);

/// make_with_gnutls takes an RSA key from GnuTLS's generator, not checked yet. There is none in a
/// build without GnuTLS.
Result<UniqueKey> make_with_gnutls(const KeySpec& spec);

}  // namespace dmp::x509::detail
