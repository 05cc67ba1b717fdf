#pragma once

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// is_sound tells whether the numbers of a private key belong together: a key with one flipped bit
/// decodes as well as a whole one. The primes are not tested, which would take a tenth of a second.
bool is_sound(EVP_PKEY* key);

/// has_distant_primes tells whether the two primes of an RSA key are of half its length each and
/// differ by more than 2^(bits/2 - 100), lest n be factored from its square root (FIPS 186-4
/// B.3.1).
bool has_distant_primes(const EVP_PKEY* key);

/// exponent_of writes an RSA key's public exponent in decimal; "" when the key has none,
/// or one of more than 4,096 bits.
std::string exponent_of(const EVP_PKEY* key);

/// signs_and_verifies lets the key sign 32 random bytes and verifies the signature. For an RSA key
/// that is_sound, this is a test of Fermat's on both primes at once: e d - 1 is a multiple k (p -
/// 1), so a signature verifies modulo p when m^(k (p - 1)) = 1 for the random m that was signed,
/// which holds for every prime, and for a composite number of this size only by a chance that
/// nobody meets; the same with q.
bool signs_and_verifies(EVP_PKEY* key);

}  // namespace dmp::x509::detail
