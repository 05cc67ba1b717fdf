#pragma once

#include "dmp/x509/tls.hpp"

namespace dmp::x509::detail {

/// start_tls says the words after which the server expects TLS. Error id: TLS-STARTTLS.
Status start_tls(const Wire& wire, StartTls start, std::string_view name);

}  // namespace dmp::x509::detail
