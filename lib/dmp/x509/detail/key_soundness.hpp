#pragma once

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// is_sound tells whether the numbers of a private key belong together: a key with one flipped bit
/// decodes as well as a whole one. The primes are not tested, which would take a tenth of a second.
bool is_sound(EVP_PKEY* key);

}  // namespace dmp::x509::detail
