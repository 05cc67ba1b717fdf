#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

/// The web as the questions about revocation need it; the module net has it.
namespace dmp::x509 {

/// WebQuestion is a GET, or a POST where there is a type.
struct WebQuestion {
  std::string type = {};  ///< Of the body, e.g. "application/ocsp-request"; empty: a GET.
  Bytes body = {};
};

/// AskWeb returns the body that an http:// address answers with; its errors are passed on, and one
/// with Reason::unreachable is taken to last. A GET gets a DER document, as RFC 5280 4.2.1.13 has
/// lists there.
using AskWeb = std::function<Result<Bytes>(const std::string& url, const WebQuestion& question)>;

/// ask is `web`; where it is empty, REVOCATION-OFFLINE (environment, with `url`).
Result<Bytes> ask(const AskWeb& web, const std::string& url, const WebQuestion& question);

/// is_http_address tells an address that can be asked by its scheme, whatever its case (RFC 3986
/// 3.1).
bool is_http_address(std::string_view url);

}  // namespace dmp::x509
