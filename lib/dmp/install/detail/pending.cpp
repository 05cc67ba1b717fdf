#include "dmp/install/detail/pending.hpp"

#include <algorithm>
#include <cerrno>
#include <iterator>
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
constexpr std::string_view kPrefix = "pending-";

fs::path file_in(const fs::path& store) { return store / kName; }

/// A workspace may have several: of runs at different targets.
std::string name_in(const fs::path& folder, const std::string& run) {
  return folder.filename() == files::kStoreName ? std::string(kName)
                                                : std::string(kPrefix) + run + ".json";
}

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

/// What is found on the disk: a document and the directory that it lies in.
struct Found {
  files::Directory folder;
  std::string name;
  model::PendingRun run;
};

/// What somebody else could have written there is refused, since it names what is to be changed.
Result<std::optional<Found>> read_in(const files::Directory& folder, const std::string& name) {
  const auto content = folder.read_own(name);
  if (!content && content.error().reason == Reason::not_found) {
    return std::optional<Found>();
  }
  if (!content && is_unsafe(content.error().reason)) {
    return fail(content.error());
  }
  auto run = content ? documents::read_pending_run(as_text(*content)) : std::nullopt;
  if (!run || run->stores.empty()) {
    return fail(ErrorKind::environment, "INSTALL-PENDING", {arg("path", folder.of(name).string())},
                content ? std::vector<std::string>() : content.error().causes);
  }
  if (!is_home(folder, *run)) {
    return fail(ErrorKind::environment, "INSTALL-PENDING-ELSEWHERE",
                {arg("path", folder.of(name).string()), arg("folder", run->home)});
  }
  return std::optional(Found{folder, name, std::move(*run)});
}

/// Whether only root and who runs this could move a directory away, or another one to its name.
bool is_ours_alone(const std::string& folder) {
  const auto found = files::Directory::find(folder);
  return found && *found;
}

/// Takes a document away if it is that of the run: another run may have written its own there.
Status remove_in(const files::Directory& folder, const std::string& name,
                 const model::PendingRun& run, bool is_whole) {
  const auto found = read_in(folder, name);
  if (!found) {
    return fail(found.error());
  }
  if (!*found || (*found)->run.run != run.run ||
      (is_whole ? (*found)->run.act != run.act
                : (*found)->run.stores.front() != run.stores.front())) {
    return {};
  }
  const int failed = folder.remove(name);
  return failed == 0 || failed == ENOENT
             ? Status()
             : fail(ErrorKind::environment, "FILE-WRITE", {arg("path", folder.of(name).string())},
                    {std::system_category().message(failed)});
}

/// The run that a document of a store belongs to, from where the whole of it lies; nothing when it
/// is over, which it is where only root and who runs this could have taken the whole away.
Result<std::optional<Found>> whole_of(const Found& found, const fs::path& store) {
  const auto& home = found.run.stores.front();
  if (fs::path(home) == store) {
    return std::optional(found);
  }
  const auto folder = files::Directory::find(home);
  if (!folder || !*folder) {
    return fail(ErrorKind::environment, "INSTALL-PENDING-AWAY",
                {arg("path", file_in(store).string()), arg("folder", home)},
                folder ? std::vector<std::string>() : std::vector{folder.error().id});
  }
  auto whole = read_in(**folder, name_in(home, found.run.run));
  const bool is_it = whole && *whole && (*whole)->run.run == found.run.run &&
                     ((*whole)->run.act == found.run.act || (*whole)->run.act == "reload");
  return !whole || is_it ? std::move(whole) : std::optional<Found>();
}

/// A store, or nothing where there is none.
Result<std::optional<files::Directory>> find_store(const fs::path& store,
                                                   const files::Trust& trust) {
  auto opened = files::open_store(store, trust);
  std::error_code ignored;
  return opened                       ? Result<std::optional<files::Directory>>(std::move(*opened))
         : fs::exists(store, ignored) ? fail(std::move(opened.error()))
                                      : Result<std::optional<files::Directory>>(std::nullopt);
}

