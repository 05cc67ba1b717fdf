#pragma once

#include <string_view>

#include "dmp/net/host_port.hpp"

namespace dmp::net::detail {

/// is_exempt tells whether a list, written as the variable no_proxy is, names a place: entries
/// between commas or spaces, each "*", a name (with all that lies below it, as curl has it, with or
/// without "." or "*." before), an address, or a network such as "10.0.0.0/8". ":port" after a name
/// or an address limits it to that port.
bool is_exempt(std::string_view list, const HostPort& place);

}  // namespace dmp::net::detail
