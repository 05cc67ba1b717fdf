#include "dmp/base/bytes.hpp"
#include "dmp/documents/order_document.hpp"
#include "dmp/documents/reading.hpp"

/// Whatever the bytes: no crash, and a document that is not understood has an error that says why.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = dmp::as_text({data, size});
  const auto dossier = dmp::documents::read_dossier(text, "fuzz");
  if (!dossier.value && !dmp::has_at_least(dossier.findings, dmp::Severity::error)) {
    __builtin_trap();
  }
  static const dmp::Catalogue none{};
  const auto policy = dmp::documents::read_policy(text, "fuzz", none);
  if (!policy.value && !dmp::has_at_least(policy.findings, dmp::Severity::error)) {
    __builtin_trap();
  }
  (void)dmp::documents::read_order(text, "fuzz");
  return 0;
}
