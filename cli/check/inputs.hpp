#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/secret.hpp"
#include "dmp/check/check.hpp"
#include "dmp/rules/certificates.hpp"
#include "system/passphrase.hpp"
#include "system/session.hpp"
#include "system/trust.hpp"

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
  std::vector<documents::Reading<model::Dossier>> dossiers;
  std::map<std::string, Bytes> untidy;  ///< The dossiers that have safe repairs, as read, by file.
  std::vector<rules::CertificateFile> certificates;
  /// What could not be read, of files that are not there to parts of one; the others are.
  struct Failure {
    std::string file;
    Error error;
  };
  std::vector<Failure> failures;
  std::vector<std::string> others;  ///< The files that are no dossiers, read or not.
  std::vector<std::size_t> places;  ///< Which of them each of `certificates` is.

  /// findings tells the failures as what they are: errors of the user's files.
  [[nodiscard]] Findings findings() const;
};

/// read_check_inputs reads them all. What was meant as a dossier is one, anything else a file of
/// certificates; a passphrase is asked for at the terminal where one is needed and none was given.
/// What is wrong with one file is in `failures`: errors of read_named and x509::read_contents,
/// PASSPHRASE-NEEDED. Error ids: those of obtain_passphrase, STDIN-TWICE, INTERRUPTED.
Result<CheckInputs> read_check_inputs(const std::vector<std::string>& paths,
                                      const CertificateOptions& options, Whose whose,
                                      const Session& session);

/// check_certificates checks the certificates against the rules and, where there are dossiers,
/// against those of their sites that `request` names. Error ids (usage): CLI-USAGE,
/// CLI-USAGE-COUNT; those of read_trust_files.
Result<rules::CertificateVerdict> check_certificates(const CheckInputs& inputs,
                                                     const check::Request& request,
                                                     const CertificateOptions& options,
                                                     const Session& session);

}  // namespace dmp::cli
