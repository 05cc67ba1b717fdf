#pragma once

#include <string>

#include "dmp/net/wire.hpp"
#include "dmp/x509/web.hpp"

namespace dmp::net {

/// Web says how addresses are reached: HTTP only, as RFC 5280 and 6960 have it.
struct Web {
  Network network;            ///< Without one nothing is reached.
  std::string proxy;          ///< "http://host:port"; empty: none.
  std::string no_proxy = {};  ///< Places to which the proxy is not asked, as the variable has them.
};

/// ask_web sends a question by HTTP/1.0 (RFC 1945) and returns the body of the answer "200": at
/// most 16 KiB of header and 32 MiB of body, in one exchange of `web`. A GET follows three
/// redirections at most, to the same host and port alone: another address was chosen by nobody whom
/// we trust. Error ids (environment), with `url`: WEB-ADDRESS (not http://, or with spaces, control
/// characters or a name of a user in it), ADDRESS-PORT, WEB-PROXY (the proxy is no place),
/// WEB-UNREACHABLE (with `reason`), EXCHANGE-INTERRUPTED.
Result<Bytes> ask_web(const std::string& url, const x509::WebQuestion& question, const Web& web);

/// asker returns ask_web over `web`, for those who ask authorities.
x509::AskWeb asker(Web web);

}  // namespace dmp::net
