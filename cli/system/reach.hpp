#pragma once

#include <chrono>
#include <string>

#include "dmp/base/error.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/x509/host_port.hpp"
#include "dmp/x509/wire.hpp"

namespace dmp::cli {

/// reach connects to the host of a URL by TCP and asks it for its time (HTTP Date), which a host
/// need not tell; nothing else is sent. All of it together takes no longer than `timeout`. Error
/// ids in the answer: ADDRESS-PORT, NETWORK-ADDRESS, -NAME, -TIMEOUT (with `seconds`), -REFUSED,
/// -INTERRUPTED (environment).
model::PortalFacts reach(const std::string& url, std::chrono::seconds timeout);

/// connect_within begins an exchange of at most `timeout`: finding the host, connecting, and all
/// waiting, sending and receiving over all connections that are made through it. SIGINT and SIGTERM
/// end it. Error ids of all of that (environment): NETWORK-NAME, -TIMEOUT (with `seconds`),
/// -REFUSED, -INTERRUPTED.
x509::Connect connect_within(std::chrono::seconds timeout);

}  // namespace dmp::cli
