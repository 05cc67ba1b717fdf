#include "dmp/files/detail/store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>

#include "dmp/files/creation_mode.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/version_files.hpp"

namespace dmp::files {

namespace fs = std::filesystem;

namespace {

/// Mode of those in which the versions lie: a link leads through them, and nobody else looks there.
mode_t store_mode() { return creation_mode(0711); }

/// Whether a name begins with that many digits.
bool has_digits(std::string_view text, std::size_t count) {
  return text.size() >= count &&
         std::ranges::all_of(text.substr(0, count), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether a name is one that runs give to versions, "000002-20261123T100000Z-1f4e9a", or kBefore.
bool is_of_run(std::string_view name) {
  constexpr std::string_view kForm = "000000-00000000T000000Z-000000";
  if (name == kBefore) {
    return true;
  }
  if (name.size() < kForm.size() || !is_version_name(name)) {
    return false;
  }
  const auto run = name.substr(7);
  return has_digits(run, 8) && run[8] == 'T' && has_digits(run.substr(9), 6) &&
         run.substr(15, 2) == "Z-";
}

/// Whether an entry in the directory of a place's versions is one that this program makes.
bool is_of_store(std::string_view name) {
  for (const auto suffix : {kRecord, kUndone}) {
    if (name.ends_with(suffix)) {
      return is_of_run(name.substr(0, name.size() - suffix.size()));
    }
  }
  return is_of_run(name) || name == kNext || name == std::string(kNew) + "again" ||
         (name.starts_with(kNew) && is_of_run(name.substr(kNew.size()))) ||
         (name.starts_with(kForeign) &&
          has_digits(name.substr(kForeign.size()), name.size() - kForeign.size()));
}

/// Whether a file is a lock of ours: the number of a process and nothing else.
bool is_lock(const Directory& folder, std::string_view name) {
  constexpr std::uintmax_t kLongest = 20;
  const auto content = folder.read_own(name, kLongest);
  return content && std::ranges::all_of(as_text(*content),
                                        [](char c) { return (c >= '0' && c <= '9') || c == '\n'; });
}

}  // namespace

mode_t way_mode() { return creation_mode(0755); }

Result<Directory> own_child(const Directory& parent, std::string_view name, bool make) {
  const auto held = parent.status(name);
  if (held && !S_ISDIR(held->st_mode)) {
    return path_refused(S_ISLNK(held->st_mode) ? "PLACE-LINK" : "PLACE-OTHER", parent.of(name),
                        parent.of(name), held->st_uid);
  }
  const auto ours = parent.trusting({});
  auto child = make ? ours.make_child(name, store_mode()) : ours.child(name);
  return child && child->is_shared() ? path_refused("PATH-WRITABLE", parent.of(name), child->path())
                                     : std::move(child);
}

Result<Directory> own_store(const Directory& parent, std::string_view name) {
  return own_child(parent, kStoreName).and_then([&](const Directory& versions) {
    return own_child(versions, name);
  });
}

bool holds_stores(const Directory& versions) {
  std::vector<std::string> names;
  return versions.list(names) == 0 && std::ranges::all_of(names, [&](const std::string& name) {
           const auto store = versions.child_as_found(name);
           std::vector<std::string> inner;
           return store ? store->list(inner) == 0 && std::ranges::all_of(inner, is_of_store)
                  : name == ".lock" ? is_lock(versions, name)
                                    : name == "pending.json" || name.starts_with(".dmpcert-");
         });
}

Result<Directory> make_noted(const Directory& parent, std::string_view name,
                             std::vector<Entry>* made) {
  const bool is_there = parent.status(name).has_value();
  auto child = own_child(parent, name, true);
  if (child && made != nullptr && !is_there) {
    made->push_back({parent, std::string(name)});
  }
  return child;
}

Result<Directory> open_versions(const Directory& parent, bool make, std::vector<Entry>* made) {
  std::vector<Entry> noted;
  auto versions = make ? make_noted(parent, kStoreName, &noted) : own_child(parent, kStoreName);
  if (versions && !parent.others().none() && !holds_stores(*versions)) {
    return path_refused("PLACE-OTHER", versions->path(), versions->path());
  }
  if (versions && made != nullptr) {
    std::ranges::move(noted, std::back_inserter(*made));
  }
  return versions;
}

Result<Directory> open_store(const fs::path& store, const Trust& trust, bool make,
                             std::vector<Entry>* made) {
  const auto folder = folder_of(store);
  const auto parent =
      make ? Directory::make(folder, trust, made, way_mode()) : Directory::open(folder, trust);
  if (!parent) {
    return fail(parent.error());
  }
  const auto name = store.filename().native();
  if (name == kStoreName) {
    return open_versions(*parent, make, made);
  }
  return make ? make_noted(*parent, name, made) : own_child(*parent, name);
}

Status check_store(const fs::path& store, const Trust& trust) {
  auto level = folder_of(store);
  auto found = Directory::find(level, trust);
  if (found && *found && (*found)->status(store.filename().native())) {
    return own_child(**found, store.filename().native()).map([](const Directory&) {});
  }
  while (found && !*found && level != folder_of(level)) {
    level = folder_of(level);
    found = Directory::find(level, trust);
  }
  if (!found || !*found) {
    return fail(found ? write_failure(level, ENOENT) : std::move(found.error()));
  }
  return ::faccessat((*found)->descriptor(), ".", W_OK | X_OK, AT_EACCESS) == 0
             ? Status()
             : fail(write_failure(level, errno));
}

void remove_unfinished(const Directory& store) {
  for (const auto& name : store.names()) {
    if (name.starts_with(kNew)) {
      (void)store.remove_flat(name);
    }
  }
}

void clear_unfinished(const Directory& versions) {
  if (versions.real_path().filename() != kStoreName) {
    return;
  }
  for (const auto& name : versions.names()) {
    if (const auto store = own_child(versions, name)) {
      remove_unfinished(*store);
    }
  }
}

}  // namespace dmp::files
