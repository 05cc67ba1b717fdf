#pragma once

#include "dmp/check/admission.hpp"
#include "session.hpp"

namespace dmp::cli {

/// admit checks the sites of `input` against the rules: what csr and form413 go by is what check
/// says.
check::Admission admit(const DossierInput& input, check::Purpose purpose, const Session& session);

/// ids_of returns the ids of sites.
std::vector<std::string> ids_of(const Sites& sites);

}  // namespace dmp::cli
