#include "dmp/x509/container.hpp"
#include "dmp/x509/request.hpp"

/// Whatever the bytes: no crash, no prompt, no leak; facts can be asked of whatever was read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const dmp::ByteView bytes(data, size);
  if (const auto contents = dmp::x509::read_contents(bytes, "fuzz")) {
    for (const auto& certificate : contents->certificates) {
      if (certificate.facts().sha256.size() != 64) {
        __builtin_trap();
      }
    }
  }
  (void)dmp::x509::read_request(bytes, "fuzz");
  (void)dmp::x509::PrivateKey::read(bytes, "fuzz");
  return 0;
}
