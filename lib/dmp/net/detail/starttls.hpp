#pragma once

#include "dmp/net/tls.hpp"

namespace dmp::net::detail {

/// start_tls says the words after which the server expects TLS. Error id: TLS-STARTTLS.
Status start_tls(const Wire& wire, StartTls start, std::string_view name);

}  // namespace dmp::net::detail
