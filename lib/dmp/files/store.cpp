#include "dmp/files/detail/store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <functional>
#include <map>
#include <system_error>

#include "dmp/files/access.hpp"
#include "dmp/files/creation_mode.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/read.hpp"

namespace dmp::files {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNext = ".next";
constexpr std::string_view kForeign = ".foreign-";
constexpr const char* kContext = "security.selinux";

/// The label that policy or an administrator gave to what was there goes over to what is new.
void keep_context(int former, int made) {
  std::array<char, 256> label{};
  const auto size = former < 0 ? -1 : ::fgetxattr(former, kContext, label.data(), label.size());
  if (size > 0) {
    (void)::fsetxattr(made, kContext, label.data(), static_cast<std::size_t>(size), 0);
  }
}

Status write_one(const Directory& folder, std::string_view name, const VersionFile& file,
                 const Descriptor& former, bool synced = true) {
  const auto path = folder.of(name);
  const auto descriptor =
      folder.open_entry(name, O_WRONLY | O_CREAT | O_EXCL, file.rights.mode & kPrivate);
  if (!descriptor.valid()) {
    return fail(write_failure(path, errno));
  }
  // Where nobody was named it is the group of who runs this, and not the directory's.
  const auto owner = file.rights.owner.value_or(::geteuid());
  const auto group = file.rights.group.value_or(::getegid());
  struct stat made{};
  const bool is_right =
      ::fstat(descriptor.get(), &made) == 0 && made.st_uid == owner && made.st_gid == group;
  if (!is_right && ::fchown(descriptor.get(), owner, group) != 0) {
    return fail(ErrorKind::environment, "PLACE-RIGHTS", {arg("path", path.native())},
                {system_cause(errno)});
  }
  if (::fchmod(descriptor.get(), file.rights.mode) != 0) {
    return fail(write_failure(path, errno));
  }
  keep_context(former.get(), descriptor.get());
  int error_number = write_all(descriptor.get(), file.content);
  if (error_number == 0 && synced) {
    error_number = sync_descriptor(descriptor.get());
  }
  return error_number == 0 ? Status() : fail(write_failure(path, error_number));
}

bool is_directory(const std::optional<struct stat>& status) {
  return status && S_ISDIR(status->st_mode);
}

/// Taken is a file as one look at it found it: what was judged is what is written.
struct Taken {
  std::string name;
  Descriptor file;
  struct stat status{};
  Bytes content;

