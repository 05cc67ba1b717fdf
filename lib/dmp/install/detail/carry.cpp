#include "dmp/install/detail/carry.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "dmp/documents/order_document.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/install/detail/deploy.hpp"
#include "dmp/install/detail/orders.hpp"
#include "dmp/install/detail/revoked.hpp"
#include "dmp/record/index.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;
using files::Move;

bool has_workspace(const model::PendingRun& run) {
  std::error_code ignored;
  return !run.workspace.empty() && fs::is_directory(run.workspace, ignored);
}

/// Whether what a line of the journal tells has come about.
bool is_true(const model::PendingLine& line) {
  if (line.order.empty()) {
    return true;
  }
  const auto content = files::read_file(line.order);
  const auto order = content ? documents::read_order(as_text(*content), line.order)
                             : Result<model::Order>(fail(content.error()));
  return order && (line.sha256.empty() ? order->state == model::OrderState::superseded
                                       : order->certificate_sha256 == line.sha256);
}

/// Appends the lines that the journal has not got. A run that was cut short may have written some.
Status record(const model::PendingRun& run, bool was_cut_short) {
  if (!has_workspace(run)) {
    return {};
  }
  const files::Workspace workspace{run.workspace};
  std::string known;
  if (was_cut_short) {
    const auto content = files::read_file(workspace.journal());
    known = "\n" + (content ? std::string(as_text(*content)) : std::string());
  }
  for (const auto& line : run.journal) {
    if (was_cut_short && (known.find("\n" + line.text) != std::string::npos || !is_true(line))) {
      continue;
    }
    if (auto status = workspace.record(line.text); !status) {
      return status;
    }
  }
  return {};
}

/// The journal's lines about commands.
void add_lines(model::PendingRun& run, const std::vector<CommandRun>& runs, Instant at,
               const std::string& by) {
  for (const auto& entry : entries_of(runs, at, by, run.run)) {
    run.journal.push_back({documents::write_journal_entry(entry), {}, {}});
  }
}

/// The targets, each with the version that it shows.
std::string listed(const std::vector<Move>& moves) {
  std::string list;
  for (const auto& each : moves) {
    list += (list.empty() ? "" : ", ") + each.place.path.string() + " (" +
            (each.to.empty() ? "-" : each.to) + ")";
  }
  return list;
}

/// What is there when putting back failed, beside why it was to be put back.
Error not_put_back(Error because, const std::vector<Move>& moves) {
  auto causes = std::move(because.causes);
  causes.insert(causes.begin(), because.id);
  return {ErrorKind::environment,
          "INSTALL-NOT-PUT-BACK",
          {arg("path", listed(moves))},
          std::move(causes)};
}

/// What is there when a run that was cut short was taken back, since it could not be completed.
Error taken_back(Error because, const std::string& run, std::vector<Move> moves,
                 const std::vector<Move>& stayed) {
  auto causes = std::move(because.causes);
  causes.insert(causes.begin(), because.id);
  for (auto& each : moves) {
    each.to = std::ranges::count(stayed, each) > 0 ? each.to : each.from;
  }
  return {ErrorKind::environment,
          stayed.empty() ? "INSTALL-TAKEN-BACK" : "INSTALL-TAKEN-BACK-IN-PART",
          {arg("path", listed(moves)), arg("run", run)},
          std::move(causes)};
}

/// All is done, and only what is written about it is not.
Error not_recorded(Error because) {
  because.causes.insert(because.causes.begin(), because.id);
  because.id = "INSTALL-NOT-RECORDED";
  return because;
}

/// Orders as they were before the run named its targets in them.
using Former = std::vector<std::pair<fs::path, model::Order>>;

Status write_order(const fs::path& file, const model::Order& order) {
  return files::write_file(file, as_bytes(documents::write_order(order)), files::kPublic,
                           files::WriteMode::replace);
}