/// The document in a store, and the whole of it wherever that lies.
struct Seen {
  std::optional<Found> found;
  std::optional<Found> whole;
};

Result<Seen> look_in(const files::Directory& folder, const fs::path& store) {
  auto found = read_in(folder, std::string(kName));
  auto whole = found && *found ? whole_of(**found, store) : found;
  return whole ? Result<Seen>(Seen{std::move(*found), std::move(*whole)})
               : fail(std::move(whole.error()));
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

/// The workspace as the documents name it.
std::optional<files::Directory> open_workspace(const std::optional<fs::path>& workspace) {
  std::error_code error;
  const auto found =
      workspace
          ? files::Directory::find(fs::weakly_canonical(fs::absolute(*workspace, error), error))
          : Result<std::optional<files::Directory>>(std::nullopt);
  return found ? *found : std::nullopt;
}

/// The documents that lie in a workspace.
std::vector<std::string> names_in(const files::Directory& workspace) {
  auto names = workspace.names();
  std::erase_if(names, [](const std::string& name) {
    return !name.starts_with(kPrefix) || !name.ends_with(".json");
  });
  return names;
}

}  // namespace

void choose_home(model::PendingRun& run) {
  std::ranges::stable_partition(run.stores, is_ours_alone);
  if (!run.workspace.empty() && (run.stores.empty() || !is_ours_alone(run.stores.front()))) {
    run.stores.insert(run.stores.begin(), run.workspace);
  }
}

Status Pending::write() {
  if (run.stores.empty()) {  // Nothing could be put back after a kill.
    return fail(ErrorKind::environment, "FILE-WRITE",
                {arg("path", run.moves.empty() ? std::string(kName) : run.moves.front().path)});
  }
  is_split_ = !is_ours_alone(run.stores.front());
  documents_.clear();
  Status status;
  for (const auto& store : run.stores | std::views::reverse) {
    auto folder = files::open_store(store, trust_);
    if (!folder) {
      status = fail(std::move(folder.error()));
      break;
    }
    documents_.push_back({std::move(*folder), name_in(store, run.run), store,
                          is_split_ || store == run.stores.front()});
    if (status = put(documents_.back()); !status) {
      break;
    }
  }
  if (!status) {
    (void)remove();
  }
  return status;
}

Status Pending::put(const Document& document) const {
  model::PendingRun written;
  if (document.is_whole) {
    written = run;
  } else {
    written.act = run.act;
    written.run = run.run;
    written.stores = {run.stores.front()};
  }
  if (is_split_) {
    written.stores = {document.store};
    written.journal.clear();  // Of a workspace, which would have the document.
    std::erase_if(written.moves, [&](const model::PendingMove& move) {
      const auto stores = stores_of(move.path, trust_);
      return !stores || stores->empty() || stores->front() != document.store;
    });
  }
  written.home = document.folder.real_path().string();
  written.home_id = id_of(document.folder);
  files::Transaction transaction;
  return transaction
      .stage(files::Entry{document.folder, document.name},
             as_bytes(documents::write_pending_run(written)), files::kPrivate,
             files::WriteMode::replace)
      .and_then([&] { return transaction.commit(); });
}

Status Pending::rewrite() const {
  Status status;
  for (const auto& document : documents_) {
    if (status && document.is_whole) {
      status = put(document);
    }
  }
  return status;
}

Status Pending::remove() const {
  Status status;
  for (const auto& document : documents_ | std::views::reverse) {
    auto removed = remove_in(document.folder, document.name, run, document.is_whole);
    if (!removed && status && document.is_whole) {
      status = std::move(removed);
    }
  }
  return status;
}

bool has_pending(const std::set<fs::path>& stores) {
  return std::ranges::any_of(stores, [](const fs::path& store) {
    std::error_code error;
    return fs::exists(file_in(store), error);
  });
}

