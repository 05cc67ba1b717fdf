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

/// judge holds certificates against their keys, their orders and the rules over certificates, with
/// the authorities that were named and those that came along. It returns the errors that are not of
/// one certificate alone, or that edition and dossier may soften.
Findings judge(std::vector<Case>& cases, const std::vector<x509::Certificate>& trusted,
               const std::vector<x509::Certificate>& authorities, const Request& request);

}  // namespace dmp::install::detail
