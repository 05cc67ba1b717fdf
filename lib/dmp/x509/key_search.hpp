#pragma once

#include "dmp/base/bytes.hpp"

namespace dmp::x509 {

/// holds_private_key tells whether a file has a private key in it, or could have one that needs a
/// passphrase to be seen: PEM (also damaged, encrypted, of OpenSSH or PGP), DER, PKCS#12, a Java
/// keystore, each also in base64 as in a secret of Kubernetes; a private JSON Web Key; a key of
/// PuTTY or age. Archives are not looked into.
bool holds_private_key(ByteView content);

}  // namespace dmp::x509
