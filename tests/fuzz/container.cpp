#include "dmp/x509/container.hpp"

#include "dmp/x509/request.hpp"
#include "dmp/x509/summary.hpp"

/// Whatever the bytes: no crash, no prompt, no leak; facts can be asked of whatever was read, and
/// summaries are the same facts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const dmp::ByteView bytes(data, size);
  const auto summaries = dmp::x509::read_summaries(bytes, "fuzz");
  if (const auto contents = dmp::x509::read_contents(bytes, "fuzz")) {
    // Summaries are of all that can be read, and also of certificates with a key that is none.
    if (!summaries || summaries->certificates.size() < contents->certificates.size()) {
      __builtin_trap();
    }
    for (const auto& certificate : contents->certificates) {
      const auto quick = dmp::x509::summarise(certificate.der());
      if (certificate.facts().sha256.size() != 64 || (quick && *quick != certificate.facts())) {
        __builtin_trap();
      }
    }
  }
  (void)dmp::x509::read_request(bytes, "fuzz");
  (void)dmp::x509::PrivateKey::read(bytes, "fuzz");
  return 0;
}
