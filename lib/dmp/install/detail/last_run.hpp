#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "dmp/base/error.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/place.hpp"
#include "dmp/install/rollback.hpp"

// Which run was the last one at some places, and whether that can be known.
namespace dmp::install::detail {

/// versions_at lists the versions of a place, all of them asked of the same directories.
PlaceVersions versions_at(const files::SeenPlace& place);

/// way_to opens a directory that exists, if its owner and its group are trusted; nothing where
/// somebody else made the way.
std::optional<files::Directory> way_to(const std::filesystem::path& folder);

/// current_of is the version that a place shows, if a run of ours made it; null: none.
const VersionFacts* current_of(const PlaceVersions& each);

/// newest_of is the version that a place was last brought to: the newest one from which nobody went
/// back, whatever it shows. Who may change the place can make it show an older one.
const VersionFacts* newest_of(const PlaceVersions& each);

/// time_of is when a run began, as its name says: sorts as the time does.
std::string time_of(std::string_view run);

/// last_run is the latest run at the places, of two in the same second the one whose record was
/// written later; "" where none shows one. Where its place does not show it, or a place that
/// somebody else may change shows another, nobody knows which run the user means: he may have put
/// an older version, or a whole store of before, in the latest one's place. Error ids:
/// INSTALL-LAST-NOT-LISTED (environment), INSTALL-LAST-NO-STORE, INSTALL-LAST-NOT-SHOWN,
/// INSTALL-LAST-NOT-KNOWN (input).
Result<std::string> last_run(const Listing& listing);

/// check_holders refuses to say which run was the last where somebody may change one of the places
/// and not all: a later one could be hidden at his, and what is not his would go back too far.
/// Error id: INSTALL-LAST-NOT-KNOWN.
Status check_holders(const Listing& listing);

/// not_known is that error.
tl::unexpected<Error> not_known(const std::filesystem::path& path, const std::string& run);

}  // namespace dmp::install::detail
