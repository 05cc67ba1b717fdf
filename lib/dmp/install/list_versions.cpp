#include <algorithm>
#include <iterator>
#include <ranges>
#include <set>
#include <utility>

#include "dmp/install/detail/last_run.hpp"
#include "dmp/install/detail/locks.hpp"
#include "dmp/install/detail/pending.hpp"
#include "dmp/install/rollback.hpp"

namespace dmp::install {
namespace {

namespace fs = std::filesystem;

/// Lister gathers places, each once: by itself, and below a folder that was named as well.
class Lister {
 public:
  void add(const files::Place& place) {
    const auto above = files::absolute(place.path).parent_path();
    const auto way = detail::way_to(above);
    // The same for every way to a place, from wherever one stands and by links that nobody else
    // could have made: behind another's link one place would hide another one.
    const auto identity =
        (way ? way->real_path() : above.lexically_normal()) / place.path.filename();
    if (!known_.insert(identity).second) {
      return;
    }
    const auto seen = files::see(place);
    auto each = seen ? detail::versions_at(*seen) : PlaceVersions{place, {}};
    if (each.versions.empty()) {
      listing.without_versions.push_back(place.path);
      return;
    }
    // Of another directory than the one that was looked into, the way says nothing.
    if (way && way->is_same(seen->parent)) {
      each.others = way->others_over_ours();
    }
    const auto stores = detail::stores_of(place.path, {});
    each.is_pending = stores && detail::has_pending({stores->begin(), stores->end()});
    listing.places.push_back(std::move(each));
  }

  Listing listing;

 private:
  std::set<fs::path> known_;
};

}  // namespace

Listing list_versions(const std::vector<fs::path>& named) {
  Lister lister;
  auto& listing = lister.listing;
  for (auto path : named) {
    path = path.has_filename() ? path : path.parent_path();
    const auto place = files::place_at(path);
    if (files::has_store(place)) {
      lister.add(place);
      continue;
    }
    auto below = files::places_below(path);
    for (const auto& each : below.found) {
      lister.add(each);
    }
    if (below.found.empty()) {
      listing.without_versions.push_back(path);
    }
    std::ranges::move(below.not_listed, std::back_inserter(listing.not_listed));
  }
  return std::move(listing);
}

}  // namespace dmp::install
