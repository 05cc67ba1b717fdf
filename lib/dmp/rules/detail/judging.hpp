#pragma once

#include "dmp/rules/certificates.hpp"
#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/dossier.hpp"
#include "dmp/rules/workstation.hpp"

/// The judgements by given checks instead of the catalogue's, for tests in which one of them is
/// missing or wrong.
namespace dmp::rules::detail {

DossierVerdict judge_dossier_by(Checks checks, const DossierQuestion& question);
CertificateVerdict judge_certificates_by(Checks checks, const CertificateQuestion& question);
Findings judge_workstation_by(Checks checks, const WorkstationQuestion& question);

}  // namespace dmp::rules::detail
