#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

/// Connections, as those who speak over them see them: exchange.hpp makes them, tests script them.
namespace dmp::net {

/// Wire is a connection; its errors are those of whoever made it. It closes when the last copy
/// goes.
struct Wire {
  std::function<Status(ByteView)> send;
  /// What has come, at least a byte; nothing when the other side closed.
  std::function<Result<Bytes>()> receive;
};

/// Connect opens a connection to a host and port. All connections of one Connect, and all waiting
/// for them, end at the same moment, whatever trickles in.
using Connect = std::function<Result<Wire>(const std::string& host, const std::string& port)>;

/// Network begins an exchange: from then on its time runs.
using Network = std::function<Connect()>;

/// exchange_error words what a connection says as the fault of an exchange with `place`: `id`, with
/// `reason`; or EXCHANGE-INTERRUPTED, with `file`, where the user stopped it, since then nothing is
/// wrong with the place.
Error exchange_error(std::string_view id, const std::string& place, Args args, Error cause);

}  // namespace dmp::net
