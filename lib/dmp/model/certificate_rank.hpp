#pragma once

#include "dmp/model/certificate_row.hpp"

namespace dmp::model {

/// rank_of orders tables: what needs somebody most is least. Revoked, missing, expired, what else
/// alarms, what does not, what was superseded.
inline int rank_of(const CertificateRow& row) {
  using enum CertificateStatus;
  const auto status = row.status;
  return status == superseded            ? 5
         : status == revoked             ? 0
         : status == missing             ? 1
         : status == expired             ? 2
         : row.due || status == expiring ? 3
                                         : 4;
}

}  // namespace dmp::model
