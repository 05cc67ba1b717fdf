#include "dmp/model/certificate_row.hpp"

#include <utility>

namespace dmp::model {

std::string_view to_string(RevocationState state) {
  switch (state) {
    case RevocationState::good:
      return "good";
    case RevocationState::revoked:
      return "revoked";
    case RevocationState::unknown:
      return "unknown";
    case RevocationState::not_asked:
      break;
  }
  return {};
}

CertificateRow row_at(std::string source, CertificateSummary facts, Instant now) {
  const auto status = facts.ends_at() < now    ? CertificateStatus::expired
                      : facts.not_before > now ? CertificateStatus::not_yet_valid
                                               : CertificateStatus::valid;
  const int days_left = days_between(date_of(now), date_of(facts.ends_at()));
  return {std::move(source), std::move(facts), status, days_left};
}

}  // namespace dmp::model
