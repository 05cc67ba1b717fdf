#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/install/install.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/key.hpp"

namespace dmp::install::detail {

/// FoundKey is a private key that may go with a certificate.
struct FoundKey {
  std::string place;  ///< File that holds it.
  std::string public_key_sha256;
  /// Absent when the file is encrypted and no passphrase was given: then the order vouches for it.
  std::shared_ptr<const x509::PrivateKey> key;
  Secret pem;              ///< The file as it lies, when it is one PEM block and nothing else.
  bool encrypted = false;  ///< `pem` is encrypted.
};
using KeyPointer = std::shared_ptr<const FoundKey>;

/// open_keys reads the keys of a file that somebody gave, with its text where it is one key and
/// nothing else. Error ids: x509::read_keys'.
Result<std::vector<KeyPointer>> open_keys(ByteView content, const std::string& name,
                                          const Secret* passphrase);

/// open_own_key reads the key of an order. Error ids: x509::PrivateKey::read's.
Result<KeyPointer> open_own_key(ByteView content, const std::string& name,
                                const Secret* passphrase);

/// Leaf is one certificate to be installed.
struct Leaf {
  x509::Certificate certificate;
  std::string source;
};

/// Delivery is everything that the delivered files hold.
struct Delivery {
  std::vector<Leaf> leaves;                    ///< Each once.
  std::vector<x509::Certificate> authorities;  ///< Material for chains.
  std::vector<KeyPointer> keys;                ///< `place` is the file that brought it.
};

/// read_delivery opens the delivered files; the first one that is not whole fails it.
Result<Delivery> read_delivery(const Request& request);

/// read_trusted returns the certificates of the files named by --trust.
Result<std::vector<x509::Certificate>> read_trusted(const Request& request);

}  // namespace dmp::install::detail
