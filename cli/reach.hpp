#pragma once

#include <chrono>
#include <string>

#include "dmp/model/workstation.hpp"

namespace dmp::cli {

/// reach connects to the host of a URL by TCP and asks it for its time (HTTP Date), which a host
/// need not tell; nothing else is sent. Name and connections together take no longer than
/// `timeout`, the question for the time once more as long. Error ids in the answer:
/// NETWORK-ADDRESS, -NAME, -TIMEOUT, -REFUSED, -INTERRUPTED (environment).
model::PortalFacts reach(const std::string& url, std::chrono::seconds timeout);

}  // namespace dmp::cli
