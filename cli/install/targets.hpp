#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

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

/// read_targets makes targets of the options; keystores need a passphrase. Error ids:
/// CLI-PKCS12-PASSPHRASE, CLI-OWNER, CLI-GROUP, CLI-MODE (usage), those of obtain_passphrase,
/// install::check_target_passphrase, documents::read_plan and files::read_secret_file.
Result<Targets> read_targets(const TargetOptions& options, const Session& session);

/// read_commands makes commands of --test and --reload. Error ids:
/// CLI-COMMAND, CLI-SHELL.
Result<install::Commands> read_commands(const TargetOptions& options);

/// named_trust names for whom the targets of the options are: who may own the ways to them. Error
/// ids: CLI-OWNER, CLI-GROUP, CLI-MODE (usage), those of documents::read_plan.
Result<files::Trust> named_trust(const TargetOptions& options);

/// NamedPlaces are the paths of the options, with what their words stand for, and the folders where
/// that was looked for and that could not be listed.
struct NamedPlaces {
  std::vector<std::filesystem::path> paths;
  std::vector<std::filesystem::path> not_listed;
};

/// named_places are those for --list and --rollback. Errors as documents::read_plan's.
Result<NamedPlaces> named_places(const TargetOptions& options);

}  // namespace dmp::cli