/// `moves` are what the run was to do.
Status undo(Work& work, Error error, const std::vector<Move>& moves, const Former& former) {
  model::PendingRun only_commands = work.pending.run;
  only_commands.journal.clear();
  add_lines(only_commands, work.runs, work.at, work.by);
  (void)record(only_commands, false);
  auto left = work.change.not_back();
  const auto& stayed = work.change.stayed();
  if (left.empty()) {
    // A target that an order names and that does not show it does no harm.
    for (const auto& [file, order] : stayed.empty() ? former : Former()) {
      (void)write_order(file, order);
    }
    if (auto removed = work.pending.remove(); !removed) {
      // The next run would do it again: who reads this has to know.
      error.causes.insert(error.causes.end(),
                          {removed.error().id, removed.error().args.front().value});
    }
    // Where commands failed the text says that all is as before the run. Otherwise nobody would
    // think that a target which the cut-short run had turned changed once more.
    const bool is_known = error.reason == Reason::command_failed;
    const bool is_to_tell = !is_known || !stayed.empty();
    return fail(work.is_written && is_to_tell && !moves.empty()
                    ? taken_back(std::move(error), work.pending.run.run, moves, stayed)
                    : std::move(error));
  }
  left.insert(left.end(), stayed.begin(), stayed.end());
  return fail(not_put_back(std::move(error), left));
}

/// Names the targets in the orders before they are turned: a run that is killed behind that has
/// installed something, and whoever asks the workspace has to find it.
Status announce(const Work& work, Former& former) {
  if (work.pending.run.act != "install") {
    return {};
  }
  for (const auto& [folder, order, stored] : work.orders) {
    // One that serves where it lies has no target that could fail to show it.
    const bool serves_there =
        stored.state == model::OrderState::installed && stored.targets.empty();
    if (serves_there || order.targets.empty() || order.targets == stored.targets) {
      continue;
    }
    auto announced = stored;
    announced.targets = order.targets;
    if (auto written = write_order(folder.order(), announced); !written) {
      return written;
    }
    former.emplace_back(folder.order(), stored);
  }
  return {};
}

/// Left is a target of a run that was cut short, as it is now: all that is asked of it, and what is
/// done to it, goes through the directories that were opened here.
struct Left {
  Move move;
  std::optional<files::OpenPlace> place;  ///< Nothing where it has no versions any more.
  bool is_proven = false;  ///< The way is ours, and nothing of somebody else's there.
  std::string shown;

  Left(const Move& left, const files::Trust& trust) : move(left) {
    auto opened = files::find_place(move.place, trust);
    if (opened) {
      place = std::move(*opened);
    }
    is_proven = place || (!files::has_store(move.place) && files::way_to(move.place, {}, trust));
    shown = place ? files::former_version(place->seen()) : files::former_version(move.place);
  }

  [[nodiscard]] bool is_made() const { return shown == move.to && move.to != move.from; }
  /// Whether somebody took the version away that was to be shown.
  [[nodiscard]] bool is_missing() const {
    return move.fresh && !(place && files::holds_version(place->seen(), move.to));
  }
  /// Whether a later run was there, or went back from what this one was to show. The versions and
  /// their records are root's, or of who runs this, whoever hid the document of the run.
  [[nodiscard]] bool is_superseded(const model::PendingRun& run) const;
  /// Whether it shows what it did before the run, or is to show: nobody changed it since.
  [[nodiscard]] bool is_as_left(const model::PendingRun& run, bool is_under_way) const {
    return is_proven && (shown == move.from || shown == move.to) &&
           !(is_under_way && is_missing()) && !is_superseded(run);
  }
};

