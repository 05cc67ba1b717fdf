#pragma once

#include <string>
#include <vector>

#include "dmp/csr/csr.hpp"
#include "system/session.hpp"

namespace dmp::cli {

/// show_orders prints the orders of a workspace (--status) and returns the exit code; `planned` are
/// orders that a dossier wants and the workspace does not have, `blocked` the sites of which none
/// is made.
int show_orders(const std::string& workspace, const std::vector<csr::OrderOutcome>& planned,
                const std::vector<std::string>& blocked, const Session& session);

/// MarkOptions are those of --mark.
struct MarkOptions {
  std::string state;
  std::vector<std::string> folders;
  std::string note;
};

/// mark_orders notes what somebody tells of orders, and returns the exit code.
int mark_orders(const MarkOptions& options, const std::string& workspace, const Session& session);

}  // namespace dmp::cli
