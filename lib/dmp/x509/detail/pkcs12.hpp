#pragma once

#include "dmp/x509/container.hpp"

namespace dmp::x509::detail {

/// read_pkcs12 lists what a PKCS#12 holds; error ids as read_contents.
Result<Contents> read_pkcs12(ByteView der, std::string_view file, const Secret* passphrase);

}  // namespace dmp::x509::detail
