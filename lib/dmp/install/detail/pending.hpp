#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/install/detail/locks.hpp"
#include "dmp/model/installation.hpp"

namespace dmp::install::detail {

/// Pending is what a run is to reach, on the disk from before its first change until its last one
/// is done (`pending.json` in the first of its stores, one that names the run in the others).
/// While it is there,
///
/// - every place that it names shows `from` or `to`, or something that somebody else put there;
/// - every version `to` is complete, or else none of them is shown any more;
/// - doing all of it again, in the same order, changes nothing that was done already.
///
/// So whoever comes next to one of its stores finishes it first, whatever he came for.
class Pending {
 public:
  Pending() = default;
  /// `trust` names who may own the ways to the stores.
  Pending(model::PendingRun written, files::Trust trust)
      : run(std::move(written)), trust_(std::move(trust)) {}

  /// write writes it, the first store last: from then on it counts. Errors as files::write_file's.
  [[nodiscard]] Status write() const;
  /// rewrite writes it anew where it is.
  [[nodiscard]] Status rewrite() const;
  /// remove takes it away. What can no longer be removed is done again, which changes nothing.
  void remove() const;

  model::PendingRun run;
  /// Targets that somebody changed after the run was cut short: they are no moves of it any more.
  std::vector<std::string> left_alone;

 private:
  files::Trust trust_;
};

/// put_ours_first orders the stores of a run: those to which the way is ours alone come first, so
/// that the document that counts lies where not even the one who is named can hinder us.
void put_ours_first(std::vector<std::string>& stores);

/// find_pending reads what runs left in stores, and holds all stores and workspaces of those runs.
/// Error ids: INSTALL-PENDING (environment: it cannot be read), INSTALL-PENDING-ELSEWHERE
/// (environment: it was written in another folder, of which this one is a copy, or which was
/// moved), FOLDER-LOCKED.
Result<std::vector<Pending>> find_pending(const std::set<std::filesystem::path>& stores,
                                          const std::optional<std::filesystem::path>& workspace,
                                          const files::Trust& trust, Locks& locks);

/// check_pending says what find_pending would refuse, and holds and changes nothing.
Status check_pending(const std::set<std::filesystem::path>& stores,
                     const std::optional<std::filesystem::path>& workspace,
                     const files::Trust& trust);

/// has_pending tells whether there is anything to be found there.
bool has_pending(const std::set<std::filesystem::path>& stores,
                 const std::optional<std::filesystem::path>& workspace);

}  // namespace dmp::install::detail
