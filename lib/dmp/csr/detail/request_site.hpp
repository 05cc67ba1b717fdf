#pragma once

#include <optional>
#include <string>

#include "dmp/csr/detail/request_judge.hpp"
#include "dmp/csr/verify.hpp"

namespace dmp::csr::detail {

/// usage_of tells what a request is for: the only usage asked for, else that whose service
/// applicatif is its CN.
std::optional<model::Usage> usage_of(const x509::Request& request, const VerifyRequest& wanted);

/// judge_site finds the site of the dossier that the request is for, and compares its subject with
/// what csr would write for it: of several subjects that it could be, the nearest. It completes
/// `verified` with the site.
void judge_site(const VerifyRequest& wanted, VerifiedRequest& verified, Judge& judge);

}  // namespace dmp::csr::detail
