#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "dmp/core/error.hpp"
#include "dmp/model/workstation.hpp"

namespace dmp::cli {

/// reach connects to the host of a URL by TCP and asks it for its time (HTTP Date), which a host
/// need not tell; nothing else is sent. Name and connections together take no longer than
/// `timeout`, the question for the time once more as long. Error ids in the answer:
/// NETWORK-ADDRESS, -NAME, -TIMEOUT, -REFUSED, -INTERRUPTED (environment).
model::PortalFacts reach(const std::string& url, std::chrono::seconds timeout);

/// Connection is a TCP connection to a host, with a moment at which waiting for it ends.
class Connection {
 public:
  struct Impl;
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  /// open finds the host and connects to it; name, connection and all later waiting together take
  /// no longer than `timeout`. Error ids (environment): NETWORK-NAME, -TIMEOUT, -REFUSED,
  /// -INTERRUPTED.
  static Result<Connection> open(const std::string& host, const std::string& port,
                                 std::chrono::seconds timeout);
  /// The descriptor, which does not block.
  [[nodiscard]] int descriptor() const;
  /// wait returns when there is something to read, or room to write. Error ids: NETWORK-TIMEOUT,
  /// -INTERRUPTED, -REFUSED.
  [[nodiscard]] Status wait(bool to_write) const;

 private:
  explicit Connection(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dmp::cli
