#pragma once

#include <map>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/install/commands.hpp"
#include "dmp/install/detail/orders.hpp"
#include "dmp/install/detail/pending.hpp"
#include "dmp/record/record.hpp"

namespace dmp::install::detail {

/// Work is a run at the point where everything is prepared and nothing has changed.
struct Work {
  Pending& pending;
  files::Switch& change;
  files::Transaction& transaction;  ///< Orders, and the files in their folders.
  bool has_files = false;
  const std::vector<ChangedOrder>& orders;  ///< Those in the transaction.
  bool is_written = false;  ///< The pending document is on the disk: another run was cut short.
  const Commands& commands;
  std::vector<CommandRun>& runs;
  Instant at;  ///< Of now, where the run itself began earlier.
  std::string by;
};

/// stage_orders finds the orders that change when the moves are made, and stages their documents;
/// none where there is no workspace. Errors as Transaction::stage's.
Result<std::vector<ChangedOrder>> stage_orders(const model::PendingRun& run,
                                               const files::Switch& change,
                                               files::Transaction& transaction);

/// carry_out writes down what the run is to reach, turns the targets, runs test and reload, writes
/// the orders and then the journal. Where that fails before the journal, everything is put back and
/// the reload run again; the document stays only where that fails, too. Error ids:
/// INSTALL-TEST-FAILED, INSTALL-RELOAD-FAILED, INSTALL-NOT-PUT-BACK, INSTALL-TAKEN-BACK (a run that
/// was cut short could not be completed, and its targets show what they did before it),
/// INSTALL-TAKEN-BACK-IN-PART (but for those that would show a revoked certificate again),
/// INSTALL-NOT-RECORDED (environment), those of files.
///
/// The document is left to the caller, who says when it is over (finish): it names what was
/// reached.
Status carry_out(Work work);

/// finish takes the document away; where commands are left to be run, it names them alone. Error
/// id: INSTALL-NOT-RECORDED (environment).
Status finish(Pending& pending);

/// is_untold tells whether commands of a run that was cut short are left to be run.
bool is_untold(const Pending& pending);

/// take_over takes away what is left of runs whose commands are those of another run now. Error id:
/// INSTALL-NOT-RECORDED.
Status take_over(const std::vector<Pending>& untold);

/// moves_of makes the moves of a document those of a switch, and back.
std::vector<files::Move> moves_of(const model::PendingRun& run);
std::vector<model::PendingMove> moves_of(const std::vector<files::Move>& moves);

/// complete finishes, or takes back, what another run left, and says so in `runs`. What somebody or
/// a later run changed since stays as it is (Pending::left_alone), and so does what would show the
/// certificate of an order that was revoked since. Errors as carry_out's and Revoked::check's.
/// `trust` names for whom the targets are.
Status complete(Pending& pending, const files::Trust& trust, const Commands& commands, Instant at,
                const std::string& by, std::vector<CommandRun>& runs);

}  // namespace dmp::install::detail
