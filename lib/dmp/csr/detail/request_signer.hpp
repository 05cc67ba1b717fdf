#pragma once

#include "dmp/csr/detail/request_judge.hpp"
#include "dmp/csr/verify.hpp"

namespace dmp::csr::detail {

/// judge_signer tells who signed a request and whether he could: certificate, card, chain, time,
/// and what the dossier says of him. The request's site must be known by then. It completes
/// `verified` with the verdict; a request that did not come signed has none.
void judge_signer(const VerifyRequest& wanted, VerifiedRequest& verified, Judge& judge);

}  // namespace dmp::csr::detail
