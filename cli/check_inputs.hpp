#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "dmp/check/certificates.hpp"
#include "dmp/core/secret.hpp"
#include "passphrase.hpp"
#include "session.hpp"
#include "trust.hpp"

namespace dmp::cli {

/// CertificateOptions are the options of `check` that are about certificates.
struct CertificateOptions {
  std::vector<std::string> usages;
  std::string service;
  TrustOptions trust;
  PassphraseOptions passphrase;
};

void add_certificate_options(CLI::App& command, CertificateOptions& options,
                             const Session& session);

/// CheckInputs are the files of `check`, sorted by what they hold and never by their names.
struct CheckInputs {
  std::vector<dossier::Reading<model::Dossier>> dossiers;
  std::vector<check::CertificateFile> certificates;
};

/// read_check_inputs reads them all. A document of JSON is a dossier, anything else a file of
/// certificates; a passphrase is asked for at the terminal where one is needed and none was given.
/// Error ids: those of read_named, x509::read_contents and obtain_passphrase; PASSPHRASE-NEEDED.
Result<CheckInputs> read_check_inputs(const std::vector<std::string>& paths,
                                      const CertificateOptions& options, const Session& session);

/// check_certificates holds the certificates against the rules and, where there are dossiers,
/// against those of their sites that `request` names. Error ids (usage): CLI-USAGE,
/// CLI-USAGE-COUNT; those of read_trust_files.
Result<check::CertificateOutcome> check_certificates(CheckInputs inputs,
                                                     const check::Request& request,
                                                     const CertificateOptions& options,
                                                     const Session& session);

/// certificates_to_text writes a block a certificate with the values that an integrator copies.
std::string certificates_to_text(const check::CertificateOutcome& outcome, const Session& session);

}  // namespace dmp::cli
