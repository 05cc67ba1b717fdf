#pragma once

#include <string>

#include "dmp/base/bytes.hpp"
#include "dmp/model/fingerprint.hpp"

namespace dmp::x509 {

/// sha256_hex returns the SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string sha256_hex(ByteView bytes);

/// fingerprint_of returns the fingerprint of a certificate of that DER.
model::Fingerprint fingerprint_of(ByteView der);

/// sha256 returns the SHA-256 of `bytes`: 32 bytes.
Bytes sha256(ByteView bytes);

}  // namespace dmp::x509
