#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/files/versions.hpp"

// The versions of one place on the disk.
namespace dmp::files {

/// What the name of the mark adds to the name of a version from which somebody went back.
inline constexpr std::string_view kUndone = ".undone";
/// What the name of a version begins with until it is published.
inline constexpr std::string_view kNew = ".new-";
/// What the name of a version's record adds to the name of the version.
inline constexpr std::string_view kRecord = ".json";

/// FitToReturn refuses the files of a version that are not what was kept.
using FitToReturn = std::function<Status(const std::vector<FoundFile>&)>;

/// is_own_in tells whether only root and who runs this could have put a file into a version: into
/// kBefore, which was a plain directory, others may have moved a file of root's.
inline bool is_own_in(std::string_view version, const struct stat& status) {
  return version != kBefore && is_own(status);
}

/// open_place opens a place at the end of its way, and makes what is missing of both; `made` gets
/// the directories that were made. Errors as way_to's.
Result<OpenPlace> open_place(const PlaceWay& way, const std::vector<std::string>& known,
                             std::vector<Entry>* made);

/// own_child opens, or makes, a directory of root's or of who runs this in another one, in which
/// nobody else makes names, sticky or not; no link stands for it. Errors as Directory's,
/// PLACE-LINK, PLACE-OTHER.
Result<Directory> own_child(const Directory& parent, std::string_view name, bool make = false);

/// own_store opens the directory of the versions of a place in the one that it lies in. Errors as
/// own_child's.
Result<Directory> own_store(const Directory& parent, std::string_view name);

/// open_versions opens, or with `make` makes, the directory of versions in another one, which has
/// to be ours and, where others may make names, to hold nothing but what this program makes there:
/// it is judged by the descriptor that is returned, since the name may be another's meanwhile.
/// `made` gets it if it was made. Errors as own_child's, PLACE-OTHER.
Result<Directory> open_versions(const Directory& parent, bool make = false,
                                std::vector<Entry>* made = nullptr);

/// take_over gives a plain folder that point_to put aside its name as the version kBefore, where a
/// kill came between the two. What is not ours is put out of the way.
void take_over(const OpenPlace& place);

/// clear_leftovers removes what a killed switch left in a store: versions that were never shown,
/// and records of versions that are not there.
void clear_leftovers(const OpenPlace& place);

/// write_version makes the folder of a version and its record: complete, and with `synced` on the
/// disk. It has no name as a version before publish_version.
Status write_version(const OpenPlace& place, const std::string& version,
                     const std::vector<VersionFile>& files, std::string_view record,
                     bool synced = true);

/// write_record writes, or replaces, the record of a version.
Status write_record(const OpenPlace& place, std::string_view version, std::string_view record,
                    bool synced = true);

/// publish_version gives a version that was written its name, unless it has it; 0 or errno.
int publish_version(const OpenPlace& place, const std::string& version);

/// keep_former makes a copy of what lies at a place without being a version its version kBefore,
/// but for a plain folder, which point_to takes over. Returns former_version; `record` makes
/// kBefore's of the very files that are kept.
Result<std::string> keep_former(OpenPlace& place, const RecordOfFound& record, bool synced = true);

/// renew_version writes the files of a version anew before one goes back to it, unless it is shown:
/// what was read once is what `judge` takes and what is written, to files that nobody has open.
/// They give nobody more than the files that the place shows, but for a group that is named. Of an
/// owner who is neither named nor has the place's file already it is refused: PLACE-OWNER.
/// check_renewal only says whether it would be.
Status renew_version(const OpenPlace& place, const std::string& version, const FitToReturn& judge);
Status check_renewal(const OpenPlace& place, const std::string& version, const FitToReturn& judge);

/// narrow_versions takes from the versions that a place does not show what the files that it shows
/// do not give either: their keys may be the same. What others could have written goes on to show
/// that (is_own), so that it comes back by its digest alone. Whose a file is stays.
void narrow_versions(const OpenPlace& place);

/// mark_undone notes that somebody went back from a version. The mark is an empty file beside it:
/// the version keeps its name, under which a reader may just be looking for it. Where the mark
/// cannot be made, one may go back to that version.
void mark_undone(const OpenPlace& place, const std::string& version);

/// remove_version takes a version, its record and its mark away.
void remove_version(const OpenPlace& place, const std::string& version);

/// is_version_name tells whether a name is that of a version: six digits, a dash, its run.
bool is_version_name(std::string_view name);

/// version_names lists the versions in a store by name, with those that nobody recorded.
std::vector<std::string> version_names(const Directory& store);

/// point_to makes a place show a version, in one step; "" takes away what it shows. Nothing is done
/// where it shows it already. What came to lie there meanwhile, and is not ours, is put back. 0 or
/// errno; EBUSY where something came between.
int point_to(const OpenPlace& place, const std::string& version);

/// sync_place makes what point_to did last; 0 or errno.
int sync_place(const OpenPlace& place);

}  // namespace dmp::files
