#pragma once

// What is on a token, and which of it is ours to use. Not installed.

#include <optional>
#include <vector>

#include "dmp/card/detail/pkcs11.hpp"
#include "dmp/x509/certificate.hpp"

namespace dmp::card::detail {

/// TokenCertificate is an X.509 certificate on a token with its CKA_ID.
struct TokenCertificate {
  x509::Certificate certificate;
  Bytes id;
};

/// TokenKey is an RSA key on a token.
struct TokenKey {
  CK_OBJECT_HANDLE handle = CK_INVALID_HANDLE;
  Bytes id;
  Bytes modulus;             ///< Without zeros in front; empty where the token does not give it.
  bool always_asks = false;  ///< CKA_ALWAYS_AUTHENTICATE: the PIN is wanted for each signature.
  bool is_private = false;
};

/// TokenObjects is all that a token shows.
struct TokenObjects {
  std::vector<TokenCertificate> certificates;
  /// Private keys that may sign (CKA_SIGN); where none is visible, as before the login, public
  /// keys.
  std::vector<TokenKey> keys;
  bool unreadable = false;  ///< A certificate was no certificate, or larger than 64 kB.
};

/// read_objects looks at all of them. Error ids: those of Module::failure.
Result<TokenObjects> read_objects(const Session& session);

/// key_of finds the key of a certificate: it has the same CKA_ID, which is not empty, and its
/// modulus is that of the certificate. nullptr when none is visible.
const TokenKey* key_of(const TokenCertificate& certificate, const std::vector<TokenKey>& keys);

/// Choice is which certificates a token is used with.
struct Choice {
  std::optional<TokenCertificate> signature;
  std::optional<TokenCertificate> authentication;
  bool several = false;  ///< Another certificate was as good for signatures.
};

/// choose takes, of the certificates of RSA keys that are no authority's, for signatures those with
/// nonRepudiation in their keyUsage; of several one whose key is visible, then the one that ends
/// last. Where there is none and the token is no CPx card, those with digitalSignature or without
/// any keyUsage. On a CPx card the authentication key is thus never used for signatures.
Choice choose(const TokenObjects& objects, bool cpx);

}  // namespace dmp::card::detail
