#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/key.hpp"

/// Keystores as servers and Java want them.
namespace dmp::x509 {

/// How a PKCS#12 is encrypted and authenticated.
enum class Pkcs12Form {
  /// AES-256-CBC, PBKDF2-HMAC-SHA256, a MAC with SHA-256: OpenSSL, Java from 8u301 on, Windows from
  /// Server 2019 on.
  modern,
  /// pbeWithSHAAnd3-KeyTripleDES-CBC and a MAC with SHA-1 (RFC 7292, appendix C): every Java 8 and
  /// every Windows read it, and whoever has the file guesses its passphrase faster.
  compatible,
};

/// make_pkcs12 writes a PKCS#12 (RFC 7292): the key, its certificate with `friendly_name`, which is
/// Java's alias, and the same localKeyId, the chain (where the certificate itself may stand too).
/// Error ids: PASSPHRASE-EMPTY (secret), PKCS12-WRITE.
Result<Bytes> make_pkcs12(const PrivateKey& key, const Certificate& certificate,
                          const std::vector<Certificate>& chain, const Secret& passphrase,
                          std::string_view friendly_name, Pkcs12Form form = Pkcs12Form::modern);

/// make_trust_store writes a PKCS#12 of authorities that Java trusts: each bag has the attribute
/// trustedKeyUsage of Oracle's arc (2.16.840.1.113894.746875.1.1) with anyExtendedKeyUsage, and the
/// common name as its alias. Errors as make_pkcs12's.
Result<Bytes> make_trust_store(const std::vector<Certificate>& authorities,
                               const Secret& passphrase, Pkcs12Form form = Pkcs12Form::modern);

/// make_jks writes a Java keystore of the old kind (sun.security.provider.JavaKeyStore, version 2)
/// with one key under `alias` and the same passphrase for key and store. Its protection is a SHA-1
/// key stream: only for software that reads nothing else. Error ids: PASSPHRASE-EMPTY (secret),
/// JKS-WRITE.
Result<Bytes> make_jks(const PrivateKey& key, const std::vector<Certificate>& chain,
                       const Secret& passphrase, std::string_view alias, Instant made_at);

}  // namespace dmp::x509
