#pragma once

#include "dmp/x509/container.hpp"

namespace dmp::x509::detail {

/// read_pkcs12 lists what a PKCS#12 holds; error ids as read_contents.
Result<Contents> read_pkcs12(ByteView der, std::string_view file, const Secret* passphrase);

/// read_pkcs12_keys takes the private keys out of a PKCS#12. Error ids as read_keys.
Result<std::vector<PrivateKey>> read_pkcs12_keys(ByteView content, std::string_view file,
                                                 const Secret* passphrase);

}  // namespace dmp::x509::detail
