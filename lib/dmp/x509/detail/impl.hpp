#pragma once

// What the public classes hide. For x509 itself, and for the module card, which signs with
// OpenSSL's help.

#include "dmp/x509/certificate.hpp"
#include "dmp/x509/detail/openssl.hpp"
#include "dmp/x509/key.hpp"

namespace dmp::x509 {

struct Certificate::Impl {
  detail::UniqueX509 x509;
  Bytes der;
  model::CertificateFacts facts;
  bool self_issued = false;

  static Certificate wrap(std::shared_ptr<const Impl> impl) { return Certificate(std::move(impl)); }
};

struct PrivateKey::Impl {
  detail::UniqueKey key;
  std::string public_key_sha256;
  Protection protection = Protection::none;
};

namespace detail {

/// make_certificate gathers the facts of a parsed certificate whose encoding is `der`.
Result<Certificate> make_certificate(UniqueX509 x509, Bytes der, std::string_view file);

/// make_certificate for one that came out of a PKCS#7 or PKCS#12.
Result<Certificate> make_certificate(const X509* x509, std::string_view file);

/// wrap_key gives a key that was read its owner; null or a damaged one makes KEY-UNREADABLE.
Result<PrivateKey> wrap_key(UniqueKey key, std::string_view file,
                            Protection protection = Protection::none);

/// own_key gives a key its owner as it is; it must not be null.
PrivateKey own_key(UniqueKey key, Protection protection = Protection::none);

/// protection_by tells what a passphrase protects with.
inline Protection protection_by(const Secret* passphrase) {
  return passphrase == nullptr || passphrase->empty() ? Protection::empty : Protection::passphrase;
}

/// key_word is order.json's word for a private or public key: "rsa:2048", "ec:p256",
/// "ec:secp256k1", "ed25519".
std::string key_word(const EVP_PKEY* key);

/// curve_of is OpenSSL's name of an EC key's curve, "prime256v1"; "" for any other key.
std::string curve_of(const EVP_PKEY* key);

}  // namespace detail
}  // namespace dmp::x509
