#include "dmp/x509/container.hpp"

#include "dmp/x509/request.hpp"
#include "dmp/x509/summary.hpp"
#include "support/sound_key.hpp"

namespace {

/// What has a summary must be readable as a whole but for its key and algorithms, with the same
/// facts.
void check_summary(dmp::ByteView der) {
  auto quick = dmp::x509::summarise(der);
  if (!quick) {
    return;
  }
  const auto full = dmp::x509::Certificate::from_der(dmp::test::with_sound_key(der), "fuzz");
  if (full) {
    quick->sha256 = full->facts().sha256;
    quick->environment = full->facts().environment;
  }
  if (!full || *quick != full->facts()) {
    __builtin_trap();
  }
}

}  // namespace

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
      if (certificate.facts().sha256 == dmp::model::Fingerprint() ||
          (quick && *quick != certificate.facts())) {
        __builtin_trap();
      }
    }
  }
  check_summary(bytes);
  (void)dmp::x509::read_request(bytes, "fuzz");
  (void)dmp::x509::PrivateKey::read(bytes, "fuzz");
  (void)dmp::x509::read_keys(bytes, "fuzz");
  return 0;
}
