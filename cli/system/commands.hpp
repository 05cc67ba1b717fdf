#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "system/session.hpp"

namespace dmp::cli {

/// Run is a command with its options bound; it returns the exit code.
using Run = std::function<int()>;

/// Each add_… adds its subcommand to the tree and, when the user chose it, leaves its Run in
/// `chosen`.
void add_dossier(CLI::App& root, Session& session, Run& chosen);
void add_check(CLI::App& root, Session& session, Run& chosen);
void add_form413(CLI::App& root, Session& session, Run& chosen);
void add_csr(CLI::App& root, Session& session, Run& chosen);
void add_install(CLI::App& root, Session& session, Run& chosen);
void add_expiry(CLI::App& root, Session& session, Run& chosen);
void add_card(CLI::App& root, Session& session, Run& chosen);
void add_completion(CLI::App& root, Session& session, Run& chosen);
void add_complete_sites(CLI::App& root, Session& session, Run& chosen);
void add_config(CLI::App& root, Session& session, Run& chosen);
void add_help(CLI::App& root, Session& session, Run& chosen);
void add_manual(CLI::App& root, Session& session, Run& chosen);

/// add_command makes a subcommand whose help is made of the texts `cli.<name>.about` and
/// `cli.<name>.examples` and the exit codes.
CLI::App* add_command(CLI::App& root, const std::string& name, const Session& session);

/// Options that several commands have.
void add_format(CLI::App& command, Session& session,
                const std::vector<std::string>& formats = {"text", "json"});
/// names_of are those of a use case's formats.
std::vector<std::string> names_of(const auto& formats) {
  std::vector<std::string> names;
  for (const auto& format : formats) {
    names.emplace_back(format.name);
  }
  return names;
}
void add_policy(CLI::App& command, std::string& policy, const Session& session);
void add_sites(CLI::App& command, SiteChoice& choice, const Session& session);

/// add_path adds a positional argument with the text `cli.arg.<text>`.
CLI::Option* add_path(CLI::App& command, const std::string& name, std::string& path,
                      const Session& session);
CLI::Option* add_paths(CLI::App& command, const std::string& name, std::vector<std::string>& paths,
                       const Session& session);

}  // namespace dmp::cli
