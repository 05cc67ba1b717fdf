#include "dmp/install/detail/pending.hpp"

#include <algorithm>
#include <ranges>
#include <system_error>

#include "dmp/dossier/installation_document.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/write.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;

fs::path file_in(const fs::path& store) { return store / "pending.json"; }

Status put(const fs::path& store, const model::PendingRun& run) {
  return files::write_file(file_in(store), as_bytes(dossier::write_pending_run(run)),
                           files::kPrivate, files::WriteMode::replace);
}

Result<std::optional<model::PendingRun>> read_in(const fs::path& store) {
  const auto content = files::read_file(file_in(store));
  if (!content && content.error().id == "FILE-NOT-FOUND") {
    return std::optional<model::PendingRun>();
  }
  auto run = content ? dossier::read_pending_run(as_text(*content)) : std::nullopt;
  if (!run || run->stores.empty()) {
    return fail(ErrorKind::environment, "INSTALL-PENDING", {arg("path", file_in(store).string())},
                content ? std::vector<std::string>() : content.error().causes);
  }
  return run;
}

/// The run that a document of a store belongs to, from its first store; nothing when it is over.
Result<std::optional<model::PendingRun>> whole_of(const model::PendingRun& found,
                                                  const fs::path& store) {
  if (fs::path(found.stores.front()) == store) {
    return std::optional(found);
  }
  auto whole = read_in(found.stores.front());
  if (!whole || !*whole || (*whole)->run != found.run || (*whole)->act != found.act) {
    return whole ? std::optional<model::PendingRun>() : std::move(whole);
  }
  return whole;
}

Status hold_all(const model::PendingRun& run, Locks& locks) {
  std::error_code error;
  auto folders = run.stores;
  if (!run.workspace.empty() && fs::is_directory(run.workspace, error)) {
    folders.push_back(run.workspace);
  }
  for (const auto& folder : folders) {
    if (auto held = fs::is_directory(folder, error) ? locks.hold(folder) : Status(); !held) {
      return held;
    }
  }
  return {};
}

std::vector<fs::path> places_to_look(const std::set<fs::path>& stores,
                                     const std::optional<fs::path>& workspace) {
  std::vector<fs::path> all(stores.begin(), stores.end());
  std::error_code error;
  if (workspace) {
    all.push_back(fs::weakly_canonical(fs::absolute(*workspace, error), error));
  }
  return all;
}

}  // namespace

Status Pending::write() const {
  model::PendingRun named;
  named.act = run.act;
  named.run = run.run;
  named.stores = {run.stores.front()};
  for (const auto& store : run.stores | std::views::drop(1)) {
    if (auto written = put(store, named); !written) {
      remove();
      return written;
    }
  }
  auto written = rewrite();
  if (!written) {
    remove();
  }
  return written;
}

Status Pending::rewrite() const { return put(run.stores.front(), run); }

void Pending::remove() const {
  for (const auto& store : run.stores) {
    std::error_code ignored;
    fs::remove(file_in(store), ignored);
  }
}

bool has_pending(const std::set<fs::path>& stores, const std::optional<fs::path>& workspace) {
  return std::ranges::any_of(places_to_look(stores, workspace), [](const fs::path& store) {
    std::error_code error;
    return fs::exists(file_in(store), error);
  });
}

Result<std::vector<Pending>> find_pending(const std::set<fs::path>& stores,
                                          const std::optional<fs::path>& workspace, Locks& locks) {
  std::vector<Pending> found;
  for (const auto& store : places_to_look(stores, workspace)) {
    auto run = read_in(store);
    auto whole = run && *run ? whole_of(**run, store) : std::move(run);
    if (!whole) {
      return fail(std::move(whole.error()));
    }
    if (!*whole) {
      std::error_code ignored;
      fs::remove(file_in(store), ignored);
      continue;
    }
    if (!stores.contains(store)) {
      (*whole)->moves.clear();  // A workspace may belong to others, who name no targets to us.
    }
    const bool is_known = std::ranges::any_of(found, [&](const Pending& other) {
      return other.run.stores == (*whole)->stores && other.run.run == (*whole)->run;
    });
    if (!is_known) {
      if (auto held = hold_all(**whole, locks); !held) {
        return fail(std::move(held.error()));
      }
      // Until we had its locks, another process may have finished it.
      auto still = read_in((*whole)->stores.front());
      if (still && *still && (*still)->run == (*whole)->run) {
        found.emplace_back(std::move(**whole));
      }
    }
  }
  return found;
}

}  // namespace dmp::install::detail
