#include "dmp/install/detail/apply.hpp"

#include <algorithm>
#include <ranges>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "dmp/dossier/order_document.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/install/detail/deploy.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;

/// Marker is the file that tells the next run of commands that were not run.
fs::path marker_of(const Plan& plan) {
  return plan.places.empty() ? fs::path()
                             : plan.places.front().lock / files::kStoreName / "unfinished";
}

/// Stages the files of orders that change and tells whether there are any.
Result<bool> stage_orders(const Plan& plan, files::Transaction& transaction) {
  bool any = false;
  for (const auto& [file, content, rights] : plan.files) {
    if (file.act == PlannedFile::Act::keep) {
      continue;
    }
    const auto mode =
        file.act == PlannedFile::Act::create ? files::WriteMode::create : files::WriteMode::replace;
    if (auto staged = transaction.stage(file.path, content.view(), rights.mode, mode); !staged) {
      return fail(std::move(staged.error()));
    }
    any = true;
  }
  return any;
}

Status stage_places(const Plan& plan, files::Switch& change) {
  for (const auto& each : plan.places) {
    if (!each.changes) {
      continue;
    }
    std::vector<files::VersionFile> files;
    for (const auto& [file, content, rights] : each.files) {
      files.push_back({file.path.filename().string(), content.view(), rights});
    }
    if (auto staged = change.stage(each.place, files); !staged) {
      return staged;
    }
  }
  return {};
}

/// Folders that are to be made on the way to files of which an owner or a group was named.
std::set<fs::path> ways_for_others(const Plan& plan) {
  std::set<fs::path> ways;
  std::error_code error;
  for (const auto& each : plan.places) {
    const bool for_others =
        each.changes && std::ranges::any_of(each.files, [](const PlannedContent& one) {
          return one.rights.owner || one.rights.group;
        });
    for (auto at = each.place.path.parent_path();
         for_others && !at.empty() && !fs::exists(at, error) && !error; at = at.parent_path()) {
      ways.insert(at);
    }
  }
  return ways;
}

/// Lets others pass through folders without showing what is in them.
Status open_ways(const std::set<fs::path>& ways) {
  constexpr auto kPassing = fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec;
  for (const auto& folder : ways) {
    std::error_code error;
    fs::permissions(folder, kPassing, error);
    if (error) {
      return fail(ErrorKind::environment, "PLACE-RIGHTS", {arg("path", folder.string())},
                  {error.message()});
    }
  }
  return {};
}

Status record(const std::vector<model::JournalEntry>& entries, const Request& request) {
  std::error_code error;
  if (!request.workspace || !fs::is_directory(*request.workspace, error)) {
    return {};
  }
  const files::Workspace workspace{*request.workspace};
  for (const auto& entry : entries) {
    if (auto status = workspace.record(dossier::write_journal_entry(entry)); !status) {
      return status;
    }
  }
  return {};
}

}  // namespace

bool is_unfinished(const Plan& plan) {
  std::error_code ignored;
  const auto marker = marker_of(plan);
  return !marker.empty() && fs::exists(marker, ignored);
}

void clear_stale(const Plan& plan) {
  for (const auto& folder : plan.locks()) {
    files::remove_stale_temporaries(folder / files::kStoreName);
  }
}

Status apply(const Plan& plan, const Request& request, Outcome& outcome) {
  const auto at = request.recorded_at.value_or(request.now);
  const auto marker = marker_of(plan);
  const auto ways = ways_for_others(plan);
  Locks locks;
  if (auto locked = locks.acquire(plan.locks()); !locked) {
    return locked;
  }
  files::Transaction transaction;
  // From so many places on, one sync of the file system costs less than those of all files.
  constexpr std::size_t kMany = 16;
  files::Switch change(run_name(at), plan.places.size() > kMany);
  const auto has_files = stage_orders(plan, transaction);
  if (!has_files) {
    return fail(has_files.error());
  }
  auto status = stage_places(plan, change).and_then([&] { return open_ways(ways); });
  const bool is_marked = status && request.commands.any() && !marker.empty();
  if (is_marked) {
    status = files::write_file(marker, {}, files::kPublic, files::WriteMode::replace);
  }
  if (status) {
    status = deploy(change, transaction, *has_files, request.commands, outcome.commands);
  }
  std::error_code ignored;
  if (is_marked) {
    fs::remove(marker, ignored);
  }
  auto journal = status ? plan.journal : std::vector<model::JournalEntry>();
  for (auto& entry : entries_of(outcome.commands, at, request.user)) {
    journal.push_back(std::move(entry));
  }
  if (!status) {
    (void)record(journal, request);
    return status;
  }
  change.settle(request.keep);
  locks.keep();
  outcome.run = run_name(at);
  return record(journal, request);
}

}  // namespace dmp::install::detail
