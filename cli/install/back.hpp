#pragma once

#include <optional>
#include <string>

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

}  // namespace dmp::cli
