#include "dmp/install/detail/apply.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "dmp/documents/installation_document.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/install/detail/carry.hpp"
#include "dmp/install/detail/pending.hpp"
#include "dmp/install/detail/targets.hpp"
#include "dmp/record/record.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;

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

/// The workspace as records name it; empty where there is none.
std::string workspace_of(const Request& request) {
  std::error_code error;
  return request.workspace && fs::is_directory(*request.workspace, error)
             ? fs::canonical(*request.workspace, error).string()
             : std::string();
}

/// What is kept beside the versions of a place.
files::Records records_of(const PlannedPlace& each, const Plan& plan, const Request& request) {
  std::map<std::string, std::string> digests;
  for (const auto& [file, content, rights] : each.files) {
    digests[file.path.filename().string()] = x509::sha256_hex(content.view());
  }
  const auto& place = each.way.place;
  model::VersionRecord made{plan.run,
                            request.recorded_at.value_or(request.now),
                            request.user,
                            {},
                            record::shown_of(each.certificates.after),
                            workspace_of(request),
                            std::move(digests),
                            files::absolute(place.path).string()};
  return {[made](const std::string& before) {
            auto record = made;
            record.before = before;
            return documents::write_version_record(record);
          },
          [&each](const std::vector<files::FoundFile>& kept) {
            model::VersionRecord record;
            record.run = "before";
            for (const auto& [name, content, is_own] : kept) {
              record.files[name] = x509::sha256_hex(content);
              if (name == record::shown_file(each.way.place)) {
                record.certificates = record::shown_of(certificates_in(content, *each.target));
              }
            }
            return documents::write_version_record(record);
          }};
}

Status stage_places(const Plan& plan, const Request& request, files::Switch& change) {
  for (const auto& each : plan.places) {
    if (!each.changes) {
      continue;
    }
    std::vector<files::VersionFile> files;
    for (const auto& [file, content, rights] : each.files) {
      files.push_back({file.path.filename().string(), content.view(), rights});
    }
    if (auto staged = change.stage(each.way, files, records_of(each, plan, request)); !staged) {
      return staged;
    }
  }
  return {};
}

/// The document of the run: nothing for it to be in where there are neither targets nor orders.
Result<Pending> pending_of(const Plan& plan, const Request& request, const files::Switch& change,
                           bool has_untold) {
  model::PendingRun run;
  run.act = "install";
  run.run = plan.run;
  run.at = request.recorded_at.value_or(request.now);
  run.by = request.user;
  run.keep = request.keep;
  run.commands = request.commands.any() || has_untold;
  run.moves = moves_of(change.moves());
  run.journal = plan.journal;
  run.workspace = workspace_of(request);
  for (const auto& each : plan.places) {
    const auto stores = stores_of(each.way.place.path, trust_of(request.targets));
    if (!stores) {
      return fail(stores.error());
    }
    const auto store = stores->empty() ? std::string() : stores->front().string();
    if (!store.empty() && std::ranges::count(run.stores, store) == 0) {
      run.stores.push_back(store);
    }
  }
  choose_home(run);
  return Pending(std::move(run), trust_of(request.targets));
}

}  // namespace

bool has_changes(const Plan& plan) {
  const auto changes = [](const PlannedContent& each) {
    return each.file.act != PlannedFile::Act::keep;
  };
  return std::ranges::any_of(plan.places, &PlannedPlace::changes) ||
         std::ranges::any_of(plan.files, changes);
}

Status apply(const Plan& plan, const Request& request, const std::vector<Pending>& others,
             Locks& locks, Outcome& outcome) {
  files::Transaction transaction;
  // From so many places on, one sync of the file system costs less than those of all files.
  constexpr std::size_t kMany = 16;
  files::Switch change(plan.run, plan.places.size() > kMany);
  const auto has_files = stage_orders(plan, transaction);
  if (!has_files) {
    return fail(has_files.error());
  }
  auto status = stage_places(plan, request, change);
  if (!status) {
    return status;
  }
  auto planned = pending_of(plan, request, change, std::ranges::any_of(others, is_untold));
  if (!planned) {
    return fail(std::move(planned.error()));
  }
  auto& pending = *planned;
  status =
      carry_out({pending, change, transaction, *has_files, plan.orders, false, request.commands,
                 outcome.commands, request.recorded_at.value_or(request.now), request.user});
  // Where it failed after the targets were turned, their folders hold versions now.
  if (status || has_pending({pending.run.stores.begin(), pending.run.stores.end()})) {
    locks.keep();
  }
  if (status) {
    outcome.run = plan.run;
    status = finish(pending).and_then([&] { return take_over(others); });
  }
  return status;
}

}  // namespace dmp::install::detail
