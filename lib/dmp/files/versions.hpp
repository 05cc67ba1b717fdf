#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/files/access.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/place.hpp"
#include "dmp/files/write.hpp"

/// Places whose content is exchanged in one step, with the versions before it kept beside them.
/// What looks at a place believes only a store that belongs to root or to who runs this.
namespace dmp::files {

/// Rights are what a file gets before it has its name.
struct Rights {
  mode_t mode = kPrivate;
  std::optional<uid_t> owner;  ///< Nothing: who runs this.
  std::optional<gid_t> group;
  bool operator==(const Rights&) const = default;
};

/// Held is a file of a place as it was found, all of it from one open file.
struct Held {
  Bytes content;
  Access access;
  /// What of the group's part of the mode may go over to a key: nothing where somebody who is named
  /// could have brought an older file of root's back to this name.
  mode_t lent_to_group = 0;
  /// Whether owner, group and mode may go over to what comes in its place: nobody but root, who
  /// runs this or is named could have put it there.
  bool lends_rights = false;

  /// lends_to tells whether group and mode may go over to a new file of that owner: this one's
  /// owner could set both as he liked.
  [[nodiscard]] bool lends_to(uid_t new_owner) const {
    return lends_rights && new_owner == access.owner;
  }
  /// is_read_by_group tells whether its group was given to it to read it, and is not just that of
  /// its directory.
  [[nodiscard]] bool is_read_by_group() const { return (lent_to_group & S_IRGRP) != 0; }
};

/// Version is one content of a place that was in service. Its name is a number that grows and the
/// run that made it: "000002-20261123T100000Z-1f4e9a". What lay there before the first one is
/// "000000-before". A version has a record beside it; a folder without one was never shown, and is
/// removed by the next change.
struct Version {
  std::string name;
  bool current = false;
  bool undone = false;  ///< Somebody went back from it: not gone back to again.
  /// When its record was written: seconds and nanoseconds; of one without a record nothing.
  std::pair<time_t, long> recorded{};

  [[nodiscard]] std::string_view run() const;
};

/// Name of the version that holds what lay at a place before its first version.
inline constexpr std::string_view kBefore = "000000-before";

/// place_at tells whether a path is a folder or a file: by what lies there, or else by its
/// versions.
Place place_at(const std::filesystem::path& path);

/// versions_of lists the versions of a place, the oldest first; none where there is no store.
std::vector<Version> versions_of(const SeenPlace& place);
std::vector<Version> versions_of(const Place& place);

/// has_store tells whether a place has versions, or had some: a store that belongs to root or to
/// who runs this.
bool has_store(const Place& place);

/// content_of is a file of a version; nothing where it cannot be read. `is_own` tells whether only
/// root and who runs this could have put it there: into kBefore, which was a plain directory,
/// others may have moved a file of root's.
std::optional<Bytes> content_of(const SeenPlace& place, std::string_view version,
                                const std::string& name, bool& is_own);

/// record_of is the text that was kept beside a version; empty where there is none.
std::string record_of(const SeenPlace& place, std::string_view version);

/// holds_version tells whether a version is there, shown already or made to be shown.
bool holds_version(const SeenPlace& place, std::string_view version);

/// former_version is the version to go back to from the one that comes next: the one that the place
/// shows, or kBefore for what lies there without being one, or empty for nothing.
std::string former_version(const SeenPlace& place);
std::string former_version(const Place& place);

/// next_number is the number of the version that comes next, as it stands in its name.
std::string next_number(const SeenPlace& place);
std::string next_number(const PlaceWay& way);

/// current_version is the version that a place shows; empty where it shows none.
std::string current_version(const SeenPlace& place);
std::string current_version(const Place& place);

/// PlacesBelow are places below a folder, and the directories that may hold more and could not be
/// listed.
struct PlacesBelow {
  std::vector<Place> found;  ///< Sorted by path.
  std::vector<std::filesystem::path> not_listed;
};

/// places_below finds every place whose versions lie below a folder, at most three levels down. It
/// follows no link below the folder. What is gone meanwhile hides nothing else.
PlacesBelow places_below(const std::filesystem::path& folder);

/// holds_stores tells whether a directory of versions holds what runs make there and nothing else:
/// where others may make names, one of them may have given another directory of ours its name.
bool holds_stores(const Directory& versions);

/// clear_unfinished removes what killed runs left half-written in a directory of versions, keys
/// among it; of another directory, nothing. For whoever has its lock.
void clear_unfinished(const Directory& versions);

/// open_store opens, or with `make` makes, a directory of versions (`…/.dmp-versions`), or any
/// other directory that only root and who runs this may own, though the way to it may be of those
/// whom `trust` names. `made` gets those that were made. Errors as Directory's,
/// PLACE-LINK.
Result<Directory> open_store(const std::filesystem::path& store, const Trust& trust,
                             bool make = false, std::vector<Entry>* made = nullptr);

/// check_store says, without making anything, what open_store with `make` would refuse: the way to
/// it, what lies there, and whether entries may be made where it ends for now.
Status check_store(const std::filesystem::path& store, const Trust& trust);

/// held_at reads a file of a place, or nothing where it is not there. What it says may be inherited
/// or left as it is: its way is proven, and it belongs to somebody who is trusted or, where nobody
/// else may make names, is the very file of one of our versions, whose owner was named when it was
/// installed. Errors as way_to's and read_file's.
Result<std::optional<Held>> held_at(const PlaceWay& way, const std::string& name);
Result<std::optional<Held>> held_at(const Place& place, const std::string& name,
                                    const Trust& trust);

/// held_own reads a file that has to be ours in a directory that is proven, as held_at does.
Result<std::optional<Held>> held_own(const std::filesystem::path& path);

}  // namespace dmp::files