  /// The same bytes with the same rights, for a new file, which nobody has open.
  [[nodiscard]] VersionFile again(std::string_view as) const {
    Rights rights{access_of(file.get(), status).mode & 0777U, {}, {}};
    if (::geteuid() == 0) {
      rights.owner = status.st_uid;
      rights.group = status.st_gid;
    }
    return {std::string(as), content, rights};
  }
};

/// Takes a regular file; nothing where it cannot be read.
std::optional<Taken> take(const Directory& from, const std::string& name) {
  Taken taken;
  taken.name = name;
  taken.file = from.open_entry(name, O_RDONLY);
  if (!taken.file.valid() || ::fstat(taken.file.get(), &taken.status) != 0 ||
      !S_ISREG(taken.status.st_mode)) {
    return std::nullopt;
  }
  auto content = read_descriptor(taken.file.get(), from.of(name).native());
  if (!content) {
    return std::nullopt;
  }
  taken.content = std::move(*content);
  return taken;
}

/// A second name for a file, or its copy where that may not be.
int double_of(const Directory& from, const std::string& name, const Directory& target,
              std::string_view to) {
  const int failed = from.link(name, target, to);
  if (failed != EPERM && failed != EMLINK && failed != ENOTSUP && failed != EXDEV) {
    return failed;
  }
  const auto taken = take(from, name);
  if (!taken) {
    return EIO;
  }
  const auto made = write_one(target, to, taken->again(to), taken->file);
  if (!made) {
    (void)target.remove(to);
  }
  return made ? 0 : EIO;
}

/// Whether a place shows exactly this version; two versions of the same bytes are not the same.
bool shows(const OpenPlace& place, const std::string& version) {
  const auto shown = place.parent.status(place.name);
  if (!shown) {
    return false;
  }
  if (place.place.kind == Place::Kind::folder) {
    return S_ISLNK(shown->st_mode) && current_version(place.seen()) == version;
  }
  const auto folder = place.store.child(version);
  const auto held = folder ? folder->status(place.name) : std::nullopt;
  return held && held->st_ino == shown->st_ino && held->st_dev == shown->st_dev;
}

/// What lies in a plain folder that is to become a version has to be what an installation knows,
/// and of nobody whom it does not.
Status check_plain(const Place& place, const Directory& folder,
                   const std::vector<std::string>& known, const Trust& trust) {
  if (folder.admits_strangers()) {  // A sticky one, which would go on to be theirs to fill.
    return path_refused("PATH-WRITABLE", place.path, folder.path());
  }
  for (const auto& name : folder.names()) {
    if (std::ranges::count(known, name) == 0) {
      return path_refused("PLACE-OTHER", place.path, place.path);
    }
    const auto held = folder.status(name);
    if (is_directory(held)) {
      return path_refused("PLACE-OTHER", place.path, folder.of(name), held->st_uid);
    }
    if (held && !trust.covers(held->st_uid)) {
      return path_refused("PATH-OWNER", place.path, folder.of(name), held->st_uid);
    }
  }
  return {};
}

/// Mode of the directories of places: their names are no secret, keys are closed by their own
/// modes, and whoever watches or uses the certificates has to get to them.
mode_t way_mode() { return creation_mode(0755); }

/// Mode of those in which the versions lie: a link leads through them, and nobody else looks there.
mode_t store_mode() { return creation_mode(0711); }

/// Whether an entry is the very file of one of our versions; a copy of its bytes is not.
bool is_of_version(const Directory& parent, const std::string& name, const struct stat& held) {
  const auto versions = own_child(parent, kStoreName);
  const auto store = versions ? own_child(*versions, name) : versions;
  if (!store) {
    return false;
  }
  return std::ranges::any_of(store->names(), [&](const std::string& version) {
    const auto folder = is_directory(store->status(version)) ? store->child(version) : store;
    const auto file = folder ? folder->status(name) : std::nullopt;
    return file && file->st_ino == held.st_ino && file->st_dev == held.st_dev;
  });
}

/// Whether a file is of an owner whom nobody named now, but when it was installed. Where others may
/// make names it is not known how it came there: one who was named once may have kept it.
bool is_inherited(const Directory& parent, const std::string& name, const struct stat& held) {
  return parent.others().none() && is_of_version(parent, name, held);
}

/// What lies at a place that is a file, or was taken out of it, must be ours.
Status check_file(const Place& place, const Directory& parent, const struct stat& held) {
  const auto name = place.path.filename().native();
  const auto& trust = parent.trust();
  if (S_ISLNK(held.st_mode)) {
    return path_refused("PLACE-LINK", place.path, place.path);
  }
  if (auto error = failure_of_type(ErrorKind::usage, place.path.native(), held.st_mode)) {
    return fail(std::move(*error));
  }
  if (!trust.covers(held.st_uid) && !is_inherited(parent, name, held)) {
    return path_refused("PATH-OWNER", place.path, place.path, held.st_uid);
  }
  const bool has_other_names = parent.is_shared() && held.st_nlink > 1;
  return has_other_names && !is_of_version(parent, name, held)
             ? path_refused("PATH-NAMES", place.path, place.path, held.st_uid)
             : Status();
}

/// What lies at a place must be ours, or nothing.
Status check_entry(const Place& place, const Directory& parent,
                   const std::vector<std::string>& known) {
  const auto name = place.path.filename().native();
  const auto held = parent.status(name);
  if (!held) {
    return {};
  }
  const auto& trust = parent.trust();
  if (place.kind == Place::Kind::file) {
    return check_file(place, parent, *held);
  }
  if (S_ISLNK(held->st_mode)) {
    const auto versions = own_child(parent, kStoreName);
    const auto store = versions ? own_child(*versions, name) : versions;
    return Trust().covers(held->st_uid) && store &&
                   !current_version(SeenPlace{place, name, parent, *store}).empty()
               ? Status()
               : path_refused("PLACE-LINK", place.path, place.path);
  }
  if (!S_ISDIR(held->st_mode)) {
    return path_refused("PLACE-OTHER", place.path, place.path);
  }
  return parent.child(name).and_then(
      [&](const Directory& folder) { return check_plain(place, folder, known, trust); });
}

Status check_opened(const Place& place, const Directory& parent,
                    const std::vector<std::string>& known) {
  const auto inside = std::ranges::find(parent.real_path(), fs::path(kStoreName));
  if (inside != parent.real_path().end()) {
    return path_refused("PLACE-INSIDE", place.path, parent.real_path());
  }
  if (parent.status(kStoreName)) {
    const auto versions = open_versions(parent);
    if (!versions) {
      return fail(versions.error());
    }
    const auto name = place.path.filename().native();
    const auto store = versions->status(name) ? own_child(*versions, name) : versions;
    if (!store) {
      return fail(store.error());
    }
  }
  return check_entry(place, parent, known);
}

}  // namespace

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

