#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "dmp/documents/plan_document.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/install/install.hpp"
#include "system/passphrase.hpp"
#include "system/session.hpp"

namespace dmp::cli {

/// TargetOptions say where certificates go and who is told.
struct TargetOptions {
  std::string pem_folder;
  std::string pkcs12;
  std::string java;
  std::string jks;
  std::string haproxy;
  std::string trust_store;
  std::string java_trust_store;
  PassphraseOptions passphrase;  ///< Of the keystores.
  bool weak_passphrase = false;  ///< Is prescribed, and accepted.
  std::string alias;
  std::string compatible_with;
  std::string owner;
  std::string group;
  std::string mode;
  std::string plan;
  std::size_t keep = 3;
  std::string test;
  std::string reload;
  int command_timeout = 30;
};

/// add_target_options adds them to the command.
void add_target_options(CLI::App& command, TargetOptions& options, const Session& session);

/// Targets are the targets with the secrets that they point to.
struct Targets {
  std::vector<install::Target> all;
  std::vector<std::unique_ptr<Secret>> secrets;
};

/// load_plan reads the plan of the options, once: an empty one if none is given. Error ids: those
/// of documents::read_plan, read_named and files::read_own_file.
Result<documents::InstallPlan> load_plan(const TargetOptions& options);

/// read_targets makes targets of the options and of the plan; keystores need a passphrase. Error
/// ids: CLI-PKCS12-PASSPHRASE, CLI-OWNER, CLI-GROUP, CLI-MODE (usage), those of obtain_passphrase,
/// install::check_target_passphrase and files::read_secret_file.
Result<Targets> read_targets(const TargetOptions& options, const documents::InstallPlan& plan,
                             const Session& session);

/// read_commands makes commands of --test and --reload, or those of the plan. Error ids:
/// CLI-COMMAND, CLI-SHELL.
Result<install::Commands> read_commands(const TargetOptions& options,
                                        const documents::InstallPlan& plan);

/// NamedPlaces are the paths of the options, with what their words stand for, each with whom it is
/// for, and the folders where that was looked for and that could not be listed.
struct NamedPlaces {
  struct Target {
    std::filesystem::path path;
    std::optional<model::Usage> usage;
    files::Trust trust;
  };
  std::vector<std::filesystem::path> paths;
  std::vector<Target> targets;  ///< Of each path.
  std::vector<std::filesystem::path> not_listed;
};

/// named_places are those for --list and --rollback. Error ids: CLI-OWNER, CLI-GROUP, CLI-MODE
/// (usage).
Result<NamedPlaces> named_places(const TargetOptions& options, const documents::InstallPlan& plan);

/// trust_of names for whom all of them are: who may own the ways to their stores.
files::Trust trust_of(const NamedPlaces& named);

/// trust_for names for whom a place is that was named or lies below what was named: those of the
/// innermost of these targets, of several those of its usage. Nobody where it was not named.
files::Trust trust_for(const std::vector<NamedPlaces::Target>& targets,
                       const std::filesystem::path& place);

}  // namespace dmp::cli