bool Left::is_superseded(const model::PendingRun& run) const {
  if (!place) {
    return false;
  }
  const auto number_of = [](const std::string& version) {
    return version.substr(0, version.find('-'));
  };
  const auto seen = place->seen();
  const auto last = std::max(number_of(move.from), number_of(move.to));
  return std::ranges::any_of(files::versions_of(seen), [&](const files::Version& each) {
    if (each.name == move.to || each.name == move.from) {
      return move.fresh && each.name == move.to && each.undone;
    }
    if (move.fresh || !each.undone) {
      return number_of(each.name) >= last && each.name != files::kBefore;
    }
    // One that a rollback before this one went back from is newer, too.
    const auto record = record::version_of(seen, each.name);
    return number_of(each.name) > last && record.at && run.at && *record.at > *run.at;
  });
}

/// Whether a move that is not made yet would show the certificate of an order that was revoked.
Result<bool> is_revoked(const Left& left, Revoked& orders) {
  if (!left.place || left.shown == left.move.to) {
    return false;
  }
  const auto fine = orders.check(left.move, left.place->seen());
  if (!fine && fine.error().reason != Reason::revoked) {
    return fail(fine.error());
  }
  return !fine;
}

/// Whether the move is made, and taking it back would bring back the certificate of an order that
/// was revoked, or of one of which that is not known.
bool is_final(const Left& left, Revoked& orders) {
  const auto& [place, from, to, fresh] = left.move;
  return left.place && left.is_made() && !from.empty() &&
         !orders.check({place, to, from}, left.place->seen());
}

Status add(const Left& left, const files::Trust& trust, Revoked& orders, files::Switch& change) {
  if (!left.place) {
    return change.add(left.move, trust);
  }
  change.add(left.move, *left.place, is_final(left, orders));
  return {};
}

/// Adds the targets of the run to the switch, but for those that somebody or a later run has
/// changed since, to which the way is no longer ours, or whose certificate was revoked since: they
/// are taken out of the run, and what the journal was to say of them. Nobody is to hold up the
/// others, nor turn them back. A version goes when a run is taken back, too, but only once no
/// target shows its own.
///
/// Tells whether the run is to be completed: it is under way, or all of its versions are there.
/// That is asked once, since who can hide a version may bring it back meanwhile.
Result<bool> add_left(Pending& pending, const files::Trust& trust, files::Switch& change) {
  const auto& run = pending.run;
  std::vector<Left> all;
  for (const auto& move : moves_of(run)) {
    all.emplace_back(move, trust);
  }
  const bool is_under_way = std::ranges::any_of(all, &Left::is_made);
  bool is_whole = true;
  Revoked orders(has_workspace(run) ? run.workspace : std::string());
  for (const auto& each : all) {
    const bool is_as_left = each.is_as_left(run, is_under_way);
    const auto revoked = is_as_left ? is_revoked(each, orders) : Result<bool>(false);
    if (!revoked) {
      return fail(revoked.error());
    }
    if (!is_as_left || *revoked) {
      pending.left_alone.push_back(each.move.place.path.string());
      continue;
    }
    is_whole = is_whole && !each.is_missing();
    if (auto added = add(each, trust, orders, change); !added) {
      return fail(std::move(added.error()));
    }
  }
  pending.run.moves = moves_of(change.moves());
  std::erase_if(pending.run.journal, [&](const model::PendingLine& line) {
    return std::ranges::count(pending.left_alone, line.target) > 0;
  });
  return is_whole;
}

/// What the targets show when the moves are made.
record::Shown shown_after(const files::Switch& change) {
  record::Shown shown;
  for (std::size_t i = 0; i < change.moves().size(); ++i) {
    const auto& move = change.moves()[i];
    shown[files::absolute(move.place.path)] =
        move.to.empty() ? std::vector<model::ShownCertificate>()
                        : record::look_at(change.places()[i].seen(), move.to).certificates;
  }
  return shown;
}

}  // namespace

std::vector<Move> moves_of(const model::PendingRun& run) {
  std::vector<Move> moves;
  for (const auto& [path, is_file, from, to, fresh] : run.moves) {
    const auto kind = is_file ? files::Place::Kind::file : files::Place::Kind::folder;
    moves.push_back({{path, kind}, from, to, fresh});
  }
  return moves;
}

