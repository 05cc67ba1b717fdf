#include <utility>

#include "dmp/expiry/expiry.hpp"

namespace dmp::expiry {

Row row_of(model::CertificateFacts facts, std::string source, Instant as_of, int warn_days,
           int critical_days) {
  using enum model::CertificateStatus;
  Row row;
  row.source = std::move(source);
  row.ends_on = date_of(facts.ends_at());
  row.days_left = days_between(date_of(as_of), row.ends_on);
  const bool over = as_of > facts.ends_at();
  if (over) {
    row.status = expired;
  } else if (as_of < facts.not_before) {
    row.status = not_yet_valid;
  } else if (row.days_left <= warn_days) {
    row.status = expiring;
  }
  row.critical = over || row.days_left <= critical_days;
  row.due = !facts.is_ca && (over || row.days_left <= warn_days);
  row.facts = std::move(facts);
  return row;
}

}  // namespace dmp::expiry
