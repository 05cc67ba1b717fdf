#include "dmp/x509/detail/statement.hpp"

#include "dmp/x509/detail/fields.hpp"

namespace dmp::x509::detail {

TimesChecked check_times(const ASN1_TIME* from, const ASN1_TIME* until, Instant at) {
  const auto since = instant_of(from);
  const auto end = instant_of(until);
  TimesChecked checked;
  checked.is_early = !since || *since > at + kSkew;
  checked.is_late = !checked.is_early && (!end || *end + kSkew < at);
  checked.limit = checked.is_early ? since : end;
  return checked;
}

std::string reason_word(int code) {
  return OCSP_crl_reason_str(code < 0 ? CRL_REASON_UNSPECIFIED : code);
}

}  // namespace dmp::x509::detail
