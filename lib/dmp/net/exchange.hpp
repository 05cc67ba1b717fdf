#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "dmp/base/error.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/net/wire.hpp"

/// The one place that opens connections.
namespace dmp::net {

/// Limits bound an exchange: finding the host, connecting, and all waiting, sending and receiving
/// over all connections that are made for it.
struct Limits {
  std::chrono::seconds timeout;
  /// Asked a few times a second while something is waited for; true ends the exchange. From the
  /// thread that waits: asked by several at a time where exchanges run beside each other.
  std::function<bool()> stopped = {};
};

/// connect_within begins an exchange. Error ids (environment): NETWORK-NAME, -TIMEOUT (with
/// `seconds`), -REFUSED, -INTERRUPTED.
Connect connect_within(const Limits& limits);

/// network_within begins one whenever it is asked, each with the same limits.
Network network_within(const Limits& limits);

/// reach connects to the host of a URL by TCP and asks it for its time (HTTP Date), which a host
/// need not tell; nothing else is sent. Error ids in the answer: ADDRESS-PORT, NETWORK-ADDRESS,
/// and those of connect_within.
model::PortalFacts reach(const std::string& url, const Limits& limits);

}  // namespace dmp::net