Status check_pending(const std::set<fs::path>& stores, const std::optional<fs::path>& workspace,
                     const files::Trust& trust) {
  for (const auto& store : stores) {
    const auto folder = find_store(store, trust);
    if (!folder) {
      return fail(folder.error());
    }
    if (const auto seen = *folder ? look_in(**folder, store) : Result<Seen>(Seen()); !seen) {
      return fail(seen.error());
    }
  }
  const auto folder = open_workspace(workspace);
  for (const auto& name : folder ? names_in(*folder) : std::vector<std::string>()) {
    if (const auto found = read_in(*folder, name); !found) {
      return fail(found.error());
    }
  }
  return {};
}

/// Finder gathers what runs left in stores and in a workspace.
class Finder {
 public:
  Finder(const std::set<fs::path>& stores, const files::Trust& trust, Locks& locks)
      : stores_(stores), trust_(trust), locks_(locks) {}

  Status look_in_stores() {
    for (const auto& store : stores_) {
      const auto folder = find_store(store, trust_);
      if (!folder) {
        return fail(folder.error());
      }
      if (!*folder) {
        continue;
      }
      files::remove_stale_temporaries(**folder);  // Of a document that was on its way.
      auto seen = look_in(**folder, store);
      if (!seen) {
        return fail(std::move(seen.error()));
      }
      if (seen->found && !seen->whole) {
        (void)(*folder)->remove(kName);
      } else if (auto taken = seen->whole ? take(std::move(*seen->whole)) : Status(); !taken) {
        return taken;
      }
    }
    return {};
  }

  /// Of the runs whose documents lie in a workspace those that are at our stores, or have none: who
  /// is named for the target of one may have moved its store away.
  Status look_in_workspace(const files::Directory& workspace) {
    for (const auto& name : names_in(workspace)) {
      auto found = read_in(workspace, name);
      if (!found) {
        return fail(std::move(found.error()));
      }
      const bool is_met =
          *found && ((*found)->run.stores.size() == 1 ||
                     std::ranges::any_of((*found)->run.stores,
                                         [&](const auto& one) { return stores_.contains(one); }));
      if (auto taken = is_met ? take(std::move(**found)) : Status(); !taken) {
        return taken;
      }
    }
    return {};
  }

  std::vector<Pending> finish() { return std::move(pending_); }

 private:
  Status take(Found whole) {
    const bool is_known = std::ranges::any_of(pending_, [&](const Pending& other) {
      return other.run.stores == whole.run.stores && other.run.run == whole.run.run;
    });
    if (is_known) {
      return {};
    }
    if (auto held = hold_all(whole.run, trust_, locks_); !held) {
      return held;
    }
    // Until we had its locks, another process may have finished it.
    const auto still = read_in(whole.folder, whole.name);
    if (!still || !*still || (*still)->run.run != whole.run.run) {
      return {};
    }
    Pending pending(std::move(whole.run), trust_);
    for (const auto& store : pending.run.stores | std::views::drop(1)) {
      if (auto opened = files::open_store(store, trust_)) {
        pending.documents_.push_back({std::move(*opened), std::string(kName), store, false});
      }
    }
    pending.documents_.push_back(
        {std::move(whole.folder), std::move(whole.name), pending.run.stores.front(), true});
    pending_.push_back(std::move(pending));
    return {};
  }

  const std::set<fs::path>& stores_;
  const files::Trust& trust_;
  Locks& locks_;
  std::vector<Pending> pending_;
};

Result<std::vector<Pending>> find_pending(const std::set<fs::path>& stores,
                                          const std::optional<fs::path>& workspace,
                                          const files::Trust& trust, Locks& locks) {
  Finder finder(stores, trust, locks);
  const auto opened = open_workspace(workspace);
  auto status = finder.look_in_stores().and_then(
      [&] { return opened ? finder.look_in_workspace(*opened) : Status(); });
  return status ? Result<std::vector<Pending>>(finder.finish()) : fail(std::move(status.error()));
}

}  // namespace dmp::install::detail
