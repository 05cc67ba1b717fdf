#pragma once

#include <memory>
#include <string>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"

namespace dmp::x509 {

/// Iterations of PBKDF2-HMAC-SHA256 for the keys and keystores that we encrypt.
inline constexpr int kPbkdf2Iterations = 600'000;

/// Protection is how the file that a key came from keeps it: in clear, encrypted with the empty
/// passphrase, which everybody has, or with one that somebody chose.
enum class Protection { none, empty, passphrase };

/// PrivateKey owns a private key inside OpenSSL; it can be moved, not copied.
class PrivateKey {
 public:
  struct Impl;
  explicit PrivateKey(std::unique_ptr<Impl> impl);
  PrivateKey(PrivateKey&&) noexcept;
  PrivateKey& operator=(PrivateKey&&) noexcept;
  ~PrivateKey();

  /// read takes the first key of PEM (PKCS#8 plain or encrypted, PKCS#1, SEC1; read_contents tells
  /// what PEM may lie in) or DER, with this passphrase and no other. Error ids:
  /// KEY-IS-CERTIFICATE, KEY-IS-REQUEST, KEY-UNREADABLE, KEY-LEGACY (input: single DES, RC2 …,
  /// which the OpenSSL at hand does not open), PASSPHRASE-NEEDED, PASSPHRASE-WRONG (secret).
  /// Argument: `file`.
  static Result<PrivateKey> read(ByteView content, std::string_view file,
                                 const Secret* passphrase = nullptr);

  /// pem writes PKCS#8: plain, or PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA256 (RFC 8018) when a
  /// passphrase is given (in its normalised form). Error ids: KEY-WRITE, PASSPHRASE-EMPTY (secret).
  [[nodiscard]] Result<Secret> pem(const Secret* passphrase = nullptr) const;

  /// public_key_sha256 is the hexadecimal SHA-256 of the SubjectPublicKeyInfo's DER (RFC 5280 4.1).
  [[nodiscard]] const std::string& public_key_sha256() const;
  [[nodiscard]] std::string algorithm() const;  ///< "RSA", "EC", …
  [[nodiscard]] int bits() const;
  [[nodiscard]] Protection protection() const;  ///< Of the file; `none` for a key that we made.
  [[nodiscard]] std::string word() const;       ///< As order.json has it: "rsa:2048", "ec:p256", …

  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace dmp::x509
