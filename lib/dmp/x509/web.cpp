#include "dmp/x509/web.hpp"

#include "dmp/base/lower_case.hpp"

namespace dmp::x509 {

Result<Bytes> ask(const AskWeb& web, const std::string& url, const WebQuestion& question) {
  return web ? web(url, question)
             : fail(ErrorKind::environment, "REVOCATION-OFFLINE",
                    {arg("url", url), arg("file", url)});
}

bool is_http_address(std::string_view url) {
  constexpr std::string_view kScheme = "http://";
  return lower_case(url.substr(0, kScheme.size())) == kScheme;
}

}  // namespace dmp::x509
