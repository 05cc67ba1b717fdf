#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/files/versions.hpp"

// What the parts of a store share: the files of versions, and what is judged at a place.
namespace dmp::files {

/// What is on its way into a place, or out of it, in the directory of its versions.
inline constexpr std::string_view kNext = ".next";
/// What the name of something begins with that is not ours and was put out of the way there.
inline constexpr std::string_view kForeign = ".foreign-";

inline bool is_directory(const std::optional<struct stat>& status) {
  return status && S_ISDIR(status->st_mode);
}

/// Taken is a file as one look at it found it: what was judged is what is written.
struct Taken {
  std::string name;
  Descriptor file;
  struct stat status{};
  Bytes content;

  /// again is the same bytes with the same rights, for a new file, which nobody has open.
  [[nodiscard]] VersionFile again(std::string_view as) const;
};

/// take takes a regular file; nothing where it cannot be read.
std::optional<Taken> take(const Directory& from, const std::string& name);

/// TakenFiles are the files of a version, or of what is to become one, from one look at them.
struct TakenFiles {
  std::vector<Taken> files;
  std::vector<FoundFile> found;     ///< The same.
  std::vector<std::string> unread;  ///< Links, say, or what is locked.

  /// add takes a file of a directory; `version` is what that is, or is to become.
  void add(const Directory& folder, const std::string& name, std::string_view version);
};

/// take_all takes the files of a directory.
TakenFiles take_all(const Directory& folder, std::string_view version);

/// write_one writes a new file, with its rights and the label of the one before it.
Status write_one(const Directory& folder, std::string_view name, const VersionFile& file,
                 const Descriptor& former, bool synced = true);

/// folder_of_version opens the directory of a version, which may be of those for whom the place is.
Result<Directory> folder_of_version(const OpenPlace& place, const std::string& version);

/// shown_folder opens the folder that a place shows now, whose labels go over; nothing for a file.
std::optional<Directory> shown_folder(const OpenPlace& place);

/// open_ways opens the ways to files: whoever is to read one has to get to it. A folder keeps the
/// narrower rights of the one that it takes the place of.
Status open_ways(const OpenPlace& place, const Directory& folder,
                 const std::vector<VersionFile>& files);

/// shows tells whether a place shows exactly this version; two versions of the same bytes are not
/// the same.
bool shows(const OpenPlace& place, const std::string& version);

/// remove_unfinished removes versions that were on their way.
void remove_unfinished(const Directory& store);

/// make_noted makes a directory as own_child does, and notes what was made, and nothing that was
/// not.
Result<Directory> make_noted(const Directory& parent, std::string_view name,
                             std::vector<Entry>* made);

/// way_mode is that of the directories of places: their names are no secret, keys are closed by
/// their own modes, and whoever watches or uses the certificates has to get to them.
mode_t way_mode();

/// check_plain judges a plain folder: what lies in one that is to become a version has to be what
/// an installation knows, and of nobody whom it does not.
Status check_plain(const Place& place, const Directory& folder,
                   const std::vector<std::string>& known, const Trust& trust);

/// check_file judges what lies at a place that is a file, or was taken out of it: it must be ours.
Status check_file(const Place& place, const Directory& parent, const struct stat& held);

/// is_of_version tells whether an entry is the very file of one of our versions; a copy of its
/// bytes is not.
bool is_of_version(const Directory& parent, const std::string& name, const struct stat& held);

/// is_inherited tells whether a file is of an owner whom nobody named now, but when it was
/// installed. Where others may make names it is not known how it came there: one who was named once
/// may have kept it.
bool is_inherited(const Directory& parent, const std::string& name, const struct stat& held);

}  // namespace dmp::files
