#include "dmp/install/detail/last_run.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <ranges>
#include <system_error>
#include <utility>

#include "dmp/record/record.hpp"

namespace dmp::install::detail {

namespace fs = std::filesystem;

PlaceVersions versions_at(const files::SeenPlace& place) {
  PlaceVersions each{place.place, {}};
  for (auto& version : files::versions_of(place)) {
    auto seen = record::look_at(place, version.name);
    each.versions.push_back({std::move(version), std::move(seen)});
  }
  const bool has_current = std::ranges::any_of(each.versions, &VersionFacts::current);
  each.shows = has_current                            ? PlaceVersions::Shows::a_version
               : files::former_version(place).empty() ? PlaceVersions::Shows::nothing
                                                      : PlaceVersions::Shows::another;
  return each;
}

std::optional<files::Directory> way_to(const fs::path& folder) {
  struct stat status{};
  if (::stat(folder.c_str(), &status) != 0) {
    return std::nullopt;
  }
  const auto found = files::Directory::find(folder, {{status.st_uid}, {status.st_gid}});
  return found ? *found : std::nullopt;
}

const VersionFacts* current_of(const PlaceVersions& each) {
  const auto found = std::ranges::find_if(each.versions, &VersionFacts::current);
  return found == each.versions.end() || found->run() == "before" ? nullptr : &*found;
}

const VersionFacts* newest_of(const PlaceVersions& each) {
  const auto* current = current_of(each);
  const auto found = std::ranges::find_if(
      each.versions | std::views::reverse, [current](const VersionFacts& version) {
        return (!version.undone && version.run() != "before") || &version == current;
      });
  return found == each.versions.rend() ? nullptr : &*found;
}

std::string time_of(std::string_view run) { return std::string(run.substr(0, run.find('-'))); }

namespace {

/// Who may take away the versions that lie beside a path, so that their absence says nothing, as
/// far as that is known. Where their directory is gone, whoever could have made it may.
std::optional<files::Others> others_at(const fs::path& path) {
  const auto folder = files::absolute(path).parent_path();
  std::error_code error;
  auto above = folder;
  while (!fs::exists(above, error) && above != above.parent_path()) {
    above = above.parent_path();
  }
  const auto way = way_to(above);
  return !way ? std::nullopt
              : std::optional(above == folder ? way->others_over_ours() : way->others());
}

/// Whether the versions that are missing beside a path may only have been hidden.
bool could_be_hidden(const fs::path& path) {
  const auto others = others_at(path);
  return !others || !others->none();
}

/// Newest is the latest run at some places, of two in the same second the one whose record was
/// written later, and one of its places.
struct Newest {
  std::string run;
  const PlaceVersions* place = nullptr;
};

Newest newest_at(const Listing& listing) {
  std::pair<std::string, std::pair<time_t, long>> last;
  Newest found;
  for (const auto& each : listing.places) {
    if (const auto* newest = newest_of(each)) {
      const std::string run(newest->run());
      std::pair key{time_of(run), newest->recorded};
      if (found.run.empty() || key > last) {
        last = std::move(key);
        found = {run, &each};
      }
    }
  }
  return found;
}

}  // namespace

tl::unexpected<Error> not_known(const fs::path& path, const std::string& run) {
  return fail(ErrorKind::input, "INSTALL-LAST-NOT-KNOWN",
              {arg("path", path.string()), arg("run", run)});
}

Result<std::string> last_run(const Listing& listing) {
  const auto unknown = [](std::string_view id, const fs::path& path) {
    return fail(ErrorKind::input, id, {arg("path", path.string())});
  };
  if (!listing.not_listed.empty()) {
    return fail(ErrorKind::environment, "INSTALL-LAST-NOT-LISTED",
                {arg("path", listing.not_listed.front().string())});
  }
  const auto is_shown = [](const PlaceVersions& each) { return current_of(each) != nullptr; };
  if (std::ranges::none_of(listing.places, is_shown)) {
    return std::string();
  }
  const auto hidden = std::ranges::find_if(listing.without_versions, could_be_hidden);
  if (hidden != listing.without_versions.end()) {
    return unknown("INSTALL-LAST-NO-STORE", *hidden);
  }
  const auto [name, place] = newest_at(listing);
  if (place != nullptr && (!is_shown(*place) || current_of(*place) != newest_of(*place))) {
    return unknown("INSTALL-LAST-NOT-SHOWN", place->place.path);
  }
  const auto doubtful = std::ranges::find_if(listing.places, [&](const PlaceVersions& each) {
    const auto* current = current_of(each);
    return (current == nullptr || current->run() != name) && each.could_be_hidden();
  });
  return doubtful == listing.places.end() ? Result<std::string>(name)
                                          : not_known(doubtful->place.path, name);
}

Status check_holders(const Listing& listing) {
  const auto& places = listing.places;
  const auto found = std::ranges::find_if(places, &PlaceVersions::could_be_hidden);
  if (found == places.end()) {
    return {};
  }
  const auto& others = found->others;
  const bool is_of_all =
      others && std::ranges::count(places, others, &PlaceVersions::others) == std::ssize(places);
  if (places.size() == 1 || is_of_all) {
    return {};
  }
  const auto newest = newest_at(listing);
  return newest.run.empty() ? Status() : not_known(found->place.path, newest.run);
}

}  // namespace dmp::install::detail
