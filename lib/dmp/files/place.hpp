#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/files/directory.hpp"

/// Places: where programs look, how one gets there, and what is kept open on the way.
namespace dmp::files {

/// Place is where programs look. A folder is a symbolic link to a folder of files that belong
/// together; a file is a second name of the file of its version. The versions of `<parent>/<name>`
/// lie in `<parent>/.dmp-versions/<name>/<version>/`.
struct Place {
  enum class Kind { folder, file };
  std::filesystem::path path;
  Kind kind = Kind::folder;

  [[nodiscard]] std::filesystem::path store() const;
  bool operator==(const Place&) const = default;
};

/// Name of the folder with all versions of the places beside it.
inline constexpr std::string_view kStoreName = ".dmp-versions";

/// SeenPlace is a place as it is found, with its versions. Its store belongs to root or to who runs
/// this, and nobody else may write there; the way to it is not proven. All that is asked of one is
/// asked of the same directories, whatever their names lead to meanwhile.
struct SeenPlace {
  Place place;
  std::string name;
  Directory parent;
  Directory store;
};

/// see opens a place to look at it; nothing where it has no store of ours.
std::optional<SeenPlace> see(const Place& place);

/// PlaceWay is the way to a place, proven once: what is asked of it later, and written there, is
/// asked of the same directory. Nothing where that is not there yet.
struct PlaceWay {
  Place place;
  Trust trust;  ///< For whom the place is.
  std::optional<Directory> parent;
};

/// OpenPlace is a place whose way is proven, with its versions: what is judged there and what is
/// exchanged there are the same. The directory in which it lies may be the named owner's; that of
/// its versions is root's or of who runs this, whoever is named.
struct OpenPlace {
  Place place;
  Directory parent;
  std::string name;
  Directory versions;  ///< `.dmp-versions` beside the place.
  Directory store;     ///< In there, the directory of this place's versions.
  /// The names that a plain folder may hold to be taken over as the version before.
  std::vector<std::string> known;
  /// What lay there and was kept as the version before: nothing else is taken away for it.
  std::optional<std::pair<dev_t, ino_t>> kept = std::nullopt;

  [[nodiscard]] SeenPlace seen() const { return {place, name, parent, store}; }
};

/// way_to proves the way to a place, and refuses what others could put their own hand in, or what
/// is not ours: the way, the versions beside it, and what lies there. `known` are the names that a
/// plain folder may hold to be taken over as the version before; `trust` names for whom it is.
/// Error ids (environment), with `path`: those of Directory; PATH-OWNER for a file of somebody
/// else's that is not one of our versions; PLACE-LINK (a symbolic link at the place that does not
/// lead to its versions), PLACE-OTHER (something else lies there), PLACE-INSIDE (the way leads into
/// versions of another place).
Result<PlaceWay> way_to(const Place& place, const std::vector<std::string>& known,
                        const Trust& trust = {});

/// find_place opens a place that has versions, on a proven way. Errors as way_to's; FILE-FOLDER
/// where it has none.
Result<OpenPlace> find_place(const Place& place, const Trust& trust);

}  // namespace dmp::files
