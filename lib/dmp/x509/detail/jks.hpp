#pragma once

#include "dmp/x509/container.hpp"

namespace dmp::x509::detail {

/// is_jks tells a Java keystore (JKS or JCEKS) by its first four bytes.
bool is_jks(ByteView content);

/// read_jks lists the certificates of a Java keystore; its keys stay closed. Error ids as
/// read_contents.
Result<Contents> read_jks(ByteView content, std::string_view file, const Secret* passphrase);

}  // namespace dmp::x509::detail
