#include "dmp/expiry/expiry.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "dmp/base/in_turn.hpp"
#include "dmp/expiry/detail/look.hpp"
#include "dmp/expiry/detail/orders.hpp"
#include "dmp/expiry/detail/sense.hpp"
#include "dmp/model/certificate_rank.hpp"
#include "dmp/sources/look.hpp"
#include "dmp/sources/walk.hpp"

namespace dmp::expiry {
namespace {

namespace fs = std::filesystem;
using detail::Found;
using sources::Origin;

/// Collector goes over the request's places.
class Collector {
 public:
  explicit Collector(const Request& request)
      : orders(request),
        request_(request),
        files_(
            request.jobs, [this](Places places) { return look_at(std::move(places)); },
            [this](std::vector<Found> found) {
              for (auto& each : found) {
                keep_file(std::move(each));
              }
            }) {}

  void run() {
    for (const auto& given : request_.given) {
      if (stopped()) {
        return;
      }
      ++outcome.files;
      keep(detail::look_at(given.name, given.content, Origin::named, request_));
    }
    for (const auto& shown : request_.shown) {
      ++outcome.files;
      Found found;
      if (shown.certificates) {
        found.rows = detail::rows_of(*shown.certificates, shown.name, request_);
      } else {
        found.broken = {shown.certificates.error()};
      }
      if (!found.rows.empty()) {
        alarm_as_own(found.rows.front());
      }
      keep(std::move(found));
    }
    look_at_in_turn(request_.paths, Origin::named);
    follow_links(true);
    look_at_workspaces();
    follow_links(true);
    look_at_loose();
    follow_links(true);
    follow_links(false);
    judge_folders();
  }

  Outcome outcome;
  detail::Gathering rows;
  detail::KnownOrders orders;

 private:
  struct Place {
    sources::Met met;
    Origin origin;
  };
  /// A few files at a time: handing one over takes nearly as long as looking at it.
  using Places = std::vector<Place>;

  /// Called on several threads.
  std::vector<Found> look_at(Places places) {
    std::vector<Found> found;
    found.reserve(places.size());
    sources::MetAgain again;
    for (auto& place : places) {
      if (request_.stop && request_.stop()) {
        break;
      }
      found.push_back(
          detail::look_at_file(std::move(place.met), place.origin, request_, allowance_, again));
    }
    return found;
  }

  /// A server's own certificate alarms even if it calls itself an authority.
  static void alarm_as_own(Row& row) {
    row.due = row.due || row.status == model::CertificateStatus::expired ||
              row.status == model::CertificateStatus::expiring;
  }

  void add(sources::Met met, Origin origin) {
    constexpr std::size_t kAtOnce = 16;
    next_.push_back({std::move(met), origin});
    if (next_.size() == kAtOnce) {
      files_.add(std::exchange(next_, {}));
    }
  }

  /// Returns when all that was added is kept.
  void finish() {
    if (!next_.empty()) {
      files_.add(std::exchange(next_, {}));
    }
    files_.finish();
    (void)stopped();  // Files may have been left out.
  }

  bool stopped() {
    outcome.interrupted = outcome.interrupted || (request_.stop && request_.stop());
    return outcome.interrupted;
  }

  /// Looks at paths that are named, at workspaces (met) or at recorded targets. Those that others
  /// could lead elsewhere are kept for later: they could give what is ours another path.
  void look_at_in_turn(const std::vector<fs::path>& paths, Origin origin) {
    sources::FirmPaths firm;
    for (const auto& path : paths) {
      if (stopped()) {
        break;
      }
      if (firm.has(path.native())) {
        look_at_path(path, origin);
      } else {
        loose_.emplace_back(path, origin);
      }
    }
    finish();
  }

  void look_at_loose() {
    for (const auto& [path, origin] : loose_) {
      if (stopped()) {
        break;
      }
      look_at_path(path, origin);
    }
    finish();
  }

  /// A target that is not here is on another machine, or gone.
  void look_at_path(const fs::path& path, Origin origin) {
    struct stat status{};
    const bool is_there = ::stat(path.c_str(), &status) == 0;
    const bool is_named = origin == Origin::named;
    if (S_ISDIR(status.st_mode) || origin == Origin::met) {
      const auto seen = files::Seen::at(path.native());
      go_through(path, seen, is_named ? Origin::met : origin).is_named = is_named;
    } else if (is_named || is_there) {
      add({path.native()}, origin);
    }
  }

