#pragma once

#include <optional>
#include <string>

#include "dmp/install/install.hpp"
#include "install/targets.hpp"
#include "system/session.hpp"

namespace dmp::cli {

/// list_installed shows the versions of the places that the options name (install --list).
int list_installed(const TargetOptions& options, const Session& session);

/// BackOptions are those of install --rollback.
struct BackOptions {
  std::string run;
  std::optional<std::string> workspace;
  bool dry_run = false;
};

/// go_back returns to the versions before (install --rollback).
int go_back(const TargetOptions& options, const BackOptions& back, const Session& session);

/// rows_of are the rows of a report about commands that were run.
std::vector<report::CommandRow> rows_of(const std::vector<install::CommandRun>& runs);

/// add_completed adds to the summary which runs were cut short and are completed now;
/// print_completed says it in words.
void add_completed(const std::vector<install::Completed>& completed, report::Document& document);
void print_completed(const std::vector<install::Completed>& completed, const Session& session);

/// print_untold says that a run before this one left a service that does not know of it.
void print_untold(bool untold, const Session& session);

/// show_commands prints what was run and what it said.
void show_commands(const std::vector<install::CommandRun>& runs, const Session& session);

}  // namespace dmp::cli
