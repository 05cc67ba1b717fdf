#include "dmp/install/rollback.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <ranges>
#include <set>
#include <system_error>
#include <utility>

#include "dmp/documents/order_document.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/install/detail/carry.hpp"
#include "dmp/install/detail/last_run.hpp"
#include "dmp/install/detail/locks.hpp"
#include "dmp/install/detail/pending.hpp"
#include "dmp/install/detail/revoked.hpp"
#include "dmp/record/record.hpp"

namespace dmp::install {
namespace {

namespace fs = std::filesystem;
using detail::current_of;
using detail::Pending;
using files::Place;

/// What an order's history and the journal call it.
constexpr std::string_view kAct = "rollback";

/// Back is a rollback on its way.
class Back {
 public:
  explicit Back(const RollbackRequest& request) : request_(request) {}

  Result<RollbackOutcome> run() {
    look();
    auto status = request_.run.empty() ? detail::check_holders(listing_) : Status();
    status = status ? prove() : status;
    status = status.and_then([&] { return request_.dry_run ? rehearse() : begin(); });
    if (!status) {
      return fail(std::move(status.error()));
    }
    if (outcome_.run.empty()) {
      auto run =
          request_.run.empty() ? detail::last_run(listing_) : Result<std::string>(request_.run);
      if (!run) {
        return fail(std::move(run.error()));
      }
      outcome_.run = std::move(*run);
    }
    outcome_.not_listed = listing_.not_listed;
    auto steps = steps_to_make();
    if (!steps) {
      return fail(std::move(steps.error()));
    }
    if (steps->empty() && outcome_.returns.empty()) {
      return nothing_to_do();
    }
    if (auto fine = check_steps(*steps); !fine) {
      return fail(std::move(fine.error()));
    }
    const bool is_new = !steps->empty();
    for (const auto& [move, place] : *steps) {
      outcome_.returns.push_back({move.place, move.from, move.to});
    }
    if (is_new && request_.stop && request_.stop()) {
      outcome_.interrupted = true;
      outcome_.returns.clear();
    } else if (is_new && !request_.dry_run) {
      status = make(*steps);
    }
    if (!status) {
      return fail(std::move(status.error()));
    }
    return with_confirm();
  }

 private:
  RollbackOutcome with_confirm() {
    outcome_.confirm = [left = left_, locks = locks_] {
      Status status;
      for (auto& each : *left) {
        auto finished = detail::finish(each);
        status = status ? std::move(finished) : std::move(status);
      }
      left->clear();
      return status;
    };
    return std::move(outcome_);
  }

  void look() {
    listing_ = list_versions(request_.named);
    listing_.not_listed.insert(listing_.not_listed.end(), request_.not_listed.begin(),
                               request_.not_listed.end());
  }

  /// For whom a target is: who is named for another one has no say in it.
  [[nodiscard]] files::Trust trust_for(const fs::path& place) const {
    return request_.trust_for ? request_.trust_for(place) : request_.trust;
  }

  [[nodiscard]] bool has_workspace() const {
    std::error_code ignored;
    return request_.workspace && fs::is_directory(*request_.workspace, ignored);
  }

  /// Proves the ways to the workspace and to the stores.
  Status prove() {
    if (auto own = has_workspace() ? files::Workspace{*request_.workspace}.check_own() : Status();
        !own) {
      return own;
    }
    for (const auto& each : listing_.places) {
      const auto found = detail::stores_of(each.place.path, request_.trust);
      if (!found) {
        return fail(found.error());
      }
      stores_.insert(found->begin(), found->end());
    }
    return {};
  }

  /// What begin would refuse, as far as that can be known without a lock.
  [[nodiscard]] Status rehearse() const {
    return detail::check_pending(stores_, request_.workspace, request_.trust);
  }

  /// Takes the locks, and finishes what other runs left.
  Status begin() {
    if (has_workspace()) {
      const files::Workspace workspace{*request_.workspace};
      auto held =
          files::Directory::open(workspace.root).and_then([&](const files::Directory& opened) {
            return locks_->hold(opened);
          });
      if (!held) {
        return held;
      }
      workspace.clear_leftovers();
    }
    for (const auto& store : stores_) {
      if (auto held = locks_->hold(store); !held) {
        return held;
      }
    }
    auto others = detail::find_pending(stores_, request_.workspace, request_.trust, *locks_);
    if (!others) {
      return fail(std::move(others.error()));
    }
    for (auto& other : *others) {
      if (auto done = detail::complete(other, request_.trust, request_.commands,
                                       request_.recorded_at, request_.user, outcome_.commands);
          !done) {
        return done;
      }
      if (auto taken = took_over(other); !taken) {
        return taken;
      }
    }
    if (!others->empty()) {
      look();
    }
    return {};
  }

