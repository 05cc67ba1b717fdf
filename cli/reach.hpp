#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "dmp/core/error.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/x509/wire.hpp"

namespace dmp::cli {

/// HostPort is a place in the network.
struct HostPort {
  std::string host;
  std::string port;
};

/// parse_host_port reads "host:port" or "[address]:port", and without a port takes `usual_port`,
/// unless that is empty. Nothing for any other text: a host has letters, digits and ".-_:%".
std::optional<HostPort> parse_host_port(std::string_view text, std::string_view usual_port = {});

/// reach connects to the host of a URL by TCP and asks it for its time (HTTP Date), which a host
/// need not tell; nothing else is sent. All of it together takes no longer than `timeout`. Error
/// ids in the answer: NETWORK-ADDRESS, -NAME, -TIMEOUT (with `seconds`), -REFUSED, -INTERRUPTED
/// (environment).
model::PortalFacts reach(const std::string& url, std::chrono::seconds timeout);

/// connect_within begins an exchange of at most `timeout`: finding the host, connecting, and all
/// waiting, sending and receiving over all connections that are made through it. SIGINT and SIGTERM
/// end it. Error ids of all of that (environment): NETWORK-NAME, -TIMEOUT (with `seconds`),
/// -REFUSED, -INTERRUPTED.
x509::Connect connect_within(std::chrono::seconds timeout);

}  // namespace dmp::cli
