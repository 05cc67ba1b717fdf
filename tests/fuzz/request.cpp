#include "dmp/base/utf8.hpp"
#include "dmp/csr/verify.hpp"
#include "dmp/policy/policy.hpp"

namespace {

/// What is shown and compared must be UTF-8, whatever the request says it is.
void must_be_text(const std::string& text) {
  if (dmp::find_invalid_utf8(text)) {
    __builtin_trap();
  }
}

}  // namespace

/// Whatever the bytes: no crash, no hang, no leak, and a request or a reason why there is none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dmp::csr::VerifyRequest request;
  request.by.policy = dmp::policy::builtin_policies().front();
  request.inputs = {{"fuzz", {data, size}}};
  const auto outcome = dmp::csr::verify(request);
  if (outcome.requests.empty() && outcome.errors.empty()) {
    __builtin_trap();
  }
  for (const auto& each : outcome.requests) {
    must_be_text(each.request.subject.printed);
    for (const auto& attribute : each.request.subject_attributes) {
      must_be_text(attribute.value);
    }
  }
  (void)dmp::x509::find_weaknesses({data, size});
  (void)dmp::x509::DebianKeys::read(dmp::as_text({data, size}), "fuzz");
  return 0;
}
