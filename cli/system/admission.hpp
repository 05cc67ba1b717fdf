#pragma once

#include <span>
#include <string>
#include <vector>

#include "dmp/registry/registry.hpp"
#include "dmp/rules/admission.hpp"
#include "system/session.hpp"

namespace dmp::cli {

/// read_register reads what a file of the FINESS register says of the dossiers' numbers. Error ids:
/// those of open_input and registry::read.
Result<registry::Extract> read_register(
    const std::string& path, Whose whose,
    std::span<const documents::Reading<model::Dossier>> dossiers);

/// admit checks the sites of `input` against the rules: what csr and form413 go by is what check
/// says, with the same file of the FINESS register (`finess`; "" for none). Error ids: those of
/// read_register.
Result<rules::Admission> admit(const DossierInput& input, const std::string& finess,
                               rules::Purpose purpose, const Session& session);

/// shown_findings are those that a command prints beside its work: with --quiet errors only.
Findings shown_findings(const Findings& findings, const Session& session);

/// ids_of returns the ids of sites.
std::vector<std::string> ids_of(const Sites& sites);

}  // namespace dmp::cli
