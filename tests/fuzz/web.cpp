#include "dmp/net/web.hpp"

#include <algorithm>
#include <memory>

/// Whatever a server answers, in parts of any size: no crash, no hang, no leak; a body that it
/// sent, or a reason why there is none; and no connection to anybody else. The first byte is the
/// size of the parts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::size_t part = size == 0 ? 1 : 1 + data[0];
  const auto answer = std::make_shared<dmp::ByteView>();
  dmp::net::Web web;
  web.network = [&] {
    return [&](const std::string& host, const std::string& port) -> dmp::Result<dmp::net::Wire> {
      if (host != "a.example" || port != "80") {
        __builtin_trap();
      }
      *answer = {data, size};
      return dmp::net::Wire{[](dmp::ByteView) { return dmp::Status(); },
                            [&, answer]() -> dmp::Result<dmp::Bytes> {
                              const auto now = answer->first(std::min(part, answer->size()));
                              *answer = answer->subspan(now.size());
                              return dmp::Bytes(now.begin(), now.end());
                            }};
    };
  };
  const auto got = dmp::net::ask_web("http://a.example/", {}, web);
  if (got ? got->size() > size : got.error().id != "WEB-UNREACHABLE") {
    __builtin_trap();
  }
  return 0;
}
