#pragma once

#include <chrono>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "dmp/x509/container.hpp"

namespace dmp::x509::detail {

/// is_jks tells a Java keystore (JKS or JCEKS) by its first four bytes.
bool is_jks(ByteView content);

/// read_jks lists the certificates of a Java keystore; its keys stay closed. Error ids as
/// read_contents.
Result<Contents> read_jks(ByteView content, std::string_view file, const Secret* passphrase);

/// jks_password is the password as Java digests it: UTF-16, the higher byte first. The caller wipes
/// it.
Bytes jks_password(ByteView passphrase);

/// jks_digest is the SHA-1 of the parts one after the other; empty when it cannot be computed.
Bytes jks_digest(std::initializer_list<ByteView> parts);

/// Stands between the password and what it protects in a keystore's digest.
inline constexpr std::string_view kJksWhitener = "Mighty Aphrodite";

/// write_jks makes a keystore (JKS, version 2) of one private key, given as PKCS#8, with its chain.
/// Empty when OpenSSL refuses.
Bytes write_jks(ByteView pkcs8, const std::vector<Bytes>& chain, const Secret& passphrase,
                std::string_view alias, std::chrono::milliseconds made_at);

}  // namespace dmp::x509::detail
