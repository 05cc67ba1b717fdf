#pragma once

#include <vector>

#include "dmp/install/install.hpp"
#include "dmp/model/certificate_row.hpp"

namespace dmp::install::detail {

/// rows_of are the certificates as they stand at that moment.
std::vector<model::CertificateRow> rows_of(const Outcome& outcome, Instant now);

/// findings_of are all findings: of each certificate, then of the delivery.
Findings findings_of(const Outcome& outcome);

}  // namespace dmp::install::detail
