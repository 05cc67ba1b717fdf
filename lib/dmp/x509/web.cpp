#include "dmp/x509/web.hpp"

#include <algorithm>
#include <cctype>

namespace dmp::x509 {

Result<Bytes> ask(const AskWeb& web, const std::string& url, const WebQuestion& question) {
  return web ? web(url, question)
             : fail(ErrorKind::environment, "REVOCATION-OFFLINE",
                    {arg("url", url), arg("file", url)});
}

bool is_http_address(std::string_view url) {
  constexpr std::string_view kScheme = "http://";
  return std::ranges::equal(url.substr(0, kScheme.size()), kScheme, {},
                            [](unsigned char c) { return std::tolower(c); });
}

}  // namespace dmp::x509
