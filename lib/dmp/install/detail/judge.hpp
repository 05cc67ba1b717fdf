#pragma once

#include <vector>

#include "dmp/install/detail/delivery.hpp"
#include "dmp/install/detail/keys.hpp"
#include "dmp/install/install.hpp"
#include "dmp/x509/chain.hpp"

namespace dmp::install::detail {

/// Case is one certificate with what belongs to it and what was found.
struct Case {
  x509::Certificate leaf;
  Match match;
  Judged judged;
};

/// report adds a finding about the certificate of the case.
void report(Case& each, std::string_view rule, Severity severity, Args args,
            std::string_view reference = {});

/// judge verifies one certificate against its key, its order, the dossier, the policy and the
/// authorities.
Case judge(const Leaf& leaf, Match match, x509::ChainVerifier& verifier, const Request& request);

}  // namespace dmp::install::detail
