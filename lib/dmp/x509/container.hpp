#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/secret.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/key.hpp"

namespace dmp::x509 {

/// What a file turned out to be, from its content and never from its name.
enum class ContainerKind { pem, der, pkcs7, pkcs12, jks, private_key, request };

/// Contents is what was found in one file.
struct Contents {
  ContainerKind kind = ContainerKind::pem;
  std::vector<Certificate> certificates;  ///< In the order of the file.
  /// The file also holds a private key (encrypted or not).
  bool has_private_key = false;
  /// PKCS#12 only: certificates that could not be read without the password.
  bool has_encrypted_certificates = false;
  /// PKCS#12 only: the empty passphrase opened it.
  bool has_empty_passphrase = false;
  /// PEM: certificate blocks that could not be read, twenty at most and then their number
  /// (PEM-MORE-BROKEN, with `count`); the others are there all the same. JKS: the entry behind
  /// which nothing can be read.
  std::vector<Error> broken;
  /// JKS only: the alias of the entry that each of the certificates stands in, as stored.
  std::vector<std::string> aliases;
};

/// read_contents reads PEM (any number of blocks, text between them; in UTF-8, UTF-16 or UTF-32;
/// also in base64, as in a secret of Kubernetes or a kubeconfig, YAML or JSON, and with line ends
/// that stand as `\n`), DER, PKCS#7 (PEM or DER), PKCS#12 or a Java keystore (JKS, JCEKS). The
/// certificates of a portal P12 and of a Java keystore are in clear: no password is needed to list
/// them; when one is given, a Java keystore's digest is verified with it. The empty passphrase is
/// tried whatever was given. Error ids (input), each with `file`: CONTAINER-EMPTY,
/// CONTAINER-UNKNOWN (no such format, with what it looks like), CONTAINER-TRUNCATED,
/// CONTAINER-TRAILING (more `bytes` behind the DER), CONTAINER-IS-KEY (only a private key),
/// CONTAINER-IS-REQUEST, PKCS12-UNREADABLE, PKCS12-LEGACY, PKCS12-ITERATIONS (more than `limit`,
/// which nobody has to wait for), PKCS7-UNREADABLE, JKS-UNREADABLE, CERTIFICATE-UNREADABLE;
/// PASSPHRASE-WRONG (secret) when a passphrase was given and is needed but wrong.
Result<Contents> read_contents(ByteView content, std::string_view file,
                               const Secret* passphrase = nullptr);

/// read_keys takes all private keys out of a file: of a PKCS#12 after checking its MAC, of PEM, or
/// the one of DER. Each has to open, by the passphrase or by the empty one. Error ids: those of
/// PrivateKey::read; PKCS12-NO-KEY, PKCS12-UNREADABLE, PKCS12-LEGACY (RC2 or another algorithm that
/// OpenSSL 3 leaves to its legacy provider, where that is not installed), PKCS12-ITERATIONS
/// (input).
Result<std::vector<PrivateKey>> read_keys(ByteView content, std::string_view file,
                                          const Secret* passphrase = nullptr);

/// check_old_ciphers tells whether files can be opened here whose ciphers OpenSSL 3 leaves to its
/// legacy provider (RC2, RC4, single DES). Error id: OPENSSL-NO-LEGACY (environment).
Status check_old_ciphers();

}  // namespace dmp::x509
