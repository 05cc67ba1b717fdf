#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/install/detail/locks.hpp"
#include "dmp/model/installation.hpp"

namespace dmp::install::detail {

/// Pending is what a run is to reach, on the disk from before its first change until its last one
/// is done. While it is there,
///
/// - every place that it names shows `from` or `to`, or something that somebody else put there;
/// - every version `to` is complete, or else none of them is shown any more;
/// - doing all of it again, in the same order, changes nothing that was done already.
///
/// So whoever comes next to one of its stores finishes it first, whatever he came for.
///
/// The whole of it lies in the first of its stores (choose_home), `pending.json`, or in the
/// workspace, `pending-<run>.json`; the others have a `pending.json` that names the run and where
/// the whole lies. Who is named by Trust can move the stores in his own directories away and back,
/// and one that he hid says nothing of a run that is over. Where nothing is ours alone, each store
/// has one of its own for the targets that belong to it.
class Pending {
 public:
  Pending() = default;
  /// `trust` names who may own the ways to the stores.
  Pending(model::PendingRun written, files::Trust trust)
      : run(std::move(written)), trust_(std::move(trust)) {}

  /// write writes it, the whole last: from then on it counts. Errors as files::write_file's.
  [[nodiscard]] Status write();
  /// rewrite writes the whole anew where it is.
  [[nodiscard]] Status rewrite() const;
  /// remove takes it away, also out of a store that was moved since. Error id: FILE-WRITE, where
  /// the whole of it stays.
  [[nodiscard]] Status remove() const;

  model::PendingRun run;
  /// Targets that somebody or a later run changed after the run was cut short, and those of a
  /// certificate that was revoked since: they are no moves of it any more.
  std::vector<std::string> left_alone;

 private:
  friend class Finder;
  /// Document is one file of it, in an open directory: wherever that is moved.
  struct Document {
    files::Directory folder;
    std::string name;
    std::string store;  ///< As the run names the directory.
    bool is_whole = false;
  };
  [[nodiscard]] Status put(const Document& document) const;

  std::vector<Document> documents_;  ///< In the order of writing.
  bool is_split_ = false;            ///< Each store has a whole one, for its own targets.
  files::Trust trust_;
};

/// choose_home puts what the whole document of a run is to lie in before its other stores: one of
/// them to which the way is ours alone, or else the workspace.
void choose_home(model::PendingRun& run);

/// find_pending reads what runs left in stores, and holds all stores and workspaces of those runs.
/// Error ids: INSTALL-PENDING (environment: it cannot be read), INSTALL-PENDING-ELSEWHERE
/// (environment: it was written in another folder, of which this one is a copy, or which was
/// moved), INSTALL-PENDING-AWAY (environment: the folder with the whole of it is not there),
/// FOLDER-LOCKED.
Result<std::vector<Pending>> find_pending(const std::set<std::filesystem::path>& stores,
                                          const std::optional<std::filesystem::path>& workspace,
                                          const files::Trust& trust, Locks& locks);

/// check_pending says what find_pending would refuse, and holds and changes nothing.
Status check_pending(const std::set<std::filesystem::path>& stores,
                     const std::optional<std::filesystem::path>& workspace,
                     const files::Trust& trust);

/// has_pending tells whether there is anything to be found there.
bool has_pending(const std::set<std::filesystem::path>& stores);

}  // namespace dmp::install::detail