  /// A folder that is gone through; its links come later.
  struct Folder {
    fs::path path;
    Origin origin;
    bool is_named = false;
    bool finished = true;
    bool again = false;  ///< Something of it was visited before.
    std::size_t sightings = 0;
    std::vector<sources::Link> links = {};
  };

  /// Does what concerns a folder, and counts what it showed.
  template <typename Act>
  void count_for(Folder& folder, Act act) {
    finish();
    const auto before = sightings_ + outcome.broken.size();
    again_ = false;
    links_ = &folder.links;
    folder.finished = act(walk_for(folder)) && folder.finished;
    finish();
    links_ = nullptr;
    folder.again = folder.again || again_;
    folder.sightings += sightings_ + outcome.broken.size() - before;
  }

  Folder& go_through(const fs::path& path, const files::Seen& seen, Origin origin) {
    folders_.push_back({path, origin});
    auto& folder = folders_.back();
    count_for(folder, [&](const sources::FolderWalk& on) {
      return sources::walk(seen, path.native(), visited_folders_, on);
    });
    return folder;
  }

  sources::FolderWalk walk_for(Folder& folder) {
    return {.ignore = request_.ignore,
            .file =
                [this, &folder](sources::Met file) {
                  if (stopped()) {
                    return false;
                  }
                  add(std::move(file), folder.origin);
                  return true;
                },
            .link = [&folder](sources::Link link) { folder.links.push_back(std::move(link)); },
            .again = [this] { again_ = true; },
            .unreadable =
                [this](Error error) {
                  finish();
                  tell(std::move(error));
                }};
  }

  /// Links of ours, or all: those of others come last, so that none of them decides by which path
  /// what is ours is met.
  void follow_links(bool ours) {
    for (auto& folder : folders_) {
      while (!stopped() && follow_some(folder, ours)) {
      }
    }
  }

  /// False when there were none. What they lead to may have links of its own.
  bool follow_some(Folder& folder, bool ours) {
    const auto others = std::ranges::stable_partition(
        folder.links, [&](const auto& link) { return ours && !link.is_ours; });
    std::vector<sources::Link> links(std::make_move_iterator(others.begin()),
                                     std::make_move_iterator(others.end()));
    folder.links.erase(others.begin(), others.end());
    if (links.empty()) {
      return false;
    }
    sources::MetAgain again;
    count_for(folder, [&](const sources::FolderWalk& on) {
      return std::ranges::all_of(links, [&](sources::Link& link) {
        return !stopped() &&
               sources::follow(std::move(link), ours, again, visited_, visited_folders_, on);
      });
    });
    return true;
  }

  void judge_folders() {
    for (const auto& folder : folders_) {
      if (folder.is_named && folder.finished && !folder.again && folder.sightings == 0 &&
          !outcome.interrupted) {
        ++outcome.owed;
        outcome.broken.push_back(
            {ErrorKind::input, "EXPIRY-NO-CERTIFICATE", {arg("file", folder.path.string())}, {}});
      }
    }
  }

  /// The workspaces, which owe nothing but orders that can be read, and what their orders' targets
  /// show.
  void look_at_workspaces() {
    look_at_in_turn(request_.workspaces, Origin::met);
    look_at_in_turn(orders.targets(), Origin::recorded);
    outcome.owed += static_cast<int>(orders.errors.size());
    std::ranges::move(orders.errors, std::back_inserter(outcome.broken));
  }

  /// A file counts once, by the first path that led to it.
  void keep_file(Found found) {
    if (found.passed_over) {
      return;
    }
    if (found.link) {
      links_->push_back(std::move(*found.link));
      return;
    }
    if (found.file && !visited_.add(*found.file)) {
      again_ = true;
      return;
    }
    ++outcome.files;
    keep(std::move(found));
  }