std::vector<model::PendingMove> moves_of(const std::vector<Move>& moves) {
  std::vector<model::PendingMove> found;
  for (const auto& [place, from, to, fresh] : moves) {
    found.push_back({files::absolute(place.path).string(), place.kind == files::Place::Kind::file,
                     from, to, fresh});
  }
  return found;
}

Result<std::vector<ChangedOrder>> stage_orders(const model::PendingRun& run,
                                               const files::Switch& change,
                                               files::Transaction& transaction) {
  if (!has_workspace(run) || change.moves().empty()) {
    return std::vector<ChangedOrder>();
  }
  auto changed = settle_orders({run.workspace,
                                shown_after(change),
                                {},
                                run.act,
                                run.run,
                                run.at.value_or(Instant()),
                                run.by});
  for (const auto& each : changed) {
    if (auto staged =
            transaction.stage(each.folder.order(), as_bytes(documents::write_order(each.order)),
                              files::kPublic, files::WriteMode::replace);
        !staged) {
      return fail(std::move(staged.error()));
    }
  }
  return changed;
}

Status carry_out(Work work) {
  auto& run = work.pending.run;
  if (auto written = work.is_written ? Status() : work.pending.write(); !written) {
    return written;
  }
  const Commands none;
  const auto moves = work.change.moves();  // They are forgotten when they are taken back.
  Former former;
  if (auto announced = announce(work, former); !announced) {
    return undo(work, std::move(announced.error()), moves, former);
  }
  auto status = deploy(work.change, work.transaction, work.has_files,
                       run.told ? none : work.commands, work.runs);
  if (!status) {
    return undo(work, std::move(status.error()), moves, former);
  }
  if (!work.runs.empty()) {
    run.told = true;
    add_lines(run, work.runs, work.at, work.by);
    // Where this fails the commands may be run once more, and their lines are written below.
    (void)work.pending.rewrite();
  }
  work.change.settle(run.keep);
  auto recorded = record(run, work.is_written);
  if (recorded && has_workspace(run)) {
    recorded = record::write_index(run.workspace);
  }
  return recorded.map_error(not_recorded);
}

bool is_untold(const Pending& pending) { return pending.run.commands && !pending.run.told; }

Status finish(Pending& pending) {
  auto& run = pending.run;
  if (!is_untold(pending)) {
    return pending.remove().map_error(not_recorded);
  }
  run.act = "reload";
  run.moves.clear();
  run.journal.clear();
  return pending.rewrite().map_error(not_recorded);
}

Status take_over(const std::vector<Pending>& untold) {
  Status status;
  for (const auto& each : untold) {
    if (auto removed = each.remove(); !removed && status) {
      status = fail(not_recorded(std::move(removed.error())));
    }
  }
  return status;
}

Status complete(Pending& pending, const files::Trust& trust, const Commands& commands, Instant at,
                const std::string& by, std::vector<CommandRun>& runs) {
  auto& run = pending.run;
  files::Switch change(run.run);
  const auto is_whole = add_left(pending, trust, change);
  if (!is_whole) {
    change.abandon();
    return fail(is_whole.error());
  }
  if (!*is_whole) {
    // Nothing of it is shown: it is taken back, as it was begun.
    if (const auto left = change.turn_back(); !left.empty()) {
      return fail(not_put_back({ErrorKind::environment, "FILE-WRITE", {}, {}}, left));
    }
    auto removed = pending.remove().map_error(not_recorded);
    run.act = "taken-back";
    return removed;
  }
  files::Transaction transaction;
  const auto orders = stage_orders(run, change, transaction);
  if (!orders) {
    change.abandon();
    return fail(orders.error());
  }
  return carry_out(
      {pending, change, transaction, !orders->empty(), *orders, true, commands, runs, at, by});
}

}  // namespace dmp::install::detail
