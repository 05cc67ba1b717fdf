#include "dmp/install/rollback.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "dmp/dossier/order_document.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/install/detail/deploy.hpp"
#include "dmp/x509/container.hpp"

namespace dmp::install {
namespace {

namespace fs = std::filesystem;
using files::Place;
using model::OrderState;

const files::Version* current_of(const PlaceVersions& each) {
  const auto found = std::ranges::find_if(each.versions, &files::Version::current);
  return found == each.versions.end() ? nullptr : &*found;
}

/// The latest run that one of the places shows. Names of runs sort by time.
std::string last_run(const std::vector<PlaceVersions>& places) {
  std::string last;
  for (const auto& each : places) {
    const auto* current = current_of(each);
    if (current != nullptr && current->run() != "before") {
      last = std::max(last, std::string(current->run()));
    }
  }
  return last;
}

/// The certificates that a version holds, as far as they can be read without a passphrase.
std::set<std::string> certificates_in(const Place& place, const std::string& version) {
  const auto folder = place.store() / version;
  const auto path =
      folder / (place.kind == Place::Kind::file ? place.path.filename() : "certificate.pem");
  std::set<std::string> found;
  auto content = files::read_file(path);
  if (content) {
    if (const auto contents = x509::read_contents(*content, path.string())) {
      for (const auto& each : contents->certificates) {
        found.insert(each.facts().sha256.hex());
      }
    }
    wipe(*content);
  }
  return found;
}

/// Orders changes what the orders say about certificates that come and go.
class Orders {
 public:
  Orders(const RollbackRequest& request, const std::vector<Return>& returns) : request_(request) {
    std::set<std::string> gone;
    std::set<std::string> back;
    for (const auto& each : returns) {
      gone.merge(certificates_in(each.place, each.from));
      back.merge(certificates_in(each.place, each.to));
    }
    for (const auto& sha256 : gone) {
      if (!back.contains(sha256)) {
        next_[sha256] = OrderState::superseded;
      }
    }
    for (const auto& sha256 : back) {
      if (!gone.contains(sha256)) {
        next_[sha256] = OrderState::installed;
      }
    }
  }

  /// Stages the orders that change and tells whether there are any.
  Result<bool> stage(files::Transaction& transaction) {
    bool any = false;
    for (const auto& folder : files::Workspace{*request_.workspace}.orders()) {
      const auto content = files::read_file(folder.order());
      auto order = content ? dossier::read_order(as_text(*content), folder.order().string())
                           : Result<model::Order>(fail(content.error()));
      const auto next = order ? next_.find(order->certificate_sha256) : next_.end();
      if (next == next_.end() || order->state == next->second ||
          !model::may_follow(order->state, next->second)) {
        continue;  // What cannot be read is not touched; `csr --status` tells of it.
      }
      order->state = next->second;
      order->history.push_back({order->state, request_.recorded_at, request_.user, "rollback"});
      if (auto staged = transaction.stage(folder.order(), as_bytes(dossier::write_order(*order)),
                                          files::kPublic, files::WriteMode::replace);
          !staged) {
        return fail(std::move(staged.error()));
      }
      any = true;
    }
    return any;
  }