  void keep(Found found) {
    if (found.origin == Origin::recorded) {
      std::erase_if(found.broken,
                    [](const Error& error) { return error.kind == ErrorKind::secret; });
    }
    sightings_ += found.rows.size();
    for (auto& row : found.rows) {
      rows.add(std::move(row), found.is_foreign);
    }
    outcome.owed += found.origin == Origin::named ? static_cast<int>(found.broken.size()) : 0;
    for (auto& error : found.broken) {
      tell(std::move(error));
    }
  }

  /// That a directory was replaced is said once, and not by each of its files.
  void tell(Error error) {
    if (error.reason != Reason::replaced || replaced_.insert(error.args.front().value).second) {
      outcome.broken.push_back(std::move(error));
    }
  }

  const Request& request_;
  sources::Visited visited_;
  sources::VisitedFolders visited_folders_;
  std::deque<Folder> folders_;                   ///< In the order in which they were gone through.
  std::vector<sources::Link>* links_ = nullptr;  ///< Of the folder that is gone through.
  std::vector<std::pair<fs::path, Origin>> loose_;
  std::set<std::string> replaced_;  ///< Places of which it was said.
  bool again_ = false;  ///< In the folder that is gone through: something was visited before.
  sources::Allowance allowance_;
  std::size_t sightings_ = 0;
  Places next_;
  InTurn<Places, std::vector<Found>> files_;
};

/// Authorities come last; among the others and among them what needs somebody most, and within that
/// what ends first.
void sort_rows(std::vector<Row>& rows) {
  struct Place {
    std::tuple<bool, int, Instant> rank;
    Row* row;
  };
  // Places are sorted, since a row is large; each row then moves once.
  std::vector<Place> order;
  order.reserve(rows.size());
  for (auto& row : rows) {
    order.push_back({{row.facts.is_ca, model::rank_of(row), row.facts.ends_at()}, &row});
  }
  std::ranges::stable_sort(order, {}, &Place::rank);
  // Of the same rank are many, and in the order of names mostly: they were met so.
  const auto by_name = [](const Place& place) {
    return std::tie(place.row->source, place.row->facts.sha256);
  };
  for (auto at = order.begin(); at != order.end();) {
    const auto end = std::ranges::upper_bound(at, order.end(), at->rank, {}, &Place::rank);
    if (!std::ranges::is_sorted(at, end, {}, by_name)) {
      std::ranges::sort(at, end, {}, by_name);
    }
    at = end;
  }
  // Each circle of rows that take each other's places turns by one.
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (order[i].row == &rows[i]) {
      continue;
    }
    Row first = std::move(rows[i]);
    auto at = i;
    while (order[at].row != &rows[i]) {
      auto* const from = std::exchange(order[at].row, &rows[at]);
      rows[at] = std::move(*from);
      at = static_cast<std::size_t>(from - rows.data());
    }
    order[at].row = &rows[at];
    rows[at] = std::move(first);
  }
}

/// Workspaces alone, without a dossier that says what is missing, are to show a certificate.
void miss_in_workspaces(Outcome& outcome, const Request& request) {
  if (!request.dossiers.empty() || outcome.certificates > 0 || outcome.interrupted) {
    return;
  }
  for (const auto& workspace : request.workspaces) {
    ++outcome.owed;
    outcome.broken.push_back(
        {ErrorKind::input, "EXPIRY-NO-CERTIFICATE", {arg("file", workspace.string())}, {}});
  }
}

}  // namespace

Outcome expiry(const Request& request) {
  Collector collector(request);
  collector.run();
  auto outcome = std::move(collector.outcome);
  outcome.rows = collector.rows.finish();
  auto& orders = collector.orders;
  orders.match(outcome.rows, request);
  std::ranges::move(orders.recorded(request), std::back_inserter(outcome.rows));
  outcome.certificates = static_cast<int>(outcome.rows.size());
  miss_in_workspaces(outcome, request);
  detail::mark_superseded(outcome.rows, orders, request.now);
  detail::ask_revocation(outcome, request);
  detail::remark_chains(outcome.rows, request);
  detail::match_sites(outcome.rows, request);
  detail::plan_renewals(outcome.rows, orders, request);
  detail::keep_wanted(outcome, request.filter);
  sort_rows(outcome.rows);
  outcome.due = static_cast<int>(std::ranges::count(outcome.rows, true, &Row::due));
  return outcome;
}

}  // namespace dmp::expiry
