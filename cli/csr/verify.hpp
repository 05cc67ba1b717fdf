#pragma once

#include <string>
#include <vector>

#include "system/commands.hpp"
#include "system/trust.hpp"

namespace dmp::cli {

/// VerifyOptions are those of `csr --verify` alone.
struct VerifyOptions {
  std::vector<std::string> files;  ///< Empty: --verify was not given.
  std::string dossier;
  std::string weak_keys;
  TrustOptions trust;  ///< For the signers of requests.
  std::string fail_on = "error";
};

/// add_verify_options adds --verify and the options that go with it only; those that it does not go
/// with must be there already.
void add_verify_options(CLI::App& command, VerifyOptions& options, const Session& session);

/// VerifyChoice is what --verify shares with the rest of the command.
struct VerifyChoice {
  std::string dossier;  ///< The argument; empty when it was not given.
  SiteChoice sites;
  std::string policy;
  std::vector<model::Usage> usages;
  std::string service_name;
};

/// run_verify verifies requests and returns the exit code.
int run_verify(const VerifyOptions& options, const VerifyChoice& choice, const Session& session);

}  // namespace dmp::cli
