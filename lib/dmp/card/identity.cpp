#include "dmp/card/identity.hpp"

#include "dmp/card/detail/identify.hpp"
#include "dmp/card/detail/pcsc.hpp"

namespace dmp::card {

Result<model::CardIdentity> read_identity(const std::string& reader) {
  detail::Context context;
  detail::Connection connection;
  if (const auto open =
          context.establish().and_then([&] { return connection.open(context, reader); });
      !open) {
    return fail(open.error());
  }
  return detail::identify([&connection](ByteView command) { return connection.transmit(command); },
                          connection.atr(), connection.sends_le());
}

}  // namespace dmp::card