namespace {

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

namespace {

/// Makes a directory as own_child does, and notes what was made, and nothing that was not.
Result<Directory> make_noted(const Directory& parent, std::string_view name,
                             std::vector<Entry>* made) {
  const bool is_there = parent.status(name).has_value();
  auto child = own_child(parent, name, true);
  if (child && made != nullptr && !is_there) {
    made->push_back({parent, std::string(name)});
  }
  return child;
}

}  // namespace

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

namespace {

/// Reads an open file and what is to be known of it.
Result<std::optional<Held>> held_in(const Descriptor& file, const fs::path& path,
                                    const struct stat& status, bool lends_rights,
                                    std::optional<mode_t> lent = std::nullopt) {
  if (auto error = failure_of_type(ErrorKind::usage, path.native(), status.st_mode)) {
    return fail(std::move(*error));
  }
  const auto access = access_of(file.get(), status);
  return read_descriptor(file.get(), path.native(), kDefaultLimit).map([&](Bytes&& content) {
    return std::optional(
        Held{std::move(content), access, lent.value_or(access.mode & S_IRWXG), lends_rights});
  });
}

/// ShownFolder is the directory in which a place's files lie now.
struct ShownFolder {
  Directory folder;
  bool is_version = false;  ///< A link of ours leads there, and nobody else makes names there.
};

/// The directory of a version for a link, which has to be ours: what is judged is read.
Result<std::optional<ShownFolder>> folder_shown(const Place& place, const Directory& parent) {
  const auto name = place.path.filename().native();
  const auto held = parent.open_entry(name, O_PATH);
  struct stat status{};
  if (!held.valid() || ::fstat(held.get(), &status) != 0) {
    return std::optional<ShownFolder>();
  }
  if (!S_ISLNK(status.st_mode)) {
    return parent.child(name).map(
        [](Directory&& found) { return std::optional(ShownFolder{std::move(found), false}); });
  }
  if (!Trust().covers(status.st_uid)) {
    return path_refused("PLACE-LINK", place.path, place.path, status.st_uid);
  }
  const auto version = target_of(held).filename().native();
  return own_child(parent, kStoreName)
      .and_then([&](const Directory& versions) { return own_child(versions, name); })
      .and_then([&](const Directory& store) {
        // What was a plain directory is the named owner's still.
        return version == kBefore ? store.trusting(parent.trust()).child(version)
                                  : own_child(store, version);
      })
      .map([](Directory&& found) {
        const bool is_ours = !found.is_shared();
        return std::optional(ShownFolder{std::move(found), is_ours});
      });
}

}  // namespace

Result<std::optional<Held>> held_at(const Place& place, const std::string& name,
                                    const Trust& trust) {
  auto parent = Directory::find(folder_of(place.path), trust);
  return parent ? held_at({place, trust, std::move(*parent)}, name) : fail(parent.error());
}

Result<std::optional<Held>> held_at(const PlaceWay& way, const std::string& name) {
  const auto& [place, trust, parent] = way;
  if (!parent) {
    return std::optional<Held>();
  }
  const bool is_file = place.kind == Place::Kind::file;
  auto shown = is_file ? Result<std::optional<ShownFolder>>(ShownFolder{*parent, false})
                       : folder_shown(place, *parent);
  if (!shown || !*shown) {
    return shown ? Result<std::optional<Held>>(std::nullopt) : fail(std::move(shown.error()));
  }
  const auto& [folder, is_version] = **shown;
  const auto path = folder.of(name);
  const auto file = folder.open_entry(name, O_RDONLY);
  struct stat status{};
  if (!file.valid() || ::fstat(file.get(), &status) != 0) {
    return errno == ENOENT  ? Result<std::optional<Held>>(std::nullopt)
           : errno == ELOOP ? path_refused("PLACE-LINK", path, path)
                            : fail(ErrorKind::input, "FILE-UNREADABLE",
                                   {arg("path", path.native())}, {system_cause(errno)});
  }
  // A version's own directory is root's or ours: whose the files in it are was named.
  const bool is_ours =
      trust.covers(status.st_uid) ||
      (is_file ? is_inherited(*parent, name, status) : is_version && parent->others().none());
  if (!is_ours) {
    return path_refused("PATH-OWNER", path, path, status.st_uid);
  }
  // What others can exchange may be a file of before that one of them brought back, with its
  // versions. His own file its owner opens as he likes.
  const bool is_brought =
      !(Trust().covers(status.st_uid) ? folder.others().none()
                                      : folder.others().are_only(status.st_uid));
  const auto access = access_of(file.get(), status);
  return held_in(file, path, status, is_version || !parent->admits_strangers(),
                 is_brought ? 0 : access.mode & S_IRWXG);
}

Result<std::optional<Held>> held_own(const fs::path& path) {
  const auto folder = Directory::find(folder_of(path));
  if (!folder || !*folder) {
    return folder ? Result<std::optional<Held>>(std::nullopt) : fail(folder.error());
  }
  const auto file = (*folder)->open_own(path.filename().native(), O_RDONLY);
  if (!file) {
    return fail(file.error());
  }
  struct stat status{};
  if (!file->valid() || ::fstat(file->get(), &status) != 0) {
    return errno == ENOENT ? Result<std::optional<Held>>(std::nullopt)
                           : fail(ErrorKind::input, "FILE-UNREADABLE", {arg("path", path.native())},
                                  {system_cause(errno)});
  }
  return held_in(*file, path, status, !(*folder)->admits_strangers());
}

Result<PlaceWay> way_to(const Place& place, const std::vector<std::string>& known,
                        const Trust& trust) {
  if (!is_representable(place.path)) {
    return fail(write_failure(place.path, EINVAL));
  }
  auto parent = Directory::find(folder_of(place.path), trust);
  if (!parent) {
    return fail(std::move(parent.error()));
  }
  auto fine = *parent ? check_opened(place, **parent, known) : Status();
  return fine ? Result<PlaceWay>({place, trust, std::move(*parent)})
              : fail(std::move(fine.error()));
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

namespace {

Result<OpenPlace> open_in(Result<Directory> parent, const Place& place,
                          const std::vector<std::string>& known, bool make,
                          std::vector<Entry>* made) {
  if (!parent) {
    return fail(std::move(parent.error()));
  }
  if (auto fine = check_opened(place, *parent, known); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto name = place.path.filename().native();
  auto versions = open_versions(*parent, make, made);
  if (!versions) {
    return fail(std::move(versions.error()));
  }
  auto store = make ? make_noted(*versions, name, made) : own_child(*versions, name);
  if (!store) {
    return fail(std::move(store.error()));
  }
  return OpenPlace{place, std::move(*parent), name, std::move(*versions), std::move(*store), known};
}

}  // namespace

Result<OpenPlace> open_place(const PlaceWay& way, const std::vector<std::string>& known,
                             std::vector<Entry>* made) {
  const auto& [place, trust, found] = way;
  auto parent = found ? Result<Directory>(*found)
                      : Directory::make(folder_of(place.path), trust, made, way_mode());
  return open_in(std::move(parent), place, known, true, made);
}

namespace {

/// The names of the files in the versions of a place, shown already or made to be shown. Into what
/// was a plain directory others may have moved more.
std::vector<std::string> names_of_files(const Directory& parent, const std::string& name) {
  const auto versions = own_child(parent, kStoreName);
  const auto store = versions ? own_child(*versions, name) : versions;
  std::vector<std::string> found;
  for (const auto& each : store ? store->names() : std::vector<std::string>()) {
    const auto version = each.starts_with(kNew) ? each.substr(kNew.size()) : each;
    const bool is_ours = is_version_name(version) && version != kBefore;
    const auto folder = is_ours ? store->child_as_found(each) : std::nullopt;
    const auto names = folder ? folder->names() : std::vector<std::string>();
    found.insert(found.end(), names.begin(), names.end());
  }
  return found;
}

}  // namespace

Result<OpenPlace> find_place(const Place& place, const Trust& trust) {
  auto parent = Directory::open(folder_of(place.path), trust);
  const auto known =
      parent ? names_of_files(*parent, place.path.filename().native()) : std::vector<std::string>();
  return open_in(std::move(parent), place, known, false, nullptr);
}

namespace {

/// Whether a plain folder that was taken out of a place is what an installation knows, and of
/// nobody whom it does not: in our store nobody else gets at its name any more.
bool is_fit(const OpenPlace& place, std::string_view name) {
  const auto folder = place.store.trusting(place.parent.trust()).child(name);
  return folder && check_plain(place.place, *folder, place.known, place.parent.trust());
}

/// Puts what is not ours out of the way, and takes nobody's files away.
void put_aside(const OpenPlace& place, std::string_view name) {
  for (int number = 1; number < 1000; ++number) {
    if (place.store.move_without_replacing(
            name, place.store, std::string(kForeign) + std::to_string(number)) != EEXIST) {
      return;
    }
  }
}

}  // namespace

void take_over(const OpenPlace& place) {
  const auto next = place.store.status(kNext);
  if (!is_directory(next)) {
    // A file of somebody else's that came to the place meanwhile, or a link or name of ours.
    if (next && !place.parent.trust().covers(next->st_uid) &&
        !is_of_version(place.parent, place.name, *next)) {
      put_aside(place, kNext);
    }
    (void)place.store.remove(kNext);
  } else if (is_fit(place, kNext)) {
    (void)place.store.rename(kNext, place.store, kBefore);
  } else {
    put_aside(place, kNext);
  }
}

namespace {

/// Versions that were on their way.
void remove_unfinished(const Directory& store) {
  for (const auto& name : store.names()) {
    if (name.starts_with(kNew)) {
      (void)store.remove_flat(name);
    }
  }
}

}  // namespace

void clear_leftovers(const OpenPlace& place) {
  take_over(place);
  remove_unfinished(place.store);
  const auto& store = place.store;
  const auto current = current_version(place.seen());
  const auto names = store.names();
  const auto is_there = [&names](std::string_view name) {
    return std::ranges::count(names, name) > 0;
  };
  for (const auto& name : version_names(store)) {
    if (name != current && name != kBefore && !is_there(name + std::string(kRecord))) {
      (void)store.remove_flat(name);
    }
  }
  for (const auto& name : names) {
    const fs::path path(name);
    const bool is_beside = path.extension() == kRecord || path.extension() == kUndone;
    if (is_beside && !is_there(path.stem().native())) {
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

Status write_record(const OpenPlace& place, std::string_view version, std::string_view record,
                    bool synced) {
  const auto name = std::string(version) + std::string(kRecord);
  (void)place.store.remove(name);
  return write_one(place.store, name, {name, as_bytes(record), {kPrivate, {}, {}}}, {}, synced);
}

int publish_version(const OpenPlace& place, const std::string& version) {
  const int failed = place.store.rename(std::string(kNew) + version, place.store, version);
  return failed == ENOENT && is_directory(place.store.status(version)) ? 0 : failed;
}

namespace {

/// The directory of a version, which may be of those for whom the place is.
Result<Directory> folder_of_version(const OpenPlace& place, const std::string& version) {
  return place.store.trusting(place.parent.trust()).child(version);
}

/// The folder that a place shows now, whose labels go over; nothing for a file.
std::optional<Directory> shown_folder(const OpenPlace& place) {
  if (place.place.kind == Place::Kind::file) {
    return std::nullopt;
  }
  const auto current = current_version(place.seen());
  auto folder =
      current.empty() ? place.parent.child(place.name) : folder_of_version(place, current);
  return folder ? std::optional(std::move(*folder)) : std::nullopt;
}

/// Owner and group of a new file are those of who runs this, those who were named, or those of the
/// file that is proven to be there now: a last look at what was planned before. A group goes over
/// only with the owner, and where it could read.
Status check_rights(const OpenPlace& place, const VersionFile& file) {
  const auto& [mode, owner, group] = file.rights;
  const auto& trust = place.parent.trust();
  const bool is_owner_named = !owner || trust.covers(*owner);
  const bool is_group_named = !group || *group == 0 || *group == ::getegid() ||
                              std::ranges::count(trust.groups, *group) > 0;
  if (is_owner_named && is_group_named) {
    return {};
  }
  const auto held = held_at({place.place, trust, place.parent}, file.name);
  if (!held) {
    return fail(held.error());
  }
  const bool is_inherited =
      *held && (*held)->lends_rights && (is_owner_named || *owner == (*held)->access.owner) &&
      (is_group_named || (*group == (*held)->access.group && (*held)->is_read_by_group() &&
                          (*held)->lends_to(owner.value_or(::geteuid()))));
  return is_inherited
             ? Status()
             : path_refused("PATH-OWNER", place.place.path, place.place.path, owner.value_or(0));
}

Status write_files(const OpenPlace& place, const Directory& folder,
                   const std::vector<VersionFile>& files, bool synced) {
  const auto shown = shown_folder(place);
  for (const auto& file : files) {
    if (auto fine = check_rights(place, file); !fine) {
      return fine;
    }
    const auto former = place.place.kind == Place::Kind::file
                            ? place.parent.open_entry(place.name, O_RDONLY)
                        : shown ? shown->open_entry(file.name, O_RDONLY)
                                : Descriptor();
    if (auto written = write_one(folder, file.name, file, former, synced); !written) {
      return written;
    }
  }
  if (shown) {
    keep_context(shown->open_entry(".", O_RDONLY | O_DIRECTORY).get(),
                 folder.open_entry(".", O_RDONLY | O_DIRECTORY).get());
  }
  return {};
}

/// Whoever is to read a file has to get to it. A folder keeps the narrower rights of the one that
/// it takes the place of.
Status open_ways(const OpenPlace& place, const Directory& folder,
                 const std::vector<VersionFile>& files) {
  const bool for_others = std::ranges::any_of(files, [](const auto& file) {
    return file.rights.owner.value_or(::geteuid()) != ::geteuid() ||
           file.rights.group.value_or(::getegid()) != ::getegid();
  });
  const mode_t mode = for_others ? 0711 : 0700;
  const auto shown = shown_folder(place);
  const auto before = shown ? shown->open_entry(".", O_RDONLY | O_DIRECTORY) : Descriptor();
  struct stat status{};
  const bool is_kept = before.valid() && ::fstat(before.get(), &status) == 0;
  const bool is_entered = place.place.kind == Place::Kind::folder;  // A file has a name of its own.
  const mode_t former = is_kept ? access_of(before.get(), status).mode : 07777U;
  const mode_t own = is_entered ? way_mode() & former : 0;
  if (const int failed = folder.set_mode(own | mode)) {
    return fail(write_failure(folder.path(), failed));
  }
  for (const auto* level : {&place.store, &place.versions}) {
    const auto held = level->status(".");
    const bool is_closed = held && (held->st_mode & mode) != mode;
    if (is_closed && !place.parent.others().none() && !holds_stores(place.versions)) {
      return path_refused("PLACE-OTHER", place.place.path, place.versions.path());
    }
    const int failed = is_closed ? level->set_mode(mode) : 0;
    if (failed != 0) {
      return fail(write_failure(level->path(), failed));
    }
  }
  return {};
}

}  // namespace

Status write_version(const OpenPlace& place, const std::string& version,
                     const std::vector<VersionFile>& files, std::string_view record, bool synced) {
  const auto& store = place.store;
  const auto name = std::string(kNew) + version;
  if (store.status(name)) {
    return fail(write_failure(store.of(name), EEXIST));
  }
  const auto folder = store.make_child(name);
  if (!folder) {
    return fail(folder.error());
  }
  auto status = write_files(place, *folder, files, synced)
                    .and_then([&] { return open_ways(place, *folder, files); })
                    .and_then([&] { return write_record(place, version, record, synced); });
  for (const auto* level : {&*folder, &store}) {
    if (const int failed = status && synced ? level->sync() : 0) {
      status = fail(write_failure(level->path(), failed));
    }
  }
  if (!status) {
    remove_version(place, version);
  }
  return status;
}

namespace {

/// TakenFiles are the files of a version, or of what is to become one, from one look at them.
struct TakenFiles {
  std::vector<Taken> files;
  std::vector<FoundFile> found;     ///< The same.
  std::vector<std::string> unread;  ///< Links, say, or what is locked.

  void add(const Directory& folder, const std::string& name, std::string_view version) {
    if (auto taken = take(folder, name)) {
      files.push_back(std::move(*taken));
      const auto& [as, file, status, content] = files.back();
      found.push_back({as, content, is_own_in(version, status)});
    } else {
      unread.push_back(name);
    }
  }
};

TakenFiles take_all(const Directory& folder, std::string_view version) {
  TakenFiles taken;
  for (const auto& name : folder.names()) {
    taken.add(folder, name, version);
  }
  return taken;
}

/// Makes a copy of a file for kBefore: whoever has the file open, or another name for it, does not
/// change what one goes back to.
Status keep_copy(const OpenPlace& place, const TakenFiles& taken, bool synced) {
  const auto* file = taken.files.empty() ? nullptr : &taken.files.front();
  if (file == nullptr || !place.parent.trust().covers(file->status.st_uid)) {
    return path_refused("PATH-OWNER", place.place.path, place.place.path,
                        file != nullptr ? file->status.st_uid : 0);
  }
  return place.store.make_child(kBefore).and_then([&](const Directory& folder) {
    return write_one(folder, place.name, file->again(place.name), file->file, synced);
  });
}

}  // namespace

Result<std::string> keep_former(OpenPlace& place, const RecordOfFound& record, bool synced) {
  auto former = former_version(place.seen());
  if (former != kBefore || shows(place, former)) {
    return former;
  }
  // Somebody put something else there: that is what one goes back to.
  remove_version(place, former);
  TakenFiles taken;
  auto status = place.parent.status(place.name);
  if (place.place.kind == Place::Kind::file) {
    taken.add(place.parent, place.name, former);
    status = taken.files.empty() ? status : taken.files.front().status;
  } else if (const auto folder = place.parent.child_as_found(place.name)) {
    taken = take_all(*folder, former);
    status = folder->status(".");
  }
  if (status) {
    place.kept = {status->st_dev, status->st_ino};
  }
  auto kept = write_record(place, former, record ? record(taken.found) : std::string(), synced);
  if (kept && place.place.kind == Place::Kind::file) {
    kept = keep_copy(place, taken, synced);
  }
  if (!kept) {
    remove_version(place, former);
    return fail(std::move(kept.error()));
  }
  return former;
}

namespace {

/// Who may do what with the files that a place shows, by name.
std::map<std::string, Access> access_now(const OpenPlace& place) {
  std::map<std::string, Access> found;
  const bool is_file = place.place.kind == Place::Kind::file;
  const auto folder = is_file ? std::optional(place.parent) : shown_folder(place);
  const auto names = is_file  ? std::vector{place.name}
                     : folder ? folder->names()
                              : std::vector<std::string>();
  for (const auto& name : names) {
    const auto file = folder->open_entry(name, O_RDONLY);
    struct stat status{};
    if (file.valid() && ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode)) {
      found.emplace(name, access_of(file.get(), status));
    }
  }
  return found;
}

/// What the mode of a file gives that `now` gives as well. A group that is another one has what all
/// have.
mode_t narrowed(const Access& file, const Access& now) {
  constexpr unsigned kOfGroup = 3;
  const auto others = now.mode & S_IRWXO;
  const auto group =
      file.group == now.group ? now.mode & S_IRWXG : static_cast<mode_t>(others << kOfGroup);
  return file.mode & (S_IRWXU | group | others);
}

/// Narrows an open file of a version. Where others could have written it, its group goes on to be
/// able to: the one that still reads it, or else ours, which then reads nothing.
void narrow(const Descriptor& file, const Access& access, const Access& now) {
  auto mode = narrowed(access, now);
  if (mode == (access.mode & 0777U) && !access.has_list) {
    return;
  }
  if (access.is_written_by_others && (mode & S_IWGRP) == 0) {
    const bool is_read_by_writers = (access.mode & S_IWGRP) != 0 && (mode & S_IRGRP) != 0;
    if (!is_read_by_writers) {
      const bool is_given = ::fchown(file.get(), static_cast<uid_t>(-1), ::getegid()) == 0;
      mode &= is_given || access.group == ::getegid() ? ~mode_t{S_IRWXO | S_IRWXG} : S_IRWXU;
    }
    mode |= S_IWGRP;
  }
  (void)drop_access_list(file.get());
  (void)::fchmod(file.get(), mode);
}

/// Closes our own directory of a version in which others may make names: what they moved there
/// stays as it is, and they get at nothing in it any more.
void close_version(const Directory& folder) {
  const auto opened = folder.open_entry(".", O_RDONLY | O_DIRECTORY);
  if (opened.valid()) {
    (void)drop_access_list(opened.get());
    (void)::fchmod(opened.get(), S_IRWXU);
  }
}

}  // namespace

void narrow_versions(const OpenPlace& place) {
  const auto shown = access_now(place);
  const auto current = current_version(place.seen());
  for (const auto& version : version_names(place.store)) {
    const auto folder = version == current ? std::nullopt : place.store.child_as_found(version);
    const auto around = folder ? folder->status(".") : std::nullopt;
    for (const auto& [name, now] : shown) {
      const auto file = folder ? folder->open_entry(name, O_RDONLY) : Descriptor();
      struct stat status{};
      if (!file.valid() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
          !around) {
        continue;
      }
      // What one does not write oneself may be another file of somebody's: a second name closes
      // nothing, and into a directory where others make names they can move what is not theirs.
      const auto access = access_of(file.get(), status);
      const bool is_ours = Trust().covers(around->st_uid);
      const bool is_open = narrowed(access, now) != (access.mode & 0777U) || access.has_list;
      if (!is_own(*around) && is_ours && is_open) {
        close_version(*folder);
      } else if ((is_own(*around) || around->st_uid == status.st_uid) &&
                 (version != kBefore || status.st_nlink == 1)) {
        narrow(file, access, now);
      }
    }
  }
}

namespace {

/// Takes the directory of a version, which may have been a named owner's when it was taken over,
/// out of the hands of all who could make names in it.
Status own_folder(const Directory& folder) {
  const auto opened = folder.open_entry(".", O_RDONLY | O_DIRECTORY);
  struct stat status{};
  int failed = opened.valid() && ::fstat(opened.get(), &status) == 0 ? 0 : errno;
  if (failed == 0 && !is_own(status)) {
    const auto mode = access_of(opened.get(), status).mode & 0755U;
    failed = ::fchown(opened.get(), ::geteuid(), static_cast<gid_t>(-1)) != 0
                 ? errno
                 : drop_access_list(opened.get());
    failed = failed == 0 && ::fchmod(opened.get(), mode) != 0 ? errno : failed;
  }
  return failed == 0 ? Status() : fail(write_failure(folder.path(), failed));
}

/// Whose a file of a version is was named now, or is whose it is at the place already.
Status check_owner(const OpenPlace& place, const Directory& folder, const Taken& file) {
  const auto& trust = place.parent.trust();
  if (trust.covers(file.status.st_uid)) {
    return {};
  }
  const auto held = held_at({place.place, trust, place.parent}, file.name);
  const bool is_inherited = held && *held && (*held)->lends_to(file.status.st_uid);
  return is_inherited ? Status()
                      : path_refused("PLACE-OWNER", place.place.path, folder.of(file.name),
                                     file.status.st_uid);
}

/// What comes back gives nobody more than the place does now, but for a group that is named.
VersionFile again(const Taken& file, const std::map<std::string, Access>& shown,
                  const Trust& trust) {
  auto made = file.again(file.name);
  const auto now = shown.find(file.name);
  if (now != shown.end()) {
    const auto access = access_of(file.file.get(), file.status);
    const bool is_named = std::ranges::count(trust.groups, access.group) > 0;
    made.rights.mode = narrowed(access, now->second) | (is_named ? access.mode & S_IRWXG : 0U);
  }
  return made;
}

/// Takes the files of a version, if they are what may come back.
Result<std::vector<Taken>> take_version(const OpenPlace& place, const std::string& version,
                                        const Directory& folder, const FitToReturn& judge) {
  auto [files, found, unread] = take_all(folder, version);
  for (const auto& name : unread) {
    found.push_back({name, {}, false});
  }
  auto status = judge(found);
  for (const auto& each : files) {
    status = status ? check_owner(place, folder, each) : std::move(status);
  }
  return status ? Result<std::vector<Taken>>(std::move(files)) : fail(std::move(status.error()));
}

}  // namespace

Status check_renewal(const OpenPlace& place, const std::string& version, const FitToReturn& judge) {
  if (shows(place, version)) {
    return {};
  }
  return folder_of_version(place, version)
      .and_then(
          [&](const Directory& folder) { return take_version(place, version, folder, judge); })
      .map([](const std::vector<Taken>&) {});
}

Status renew_version(const OpenPlace& place, const std::string& version, const FitToReturn& judge) {
  if (shows(place, version)) {
    return {};
  }
  const auto folder = folder_of_version(place, version);
  if (auto owned = folder ? own_folder(*folder) : Status(fail(folder.error())); !owned) {
    return owned;
  }
  const auto files = take_version(place, version, *folder, judge);
  if (!files) {
    return fail(files.error());
  }
  const auto shown = access_now(place);
  const auto aside = std::string(kNew) + "again";
  std::vector<VersionFile> made;
  Status status;
  for (const auto& each : *files) {
    if (!status) {
      break;
    }
    (void)place.store.remove(aside);
    made.push_back(again(each, shown, place.parent.trust()));
    status = write_one(place.store, aside, made.back(), each.file);
    if (const int failed = status ? place.store.rename(aside, *folder, each.name) : 0) {
      status = fail(write_failure(folder->of(each.name), failed));
    }
  }
  if (!files->empty()) {
    (void)place.store.remove(aside);
  }
  status = status ? open_ways(place, *folder, made) : std::move(status);
  if (const int failed = status ? folder->sync() : 0) {
    status = fail(write_failure(folder->path(), failed));
  }
  return status;
}

void mark_undone(const OpenPlace& place, const std::string& version) {
  (void)place.store.open_entry(version + std::string(kUndone), O_WRONLY | O_CREAT, kPrivate);
  (void)place.store.sync();
}

void remove_version(const OpenPlace& place, const std::string& version) {
  // The record first: without it the rest is nobody's, and goes with the next change.
  (void)place.store.remove(version + std::string(kRecord));
  (void)place.store.remove(version + std::string(kUndone));
  (void)place.store.remove_flat(version);
  (void)place.store.remove_flat(std::string(kNew) + version);
}

namespace {

/// Whether what was taken out of a place may be taken away from it: ours, no other than the kind
/// that was judged, and what was kept where that is to go.
bool is_fit_next(const OpenPlace& place) {
  const auto taken = place.store.status(kNext);
  const bool is_folder = place.place.kind == Place::Kind::folder;
  if (taken && place.kept && *place.kept != std::pair(taken->st_dev, taken->st_ino)) {
    return false;
  }
  return !taken                    ? true
         : is_directory(taken)     ? is_folder && is_fit(place, kNext)
         : S_ISLNK(taken->st_mode) ? is_folder && place.parent.trust().covers(taken->st_uid)
                                   : !is_folder && check_file(place.place, place.parent, *taken);
}

/// Gives a place what was made ready under the temporary name, which has what was there before
/// afterwards. What came there since the last look is put back: EBUSY.
int exchange(const OpenPlace& place) {
  const auto& [what, parent, name, versions, store, known, kept] = place;
  const auto held = parent.status(name);
  if (!held) {
    const int failed = store.move_without_replacing(kNext, parent, name);
    return failed == EEXIST ? EBUSY : failed;
  }
  const int failed = store.rename(kNext, parent, name, RENAME_EXCHANGE);
  if ((failed == EINVAL || failed == ENOSYS || failed == ENOTSUP) && !is_directory(held)) {
    return store.rename(kNext, parent, name);  // Network file systems cannot exchange two names.
  }
  if (failed != 0 || is_fit_next(place)) {
    return failed;
  }
  // Nobody else gets at it any more: what was looked at is what is given back.
  if (store.rename(kNext, parent, name, RENAME_EXCHANGE) != 0) {
    put_aside(place, kNext);
  }
  return EBUSY;
}

/// Takes away what a place shows, looking at it once it is out of others' reach. What is not ours
/// gets its name again.
int point_to_nothing(const OpenPlace& place) {
  if (is_directory(place.parent.status(place.name))) {
    return EISDIR;
  }
  take_over(place);
  if (const int failed = place.parent.rename(place.name, place.store, kNext)) {
    return failed == ENOENT ? 0 : failed;
  }
  if (is_fit_next(place)) {
    (void)place.store.remove(kNext);
  } else if (place.store.move_without_replacing(kNext, place.parent, place.name) != 0) {
    put_aside(place, kNext);
  }
  return 0;
}

int point_file(const OpenPlace& place, const std::string& version) {
  const auto folder = place.store.child(version);
  if (!folder) {
    return ENOENT;
  }
  take_over(place);
  if (const int failed = double_of(*folder, place.name, place.store, kNext)) {
    return failed;
  }
  const int failed = exchange(place);
  // The file before, the new one that could not be placed, or a second name of the same.
  (void)place.store.remove(kNext);
  return failed;
}

int point_folder(const OpenPlace& place, const std::string& version) {
  const auto& [what, parent, name, versions, store, known, kept] = place;
  const auto target = fs::path(kStoreName) / name / version;
  (void)store.remove(kNext);
  if (const int failed = store.make_link(target.native(), kNext)) {
    return failed;
  }
  const int failed = exchange(place);
  if (failed == 0 && is_directory(store.status(kNext))) {
    // A plain folder that becomes the version before. Should this fail, clear_leftovers does it.
    (void)store.rename(kNext, store, kBefore);
  } else {
    (void)store.remove(kNext);
  }
  return failed;
}

}  // namespace

int point_to(const OpenPlace& place, const std::string& version) {
  if (version.empty()) {
    return point_to_nothing(place);
  }
  if (shows(place, version)) {
    return 0;
  }
  return place.place.kind == Place::Kind::folder ? point_folder(place, version)
                                                 : point_file(place, version);
}

int sync_place(const OpenPlace& place) {
  const int failed = place.parent.sync();
  return failed != 0 ? failed : place.store.sync();
}

}  // namespace dmp::files
