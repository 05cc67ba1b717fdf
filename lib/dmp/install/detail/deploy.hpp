#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/install/commands.hpp"
#include "dmp/model/order.hpp"

namespace dmp::install::detail {

/// run_name is the part that the versions of one run have in common: the moment and six digits of
/// the digest of what the run is about, "20261123T100000Z-1f4e9a". Two runs of the same second do
/// not share it.
std::string run_name(Instant at, std::string_view about);

/// deploy exchanges what was staged, runs the commands, and puts the files of the transaction in
/// place, the last one when the commands have succeeded. When any of that fails, all is put back
/// (Switch::not_back says where that failed) and the reload run again. Error ids:
/// INSTALL-TEST-FAILED, INSTALL-RELOAD-FAILED (environment) with `command`, its program, and how it
/// ended; those of files.
Status deploy(files::Switch& change, files::Transaction& transaction, bool has_files,
              const Commands& commands, std::vector<CommandRun>& runs);

/// entries_of is what the journal says about commands: program, digest of the arguments, how it
/// ended, how many lines of output were kept, and their digest. Nothing that it said.
std::vector<model::JournalEntry> entries_of(const std::vector<CommandRun>& runs, Instant at,
                                            const std::string& by, const std::string& run);

}  // namespace dmp::install::detail
