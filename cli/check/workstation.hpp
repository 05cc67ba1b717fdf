#pragma once

#include "dmp/check/check.hpp"
#include "dmp/model/workstation.hpp"
#include "system/commands.hpp"

/// `check --workstation`: what is seen of this machine.
namespace dmp::cli {

struct WorkstationOptions {
  bool wanted = false;
  bool card = false;  ///< Only the card in the reader.
  bool online = false;
  int timeout = 5;  ///< Seconds.
  std::string workspace = "dmp-workspace";
  std::vector<std::string> targets;  ///< Directories, or files in them.
};

/// add_workstation adds --workstation, --card, --online, --timeout, --workspace and --target.
void add_workstation(CLI::App& command, WorkstationOptions& options, const Session& session);

/// check_workstation looks at the machine, or at its cards alone, when that is wanted, checks it
/// against the request's policy and dossiers, puts the findings before those of `outcome`, and
/// returns what it saw. What fails on the way is part of the answer.
std::optional<model::WorkstationFacts> check_workstation(const WorkstationOptions& options,
                                                         const check::Request& request,
                                                         check::Outcome& outcome,
                                                         const Session& session);

}  // namespace dmp::cli
