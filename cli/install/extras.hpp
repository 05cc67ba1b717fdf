#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "dmp/install/report.hpp"
#include "system/revocation.hpp"
#include "system/session.hpp"
#include "system/trust.hpp"

/// What `install` does beside installing: revocation, the probe, snippets.
namespace dmp::cli {

struct ExtraOptions {
  RevocationOptions revocation;
  std::string probe;
  std::string snippet;
  int timeout = 10;  ///< Seconds for each exchange: revocation, probe.
};

/// add_extra_options adds them to the command.
void add_extra_options(CLI::App& command, ExtraOptions& options, const Session& session);

/// check_extras tells what is wrong with the options. Error id: CLI-PROBE (usage: --probe is no
/// HOST:PORT).
Status check_extras(const ExtraOptions& options);

/// check_snippets tells which target's path the configuration of --snippet cannot have. Error id:
/// SNIPPET-PATH.
Status check_snippets(const ExtraOptions& options, const std::vector<install::Target>& targets);

/// ProbeOptions are whom to show the certificate to, and who may vouch for that server.
struct ProbeOptions {
  const ExtraOptions& extras;
  const TrustOptions& trust;
};

/// probe_installed shows each AUTH_CLI certificate of the outcome to the server of --probe, with
/// the key of its PEM folder, prints or keeps what happened and returns the exit code. The server
/// is verified by the authorities of --trust and of the trust store that was installed.
int probe_installed(const ProbeOptions& options, const install::Outcome& outcome,
                    const install::Request& request, std::vector<install::Probed>& probes,
                    const Session& session);

/// show_snippets prints the snippet of --snippet for what was installed, and returns the exit code.
int show_snippets(const ExtraOptions& options, const install::Outcome& outcome,
                  const Session& session);

}  // namespace dmp::cli
