#pragma once

#include "dmp/install/detail/judge.hpp"
#include "dmp/x509/revocation_checker.hpp"

namespace dmp::install::detail {

/// judge_revocation asks whether a certificate was revoked, and adds what it learns to the
/// findings. `authorities` may have issued the certificate of a list's signer.
void judge_revocation(Case& each, x509::RevocationChecker& checker, x509::ChainVerifier& verifier,
                      const std::vector<x509::Certificate>& authorities, const Request& request);

}  // namespace dmp::install::detail
