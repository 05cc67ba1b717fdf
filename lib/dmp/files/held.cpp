#include <fcntl.h>

#include <cerrno>

#include "dmp/files/access.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/detail/version_files.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/versions.hpp"

namespace dmp::files {

namespace fs = std::filesystem;

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
  return own_store(parent, name)
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
                            : fail(ErrorKind::input, Reason::no_access, "FILE-UNREADABLE",
                                   {arg("path", path.native())}, {system_cause(errno)});
  }
  // A version's own directory is root's or ours: whose the files in it are was named.
  const bool is_ours =
      trust.covers(status.st_uid) ||
      (is_file ? is_inherited(*parent, name, status) : is_version && parent->others().none());
  if (!is_ours) {
    return owner_refused(path, path, status.st_uid);
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
                           : fail(ErrorKind::input, Reason::no_access, "FILE-UNREADABLE",
                                  {arg("path", path.native())}, {system_cause(errno)});
  }
  return held_in(*file, path, status, !(*folder)->admits_strangers());
}

}  // namespace dmp::files