  /// A rollback of the same places is what this request asks for: it goes no further.
  Status took_over(Pending& other) {
    const auto is_named = [&](const std::string& path) {
      return std::ranges::any_of(listing_.places, [&](const PlaceVersions& each) {
        return files::absolute(each.place.path) == path;
      });
    };
    const auto& run = other.run;
    // Where another target shows a later run, that one is meant: whoever can bring back an old
    // document has no say in what is asked of the others.
    const auto is_passed = [&](const PlaceVersions& each) {
      const auto path = files::absolute(each.place.path).string();
      const auto* newest = detail::newest_of(each);
      return newest != nullptr && detail::time_of(newest->run()) > detail::time_of(run.run) &&
             std::ranges::count(run.moves, path, &model::PendingMove::path) == 0;
    };
    const bool is_ours =
        run.act == kAct &&
        (!request_.run.empty() || std::ranges::none_of(listing_.places, is_passed)) &&
        (std::ranges::any_of(run.moves, is_named, &model::PendingMove::path) ||
         std::ranges::any_of(other.left_alone, is_named)) &&
        (request_.run.empty() || request_.run == run.run);
    if (!run.act.empty() && run.act != "reload") {
      outcome_.completed.push_back({run.act, run.run, other.left_alone});
    }
    outcome_.changed = outcome_.changed || !run.act.empty();
    outcome_.untold = outcome_.untold || (detail::is_untold(other) && !request_.commands.any());
    if (!is_ours) {
      auto finished = detail::finish(other);
      if (detail::is_untold(other)) {
        untold_.push_back(other);
      }
      return finished;
    }
    outcome_.run = run.run;
    for (const auto& move : detail::moves_of(run)) {
      outcome_.returns.push_back({move.place, move.from, move.to});
    }
    left_->push_back(other);
    return {};
  }

  /// Step is a move and the open place in which it is made: what it goes back to, and whether it
  /// may, was asked of that one.
  struct Step {
    files::Move move;
    files::OpenPlace place;
  };

  /// The step of a place that shows the run, as it is found now that it is open.
  [[nodiscard]] Result<Step> step_at(const Place& place) const {
    auto opened = files::find_place(place, trust_for(place.path));
    if (!opened) {
      return fail(std::move(opened.error()));
    }
    const auto each = detail::versions_at(opened->seen());
    const auto refused = [&place](std::string_view id, const std::string& version) {
      return fail(ErrorKind::input, id,
                  {arg("path", place.path.string()), arg("version", version)});
    };
    const auto* current = current_of(each);
    if (current == nullptr || current->run() != outcome_.run) {  // Exchanged since it was listed.
      return detail::not_known(place.path, outcome_.run);
    }
    const auto& to = current->record.before;
    if (current->record.run.empty()) {  // Its record is lost, and with it what was before.
      return fail(ErrorKind::input, "INSTALL-NO-VERSION", {arg("path", place.path.string())});
    }
    const auto before = std::ranges::find(each.versions, to, &VersionFacts::name);
    if (!to.empty() && before == each.versions.end()) {
      return refused("INSTALL-VERSION-GONE", to);
    }
    if (!to.empty() && before->is_foreign) {
      return refused("INSTALL-VERSION-FOREIGN", to);
    }
    return Step{{place, current->name, to, false}, std::move(*opened)};
  }

  /// What the places that show the run are to show instead.
  Result<std::vector<Step>> steps_to_make() {
    std::vector<Step> steps;
    for (const auto& each : listing_.places) {
      const auto* current = current_of(each);
      if (current == nullptr || current->run() != outcome_.run) {
        continue;
      }
      auto step = step_at(each.place);
      if (!step) {
        return fail(std::move(step.error()));
      }
      steps.push_back(std::move(*step));
    }
    // Once too often would take a service's certificate away: that has to be asked for by name.
    if (request_.run.empty() &&
        std::ranges::all_of(steps, [](const Step& step) { return step.move.to.empty(); })) {
      steps.clear();
    }
    if (auto fine = check_revoked(steps); !fine) {
      return fail(std::move(fine.error()));
    }
    return steps;
  }

