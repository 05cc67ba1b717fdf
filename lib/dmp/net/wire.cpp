#include "dmp/net/wire.hpp"

#include <utility>

namespace dmp::net {

Error exchange_error(std::string_view id, const std::string& place, Args args, Error cause) {
  if (cause.reason == Reason::interrupted) {
    return {ErrorKind::environment,
            "EXCHANGE-INTERRUPTED",
            {arg("file", place)},
            {},
            Reason::interrupted};
  }
  args.push_back(arg_text("reason", cause.id));
  args.insert(args.end(), cause.args.begin(), cause.args.end());
  return {ErrorKind::environment, std::string(id), std::move(args), std::move(cause.causes),
          Reason::unreachable};
}

}  // namespace dmp::net
