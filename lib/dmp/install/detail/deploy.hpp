#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "dmp/core/date.hpp"
#include "dmp/core/error.hpp"
#include "dmp/files/lock.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/install/commands.hpp"
#include "dmp/model/order.hpp"

namespace dmp::install::detail {

/// run_name is the part that the versions of one run have in common: "20261123T100000Z".
std::string run_name(Instant at);

/// deploy exchanges what was staged, runs the commands, and puts the files of the transaction in
/// place, the last one when the commands have succeeded. When any of that fails, all is put back
/// and the reload run again. Error ids: INSTALL-TEST-FAILED, INSTALL-RELOAD-FAILED (environment)
/// with `command`, its program, and how it ended; those of files.
Status deploy(files::Switch& change, files::Transaction& transaction, bool has_files,
              const Commands& commands, std::vector<CommandRun>& runs);

/// entries_of is what the journal says about commands: program, digest of the arguments, how it
/// ended, its last lines.
std::vector<model::JournalEntry> entries_of(const std::vector<CommandRun>& runs, Instant at,
                                            const std::string& by);

/// Locks holds the stores of several places, so that two runs do not mix.
class Locks {
 public:
  Locks() = default;
  Locks(const Locks&) = delete;
  Locks& operator=(const Locks&) = delete;
  /// Folders that were made for a lock go away with it, unless something else lies in them.
  ~Locks();

  /// acquire locks the store below each folder. Error ids: FOLDER-LOCKED and files::make_folder's.
  Status acquire(const std::set<std::filesystem::path>& folders);
  /// keep lets the folders stay, since versions lie in them now.
  void keep() { made_.clear(); }

 private:
  std::vector<files::Lock> held_;
  std::vector<std::filesystem::path> made_;
};

}  // namespace dmp::install::detail
