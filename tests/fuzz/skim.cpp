#include "dmp/x509/skim.hpp"

#include "dmp/x509/certificate.hpp"

/// Whatever is skimmed, OpenSSL reads, too, and to the same dates and names.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const dmp::ByteView bytes(data, size);
  (void)dmp::x509::skim_contents(bytes);
  if (const auto quick = dmp::x509::skim_certificate(bytes)) {
    const auto full = dmp::x509::Certificate::from_der(bytes, "fuzz");
    if (!full || full->facts().ends_at() != quick->ends_at() ||
        full->facts().not_before != quick->not_before || full->facts().usage != quick->usage ||
        !(full->facts().subject == quick->subject) || full->facts().serial != quick->serial) {
      __builtin_trap();
    }
  }
  return 0;
}