 private:
  const RollbackRequest& request_;
  std::map<std::string, OrderState> next_;
};

bool has_workspace(const RollbackRequest& request) {
  std::error_code ignored;
  return request.workspace && fs::is_directory(*request.workspace, ignored);
}

Status record(const RollbackRequest& request, const RollbackOutcome& outcome, bool done) {
  if (!has_workspace(request)) {
    return {};
  }
  std::vector<model::JournalEntry> entries;
  for (const auto& each : outcome.returns) {
    model::JournalEntry entry;
    entry.at = request.recorded_at;
    entry.by = request.user;
    entry.act = "rollback";
    entry.file = each.place.path.string();
    entry.note = each.from + " -> " + each.to;
    entry.run = outcome.run;
    entries.push_back(std::move(entry));
  }
  if (!done) {
    entries.clear();
  }
  for (auto& entry : detail::entries_of(outcome.commands, request.recorded_at, request.user)) {
    entries.push_back(std::move(entry));
  }
  const files::Workspace workspace{*request.workspace};
  for (const auto& entry : entries) {
    if (auto status = workspace.record(dossier::write_journal_entry(entry)); !status) {
      return status;
    }
  }
  return {};
}

Status stage(const std::vector<PlaceVersions>& places, files::Switch& change,
             RollbackOutcome& outcome) {
  for (const auto& each : places) {
    const auto* current = current_of(each);
    if (current == nullptr || current->run() != outcome.run) {
      continue;
    }
    const auto staged = change.stage_back(each.place, outcome.run);
    if (!staged) {
      return fail(staged.error());
    }
    if (*staged) {
      outcome.returns.push_back({each.place, current->name, *change.staged_version(each.place)});
    }
  }
  return {};
}

/// The part that writes.
Status carry_out(const RollbackRequest& request, files::Switch& change, RollbackOutcome& outcome) {
  std::optional<files::Lock> lock;
  if (has_workspace(request)) {
    auto held = files::Lock::acquire(*request.workspace);
    if (!held) {
      return fail(std::move(held.error()));
    }
    lock = std::move(*held);
  }
  files::Transaction transaction;
  bool has_orders = false;
  if (lock) {
    const auto staged = Orders(request, outcome.returns).stage(transaction);
    if (!staged) {
      return fail(staged.error());
    }
    has_orders = *staged;
  }
  auto status = detail::deploy(change, transaction, has_orders, request.commands, outcome.commands);
  if (!status) {
    (void)record(request, outcome, false);
    return status;
  }
  change.settle(std::numeric_limits<std::size_t>::max());
  outcome.changed = true;
  return record(request, outcome, true);
}

/// The stores that an installation to these places would lock: beside them, or at the folder that
/// they all belong to, two levels above.
std::set<fs::path> locks_of(const std::vector<PlaceVersions>& places) {
  std::set<fs::path> found;
  for (const auto& each : places) {
    std::error_code error;
    auto level = fs::absolute(each.place.path, error).parent_path();
    for (int i = 0; i < 3; ++i, level = level.parent_path()) {
      if (fs::is_directory(level / files::kStoreName, error)) {
        found.insert(level);
      }
    }
  }
  return found;
}

}  // namespace

std::vector<PlaceVersions> list_versions(const std::vector<fs::path>& named) {
  std::vector<PlaceVersions> found;
  const auto add = [&found](const Place& place) {
    auto versions = files::versions_of(place);
    if (!versions.empty()) {
      found.push_back({place, std::move(versions)});
    }
  };
  for (auto path : named) {
    path = path.has_filename() ? path : path.parent_path();
    std::error_code error;
    const auto status = fs::symlink_status(path, error);
    const Place place{path, fs::is_regular_file(status) ? Place::Kind::file : Place::Kind::folder};
    if (fs::is_directory(place.store(), error)) {
      add(place);
    } else {
      std::ranges::for_each(files::places_below(path), add);
    }
  }
  return found;
}

Result<RollbackOutcome> roll_back(const RollbackRequest& request) {
  const auto places = list_versions(request.named);
  RollbackOutcome outcome;
  outcome.run = request.run.empty() ? last_run(places) : request.run;
  detail::Locks locks;
  if (!request.dry_run) {
    if (auto locked = locks.acquire(locks_of(places)); !locked) {
      return fail(std::move(locked.error()));
    }
  }
  files::Switch change(outcome.run);
  if (auto staged = stage(places, change, outcome); !staged) {
    return fail(std::move(staged.error()));
  }
  if (outcome.returns.empty()) {
    std::string names;
    for (const auto& path : request.named) {
      names += (names.empty() ? "" : ", ") + path.string();
    }
    return fail(ErrorKind::usage, "INSTALL-NO-VERSION", {arg("path", names)});
  }
  if (!request.dry_run) {
    if (auto status = carry_out(request, change, outcome); !status) {
      return fail(std::move(status.error()));
    }
  }
  return outcome;
}

}  // namespace dmp::install
