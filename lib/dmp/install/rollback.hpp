#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/install/commands.hpp"
#include "dmp/install/install.hpp"
#include "dmp/model/installation.hpp"
#include "dmp/record/record.hpp"

/// The versions of what was installed, and the way back.
namespace dmp::install {

/// VersionFacts is a version, its record and what it holds now.
struct VersionFacts : files::Version, record::Version {};

/// PlaceVersions are the versions of one place.
struct PlaceVersions {
  files::Place place;
  std::vector<VersionFacts> versions;  ///< The oldest first.
  /// What programs find at the place: one of its versions, what somebody else put there, or
  /// nothing.
  enum class Shows { a_version, another, nothing };
  Shows shows = Shows::a_version;
  bool is_pending = false;  ///< A run was cut short here; the next one completes it.
  /// Who else may take its versions away, or put others in their place; nothing where that is not
  /// known.
  std::optional<files::Others> others{};

  [[nodiscard]] bool could_be_hidden() const { return !others || !others->none(); }
};

/// Listing is what was found in the places that are named, or below the folders that are named.
struct Listing {
  std::vector<PlaceVersions> places;
  std::vector<std::filesystem::path> not_listed;  ///< Folders that may hold more places.
  /// What was named, or found a moment before, and has no versions: nobody installed there, or
  /// somebody took them away.
  std::vector<std::filesystem::path> without_versions;
};

Listing list_versions(const std::vector<std::filesystem::path>& named);

struct RollbackRequest {
  std::vector<std::filesystem::path> named;  ///< Places, or folders with places in them.
  /// Folders where `named` was looked for and that could not be listed.
  std::vector<std::filesystem::path> not_listed;
  /// Only what this run installed; empty: what the last run installed in these places.
  std::string run;
  std::optional<std::filesystem::path> workspace;
  files::Trust trust;  ///< For whom the targets are, who may own the ways to their stores.
  /// For whom one of them is; absent: all are for those of `trust`.
  std::function<files::Trust(const std::filesystem::path& place)> trust_for{};
  Commands commands;
  Instant recorded_at;
  std::string user;
  bool dry_run = false;
  StopRequested stop;  ///< Asked before the first change.
};

/// Return is one place that went, or would go, back.
struct Return {
  files::Place place;
  std::string from;
  std::string to;  ///< Empty: nothing was there before, and nothing is there again.
};

struct RollbackOutcome {
  std::string run;  ///< That was gone back from.
  std::vector<Return> returns;
  bool changed = false;
  bool interrupted = false;  ///< `stop` said so before anything was changed.
  /// Runs that were cut short, and that this one finished first; a rollback of `run` is among
  /// `returns` and went no further.
  std::vector<Completed> completed;
  bool untold = false;  ///< As of an installation.
  std::vector<CommandRun> commands;
  /// Workspaces that versions were installed from and that cannot be read here: whether their
  /// orders were revoked is not known.
  std::vector<std::filesystem::path> not_asked;
  /// Folders that may hold more places of the run and could not be listed.
  std::vector<std::filesystem::path> not_listed;
  /// To be called when the user was told. Until then the same request, also in another process,
  /// has this outcome again, and goes back no further. It also gives the locks back. Error id:
  /// INSTALL-NOT-RECORDED: the same request has this outcome again all the same.
  std::function<Status()> confirm;
};

/// roll_back makes every place of a run show the version before it, in one step each, from files
/// that are written anew (files::Switch::renew), then runs test and reload; where one fails,
/// everything is put back as it was and the reload run again. A place where nothing was before that
/// run is empty again; where that is so of all of them, the run has to be named. So it has where
/// nobody can tell which run was the last: where a folder cannot be listed, something named has no
/// versions, a place does not show its newest one, or shows another run and may be changed by
/// somebody else, and where somebody may change one of the places and not all of them. What is to
/// be reached is written down before the first change, and the same request completes it after a
/// kill.
/// In the workspace the order of a certificate that is gone becomes superseded, and the one whose
/// certificate is back installed (record::read_order). Error ids: INSTALL-NO-VERSION (usage:
/// nothing to go back to), INSTALL-LAST-NOT-LISTED (environment), INSTALL-LAST-NO-STORE,
/// INSTALL-LAST-NOT-SHOWN, INSTALL-LAST-NOT-KNOWN (input: the last run is not known),
/// INSTALL-VERSION-GONE (usage: a place has lost the version to go back to; no place changes),
/// INSTALL-VERSION-FOREIGN (input: somebody else changed the version to go back to, or may have),
/// PLACE-OWNER (environment: it is of an owner whom `trust` does not name, nor has the place now),
/// INSTALL-BACK-REVOKED (input: an order of the workspace, or of the one that a version was
/// installed from, whose certificate would be back was revoked), INSTALL-BACK-UNKNOWN (input: that
/// cannot be known, since an order cannot be read), INSTALL-TEST-FAILED, INSTALL-RELOAD-FAILED,
/// INSTALL-NOT-PUT-BACK, INSTALL-TAKEN-BACK, INSTALL-NOT-RECORDED, INSTALL-PENDING,
/// INSTALL-PENDING-ELSEWHERE, those of files.
Result<RollbackOutcome> roll_back(const RollbackRequest& request);

}  // namespace dmp::install
