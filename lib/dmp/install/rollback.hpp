#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "dmp/core/date.hpp"
#include "dmp/core/error.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/install/commands.hpp"

/// The versions of what was installed, and the way back.
namespace dmp::install {

/// PlaceVersions are the versions of one place.
struct PlaceVersions {
  files::Place place;
  std::vector<files::Version> versions;  ///< The oldest first.
};

/// list_versions finds the places that are named, or lie below a folder that is named.
std::vector<PlaceVersions> list_versions(const std::vector<std::filesystem::path>& named);

struct RollbackRequest {
  std::vector<std::filesystem::path> named;  ///< Places, or folders with places in them.
  /// Only what this run installed; empty: what the last run installed in these places.
  std::string run;
  std::optional<std::filesystem::path> workspace;
  Commands commands;
  Instant recorded_at;
  std::string user;
  bool dry_run = false;
};

/// Return is one place that went, or would go, back.
struct Return {
  files::Place place;
  std::string from;
  std::string to;
};

struct RollbackOutcome {
  std::string run;  ///< That was gone back from.
  std::vector<Return> returns;
  bool changed = false;
  std::vector<CommandRun> commands;
};

/// roll_back makes every place of a run show the version before it, in one step each, then runs
/// test and reload; where one fails, everything is put back as it was and the reload run again. In
/// the workspace the order of the certificate that is gone becomes superseded, and the one whose
/// certificate is back installed. Error ids: INSTALL-NO-VERSION (usage: nothing to go back to),
/// INSTALL-TEST-FAILED, INSTALL-RELOAD-FAILED, those of files.
Result<RollbackOutcome> roll_back(const RollbackRequest& request);

}  // namespace dmp::install
