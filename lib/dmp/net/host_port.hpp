#pragma once

#include <string>
#include <string_view>

#include "dmp/base/error.hpp"

namespace dmp::net {

/// HostPort is a place in the network.
struct HostPort {
  std::string host;
  std::string port;  ///< Decimal, 1 to 65535, without leading zeros.

  bool operator==(const HostPort&) const = default;
};

/// HostPortFault says why a text is no HostPort.
enum class HostPortFault {
  form,  ///< It is not "host:port".
  port,  ///< It has that form, and the number is no port: sockets would reach another, modulo 2^16.
};

/// parse_host_port reads "host:port" or "[address]:port", and without a port takes `usual_port`,
/// unless that is empty. A host has letters, digits and ".-_:%".
tl::expected<HostPort, HostPortFault> parse_host_port(std::string_view text,
                                                      std::string_view usual_port = {});

}  // namespace dmp::net
