#pragma once

#include <CLI/CLI.hpp>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "dmp/expiry/expiry.hpp"
#include "expiry/servers.hpp"
#include "system/passphrase.hpp"
#include "system/revocation.hpp"
#include "system/session.hpp"
#include "system/trust.hpp"

namespace dmp::cli {

/// SourceOptions say where `expiry` looks and what it keeps.
struct SourceOptions {
  std::vector<std::string> sources;
  std::string list;
  std::string workspace;
  std::vector<std::string> ignore;
  unsigned jobs = 1;
  std::vector<std::string> passphrase_files;
  PassphraseOptions passphrase;
  std::vector<std::string> usages;
  std::vector<std::string> structures;
  std::vector<std::string> environments;
  std::string expires_before;
  std::string policy;
  ServerOptions servers;
  RevocationOptions revocation;
  TrustOptions trust;
};

void add_source_options(CLI::App& command, SourceOptions& options, const Session& session);

/// ExpiryInputs is a request and what it points into.
struct ExpiryInputs {
  expiry::Request request;
  policy::Policy policy;
  std::deque<documents::Reading<model::Dossier>> dossiers;
  std::deque<Secret> secrets;
  std::vector<Server> servers;
  x509::RevocationCheck revocation;
};

/// read_expiry_inputs sorts the sources by what they are and reads what the module expiry takes
/// from its caller: dossiers, standard input, passphrases, the list, what servers show. The result
/// must stay where it is. Error ids: CLI-NO-SOURCE, CLI-USAGE, CLI-ENVIRONMENT, DATE-INVALID
/// (usage), CSR-NO-WORKSPACE, DOSSIER-INVALID (input), and those of load_policy, read_named,
/// files::Workspace::check, ask_servers, obtain_passphrase,
/// read_revocation and read_trusted.
Status read_expiry_inputs(const SourceOptions& options, const Session& session,
                          ExpiryInputs& inputs);

}  // namespace dmp::cli
