#pragma once

#include "dmp/x509/detail/impl.hpp"

namespace dmp::x509::detail {

/// no_prompt is the password callback that never asks anybody; OpenSSL's own would open the
/// terminal.
int no_prompt(char* buffer, int size, int for_writing, void* data);

/// read_encrypted_key opens an EncryptedPrivateKeyInfo (RFC 5958). Error ids as PrivateKey::read.
Result<PrivateKey> read_encrypted_key(const X509_SIG* encrypted, std::string_view file,
                                      const Secret* passphrase);

}  // namespace dmp::x509::detail
