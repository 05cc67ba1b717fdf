#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dmp/core/error.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/files/versions.hpp"

// The versions of one place on the disk.
namespace dmp::files {

/// Name of the version that holds what lay at a place before its first version.
inline constexpr std::string_view kBefore = "000000-before";
/// What the name of the mark adds to the name of a version from which somebody went back.
inline constexpr std::string_view kUndone = ".undone";

/// clear_leftovers removes what a killed switch left in a store, and takes over what it put aside.
void clear_leftovers(const Place& place);

/// next_version is the name of the version to be made.
std::string next_version(const Place& place, std::string_view run);

/// write_version makes the folder of a version: complete, and with `synced` on the disk, before it
/// has its name.
Status write_version(const Place& place, const std::string& version,
                     const std::vector<VersionFile>& files, bool synced = true);

/// keep_former makes what lies at a place without being a version its version kBefore, but for a
/// plain folder, which point_to takes over. Returns the version that is there, or "".
Result<std::string> keep_former(const Place& place);

/// mark_undone notes that somebody went back from a version. The mark is an empty file beside it:
/// the version keeps its name, under which a reader may just be looking for it. Where the mark
/// cannot be made, one may go back to that version.
void mark_undone(const Place& place, const std::string& version);
bool is_undone(const Place& place, const std::string& version);

/// remove_version takes a version and its mark away.
void remove_version(const Place& place, const std::string& version);

/// point_to makes a place show a version, in one step; "" takes away what it shows. 0 or errno.
int point_to(const Place& place, const std::string& version);

/// sync_place makes what point_to did last; 0 or errno.
int sync_place(const Place& place);

}  // namespace dmp::files
