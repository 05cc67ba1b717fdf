#pragma once

#include <string>
#include <string_view>

#include "dmp/x509/revocation.hpp"

namespace dmp::x509::detail {

/// HttpQuestion is a GET, or a POST where there is a type.
struct HttpQuestion {
  std::string type;  ///< Of the body, e.g. "application/ocsp-request"; empty: a GET.
  Bytes body;
};

/// is_http_address tells an address that our client can reach by its scheme, whatever its case (RFC
/// 3986 3.1).
bool is_http_address(std::string_view url);

/// ask_web sends a question by HTTP/1.0 (RFC 1945) and returns the body of the answer "200": at
/// most 16 KiB of header and 32 MiB of body, in one exchange of `web`. A GET follows three
/// redirections at most, to the same host and port alone: another address was chosen by nobody whom
/// we trust. Error ids (environment), with `url`: WEB-ADDRESS (not http://, or with spaces, control
/// characters or a name of a user in it), ADDRESS-PORT, WEB-PROXY (the proxy is no place),
/// WEB-UNREACHABLE (with `reason`), EXCHANGE-INTERRUPTED.
Result<Bytes> ask_web(const std::string& url, const HttpQuestion& question, const Web& web);

}  // namespace dmp::x509::detail
