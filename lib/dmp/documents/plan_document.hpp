#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"

namespace dmp::documents {

/// PlanTarget is one target of an installation plan, in the words of the document.
struct PlanTarget {
  std::string kind;
  std::string path;
  std::string usage;
  std::string structure;
  std::string passphrase_file;
  bool weak_passphrase = false;
  std::string alias;
  std::string compat;
  std::string owner;
  std::string group;
  std::string mode;
};

/// InstallPlan is plan.json (schemas/plan.schema.json).
struct InstallPlan {
  std::vector<PlanTarget> targets;
  std::vector<std::string> test;
  std::vector<std::string> reload;
};

/// read_plan reads a plan and checks it against its schema; a key that the schema has not is a
/// fault. Error id: PLAN-INVALID (input) with `file`; each fault is a cause, with its place.
Result<InstallPlan> read_plan(std::string_view text, std::string_view file);

}  // namespace dmp::documents
