#include <fcntl.h>

#include <cerrno>
#include <cstdio>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/detail/version_files.hpp"

namespace dmp::files {

namespace fs = std::filesystem;

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
  return held && is_same_file(*held, *shown);
}

namespace {

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
  const auto made = store.status(kNext);
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
  const bool is_back = store.rename(kNext, parent, name, RENAME_EXCHANGE) == 0;
  const auto taken = store.status(kNext);
  const bool is_made = taken && made && is_same_file(*taken, *made);
  if (!is_back || !is_made) {  // The name was another's meanwhile.
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
