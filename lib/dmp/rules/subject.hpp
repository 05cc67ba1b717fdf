#pragma once

#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/name.hpp"

/// The subject of a certificate, as the procedure prescribes it (6).
namespace dmp::rules {

/// subject_for composes the subject that the authority is expected to write for a site and usage:
/// under the policy's service applicatif, or under `service_name` where one is given; accents are
/// composed (NFC) and spaces normalised. Error ids (input): CSR-NO-FINESS (site has no valid number
/// of the kind asked), CSR-NO-SIRET, CSR-ENTITY-UNDESCRIBED (the dossier does not describe the
/// legal entity), CSR-NO-DEPARTMENT, CSR-NO-NAME, CSR-NO-SERVICE (the policy names no service for that
/// usage), CSR-SERVICE-INSI (nearly one of the two names that INSi takes, with `right`),
/// CSR-SERVICE-SPELLING (nearly the DMP's name, with `right`), CSR-SERVICE-USAGE (the name of
/// another usage), SUBJECT-CHARACTER, SUBJECT-TOO-LONG.
Result<x509::Subject> subject_for(const model::Establishment& site,
                                  const model::WantedCertificate& wanted,
                                  const policy::Policy& policy, std::string_view service_name = {});

}  // namespace dmp::rules
