#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "dmp/base/date.hpp"
#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

inline constexpr std::chrono::minutes kSkew{5};  ///< Clocks differ.

/// TimesChecked says whether a moment lies within the times of a statement.
struct TimesChecked {
  bool is_early = false;
  bool is_late = false;
  std::optional<Instant> limit;  ///< The time that is not kept; nothing where there is none.

  [[nodiscard]] bool holds() const { return !is_early && !is_late; }
};

/// check_times checks a moment against the times of a CRL or of an OCSP answer. Without an end it
/// could be of any age; RFC 5280 (5.1.2.5) wants one.
TimesChecked check_times(const ASN1_TIME* from, const ASN1_TIME* until, Instant at);

/// reason_word names a reason of RFC 5280 5.3.1; one that is absent is the same as "unspecified".
std::string reason_word(int code);

}  // namespace dmp::x509::detail
