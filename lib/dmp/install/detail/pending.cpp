#include "dmp/install/detail/pending.hpp"

#include <algorithm>
#include <ranges>
#include <system_error>

#include "dmp/documents/installation_document.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/files/write.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kName = "pending.json";

fs::path file_in(const fs::path& store) { return store / kName; }

/// What tells a folder from its copy. Numbers of devices may change when the system starts again.
std::string id_of(const files::Directory& store) {
  const auto held = store.status(".");
  return held ? std::to_string(held->st_ino) + "@" + std::to_string(held->st_dev) : std::string();
}

std::string inode_in(const std::string& id) { return id.substr(0, id.find('@')); }

/// A document belongs to the folder that it was written in. In a copied or moved one it names what
/// lies elsewhere, or what is there no more.
bool is_home(const files::Directory& store, const model::PendingRun& run) {
  return store.real_path() == fs::path(run.home) && inode_in(id_of(store)) == inode_in(run.home_id);
}

Status put(const fs::path& store, model::PendingRun run, const files::Trust& trust) {
  return files::open_store(store, trust).and_then([&](const files::Directory& opened) {
    run.home = opened.real_path().string();
    run.home_id = id_of(opened);
    files::Transaction transaction;
    return transaction
        .stage(files::Entry{opened, std::string(kName)},
               as_bytes(documents::write_pending_run(run)), files::kPrivate,
               files::WriteMode::replace)
        .and_then([&] { return transaction.commit(); });
  });
}

/// What somebody else could have written there is refused, since it names what is to be changed.
Result<std::optional<model::PendingRun>> read_in(const fs::path& store, const files::Trust& trust) {
  const auto opened = files::open_store(store, trust);
  if (!opened) {
    std::error_code ignored;
    return fs::exists(store, ignored) ? fail(opened.error())
                                      : Result<std::optional<model::PendingRun>>(std::nullopt);
  }
  const auto content = opened->read_own(kName);
  if (!content && content.error().id == "FILE-NOT-FOUND") {
    return std::optional<model::PendingRun>();
  }
  if (!content && content.error().id.starts_with("PATH-")) {
    return fail(content.error());
  }
  auto run = content ? documents::read_pending_run(as_text(*content)) : std::nullopt;
  if (!run || run->stores.empty()) {
    return fail(ErrorKind::environment, "INSTALL-PENDING", {arg("path", file_in(store).string())},
                content ? std::vector<std::string>() : content.error().causes);
  }
  if (!is_home(*opened, *run)) {
    return fail(ErrorKind::environment, "INSTALL-PENDING-ELSEWHERE",
                {arg("path", file_in(store).string()), arg("folder", run->home)});
  }
  return run;
}

void remove_in(const fs::path& store, const files::Trust& trust) {
  if (const auto opened = files::open_store(store, trust)) {
    (void)opened->remove(kName);
  }
}

/// The run that a document of a store belongs to, from its first store; nothing when it is over.
Result<std::optional<model::PendingRun>> whole_of(const model::PendingRun& found,
                                                  const fs::path& store,
                                                  const files::Trust& trust) {
  if (fs::path(found.stores.front()) == store) {
    return std::optional(found);
  }
  auto whole = read_in(found.stores.front(), trust);
  if (!whole || !*whole || (*whole)->run != found.run || (*whole)->act != found.act) {
    return whole ? std::optional<model::PendingRun>() : std::move(whole);
  }
  return whole;
}

/// Holds what a run needs. A store to which the way is no longer proven is left out: the targets
/// there are left alone (complete), and stop nobody at the others.
Status hold_all(const model::PendingRun& run, const files::Trust& trust, Locks& locks) {
  std::error_code error;
  std::vector<std::string> folders;
  std::ranges::copy_if(run.stores, std::back_inserter(folders), [&](const std::string& store) {
    return files::Directory::find(store, trust).has_value();
  });
  if (!run.workspace.empty()) {
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

void put_ours_first(std::vector<std::string>& stores) {
  std::ranges::stable_partition(
      stores, [](const std::string& store) { return files::Directory::find(store).has_value(); });
}

Status Pending::write() const {
  if (run.stores.empty()) {  // Nothing could be put back after a kill.
    return fail(ErrorKind::environment, "FILE-WRITE",
                {arg("path", run.moves.empty() ? std::string(kName) : run.moves.front().path)});
  }
  model::PendingRun named;
  named.act = run.act;
  named.run = run.run;
  named.stores = {run.stores.front()};
  for (const auto& store : run.stores | std::views::drop(1)) {
    if (auto written = put(store, named, trust_); !written) {
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

Status Pending::rewrite() const { return put(run.stores.front(), run, trust_); }

void Pending::remove() const {
  for (const auto& store : run.stores) {
    remove_in(store, trust_);
  }
}

bool has_pending(const std::set<fs::path>& stores, const std::optional<fs::path>& workspace) {
  return std::ranges::any_of(places_to_look(stores, workspace), [](const fs::path& store) {
    std::error_code error;
    return fs::exists(file_in(store), error);
  });
}

Status check_pending(const std::set<fs::path>& stores, const std::optional<fs::path>& workspace,
                     const files::Trust& trust) {
  for (const auto& store : places_to_look(stores, workspace)) {
    if (const auto run = read_in(store, trust); !run) {
      return fail(run.error());
    }
  }
  return {};
}

Result<std::vector<Pending>> find_pending(const std::set<fs::path>& stores,
                                          const std::optional<fs::path>& workspace,
                                          const files::Trust& trust, Locks& locks) {
  std::vector<Pending> found;
  for (const auto& store : places_to_look(stores, workspace)) {
    if (const auto opened = files::open_store(store, trust)) {
      files::remove_stale_temporaries(*opened);  // Of a document that was on its way.
    }
    auto run = read_in(store, trust);
    auto whole = run && *run ? whole_of(**run, store, trust) : std::move(run);
    if (!whole) {
      return fail(std::move(whole.error()));
    }
    if (!*whole) {
      remove_in(store, trust);
      continue;
    }
    if (!stores.contains(store)) {
      (*whole)->moves.clear();  // A workspace may belong to others, who name no targets to us.
    }
    const bool is_known = std::ranges::any_of(found, [&](const Pending& other) {
      return other.run.stores == (*whole)->stores && other.run.run == (*whole)->run;
    });
    if (!is_known) {
      if (auto held = hold_all(**whole, trust, locks); !held) {
        return fail(std::move(held.error()));
      }
      // Until we had its locks, another process may have finished it.
      auto still = read_in((*whole)->stores.front(), trust);
      if (still && *still && (*still)->run == (*whole)->run) {
        found.emplace_back(std::move(**whole), trust);
      }
    }
  }
  return found;
}

}  // namespace dmp::install::detail
