#pragma once

#include "dmp/install/detail/judge.hpp"
#include "dmp/x509/revocation_checker.hpp"

namespace dmp::install::detail {

/// judge_revocation asks whether a certificate was revoked, and adds what it learns to the
/// findings.
void judge_revocation(Case& each, x509::RevocationChecker& checker,
                      const x509::TrustSelection& trust, const Request& request);

}  // namespace dmp::install::detail
