#pragma once

#include <functional>

namespace dmp {

/// StopRequested answers whether the user asked to end (SIGINT): use cases ask between two acts, so
/// that nothing is left half done. An empty function means "never".
using StopRequested = std::function<bool()>;

}  // namespace dmp