  /// A certificate that was revoked is of no use to any service.
  [[nodiscard]] Status check_revoked(const std::vector<Step>& steps) {
    std::error_code error;
    orders_.emplace(has_workspace() ? fs::canonical(*request_.workspace, error) : fs::path());
    Status status;
    for (const auto& [move, place] : steps) {
      status = status ? orders_->check(move, place.seen()) : std::move(status);
    }
    outcome_.not_asked = orders_->not_asked();
    return status;
  }

  Result<RollbackOutcome> nothing_to_do() {
    if (!outcome_.completed.empty()) {
      return with_confirm();
    }
    std::string names;
    for (const auto& path : request_.named) {
      names += (names.empty() ? "" : ", ") + path.string();
    }
    return fail(ErrorKind::input, "INSTALL-NO-VERSION", {arg("path", names)});
  }

  /// Refuses to bring back what is not what was kept, or was revoked: the very bytes.
  [[nodiscard]] files::Switch::Judge judge() {
    return [this](const files::Move& move, const files::SeenPlace& place,
                  const std::vector<files::FoundFile>& found) -> Status {
      const auto kept = record::look_at_found(place, move.to, found);
      return kept.is_as_kept
                 ? orders_->check_certificates(move, place, kept.certificates)
                 : fail(ErrorKind::input, "INSTALL-VERSION-FOREIGN",
                        {arg("path", move.place.path.string()), arg("version", move.to)});
    };
  }

  /// What the steps would be refused for, before the first of them and in a rehearsal.
  [[nodiscard]] Status check_steps(const std::vector<Step>& steps) {
    Status status;
    for (const auto& [move, place] : steps) {
      status = status ? files::Switch::check_return(move, place, judge()) : std::move(status);
    }
    return status;
  }

  /// The part that writes.
  Status make(const std::vector<Step>& steps) {
    files::Switch change(outcome_.run);
    for (const auto& [move, place] : steps) {
      change.add(move, place);
    }
    if (auto renewed = change.renew(judge()); !renewed) {
      return renewed;
    }
    auto planned = run_of(change);
    if (!planned) {
      return fail(std::move(planned.error()));
    }
    Pending pending(std::move(*planned), request_.trust);
    files::Transaction transaction;
    const auto orders = detail::stage_orders(pending.run, change, transaction);
    if (!orders) {
      return fail(orders.error());
    }
    auto status = detail::carry_out({pending, change, transaction, !orders->empty(), *orders, false,
                                     request_.commands, outcome_.commands, request_.recorded_at,
                                     request_.user});
    if (status) {
      outcome_.changed = true;
      left_->push_back(std::move(pending));
      status = detail::take_over(untold_);
    }
    return status;
  }

  [[nodiscard]] Result<model::PendingRun> run_of(const files::Switch& change) const {
    model::PendingRun run;
    run.act = kAct;
    run.run = outcome_.run;
    run.at = request_.recorded_at;
    run.by = request_.user;
    run.keep = std::numeric_limits<std::size_t>::max();
    run.commands = request_.commands.any() || !untold_.empty();
    run.moves = detail::moves_of(change.moves());
    if (has_workspace()) {
      std::error_code error;
      run.workspace = fs::canonical(*request_.workspace, error).string();
    }
    for (const auto& each : run.moves) {
      model::JournalEntry entry;
      entry.at = request_.recorded_at;
      entry.by = request_.user;
      entry.act = run.act;
      entry.file = each.path;
      entry.note = each.from + " -> " + (each.to.empty() ? "-" : each.to);
      entry.run = run.run;
      run.journal.push_back({documents::write_journal_entry(entry), {}, {}, each.path});
      const auto stores = detail::stores_of(each.path, request_.trust);
      if (!stores) {
        return fail(stores.error());
      }
      if (!stores->empty() && std::ranges::count(run.stores, stores->front().string()) == 0) {
        run.stores.push_back(stores->front().string());
      }
    }
    detail::choose_home(run);
    return run;
  }

  const RollbackRequest& request_;
  Listing listing_;
  std::optional<detail::Revoked> orders_;  ///< From the first moves on.
  std::set<fs::path> stores_;
  std::shared_ptr<detail::Locks> locks_ = std::make_shared<detail::Locks>(request_.trust);
  /// What is done and whose document stays until the user was told.
  std::shared_ptr<std::vector<Pending>> left_ = std::make_shared<std::vector<Pending>>();
  std::vector<Pending> untold_;  ///< Other runs whose commands were not run yet.
  RollbackOutcome outcome_;
};

}  // namespace

Result<RollbackOutcome> roll_back(const RollbackRequest& request) { return Back(request).run(); }

}  // namespace dmp::install
