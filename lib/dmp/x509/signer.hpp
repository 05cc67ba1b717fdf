#pragma once

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/x509/certificate.hpp"

namespace dmp::x509 {

/// Signer is the port to a private key that stays where it is: in a card, in a token.
class Signer {
 public:
  Signer() = default;
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;
  virtual ~Signer() = default;

  /// certificate is that of the key.
  [[nodiscard]] virtual const Certificate& certificate() const = 0;

  /// sign makes an RSASSA-PKCS1-v1_5 signature with SHA-256 (RFC 8017 8.2) over the message, as
  /// long as the modulus. One thread at a time. Error ids are those of who implements it.
  virtual Result<Bytes> sign(ByteView message) = 0;
};

/// is_signature_of tells whether the signature, RSASSA-PKCS1-v1_5 with SHA-256, is that of the
/// certificate's key over the message.
bool is_signature_of(const Certificate& certificate, ByteView message, ByteView signature);

}  // namespace dmp::x509
