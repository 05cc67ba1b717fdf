#include "dmp/files/switch.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ranges>
#include <set>
#include <system_error>

#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/detail/store.hpp"
#include "dmp/files/made.hpp"

namespace dmp::files {
Switch::Switch(std::string run, bool in_bulk) : run_(std::move(run)), in_bulk_(in_bulk) {}

Switch::~Switch() { (void)turn_back(); }

Status Switch::stage(const PlaceWay& way, const std::vector<VersionFile>& files,
                     const Records& records) {
  std::vector<std::string> names;
  names.reserve(files.size());
  for (const auto& file : files) {
    names.push_back(file.name);
  }
  auto open = open_place(way, names, &made_);
  if (!open) {
    return fail(std::move(open.error()));
  }
  clear_leftovers(*open);
  auto before = keep_former(*open, records.former, !in_bulk_);
  if (!before) {
    return fail(std::move(before.error()));
  }
  const auto version = next_number(open->seen()) + "-" + run_;
  const auto record = records.made ? records.made(*before) : std::string();
  if (auto fine = write_version(*open, version, files, record, !in_bulk_); !fine) {
    return fine;
  }
  moves_.push_back({way.place, std::move(*before), version, true});
  places_.push_back(std::move(*open));
  stays_.push_back(false);
  return {};
}

void Switch::add(const Move& move, OpenPlace place, bool stays) {
  take_over(place);
  moves_.push_back(move);
  places_.push_back(std::move(place));
  stays_.push_back(stays);
}

Status Switch::add(const Move& move, const Trust& trust) {
  auto open = see(move.place) ? find_place(move.place, trust)
                              : way_to(move.place, {}, trust).and_then([](const PlaceWay& way) {
                                  return open_place(way, {}, nullptr);
                                });
  if (!open) {
    return fail(std::move(open.error()));
  }
  add(move, std::move(*open));
  return {};
}

Status Switch::renew(const Judge& judge) {
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    const auto& each = moves_[i];
    if (each.fresh || each.to.empty()) {
      continue;
    }
    const auto seen = places_[i].seen();
    if (auto renewed = renew_version(places_[i], each.to,
                                     [&](const auto& found) { return judge(each, seen, found); });
        !renewed) {
      return renewed;
    }
  }
  return {};
}

Status Switch::check_return(const Move& move, const OpenPlace& place, const Judge& judge) {
  return move.to.empty() ? Status() : check_renewal(place, move.to, [&](const auto& found) {
    return judge(move, place.seen(), found);
  });
}

Status Switch::publish() const {
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    const auto& each = moves_[i];
    if (!each.fresh) {
      continue;
    }
    int failed = publish_version(places_[i], each.to);
    if (failed == 0 && !in_bulk_) {
      failed = places_[i].store.sync();
    }
    if (failed != 0) {
      return fail(write_failure(each.place.path, failed));
    }
  }
  return {};
}

Status Switch::turn() {
  auto status = (in_bulk_ ? sync() : Status()).and_then([&] { return publish(); });
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    if (const int failed = status ? point_to(places_[i], moves_[i].to) : 0) {
      status = fail(write_failure(moves_[i].place.path, failed));
    } else if (status) {
      places_[i].kept.reset();
    }
  }
  if (status) {
    status = sync();
  }
  if (!status) {
    (void)turn_back();
  }
  return status;
}

Status Switch::sync() const {
  std::vector<const Directory*> synced;
  std::set<dev_t> disks;
  for (const auto& each : places_) {
    int failed = 0;
    if (in_bulk_) {
      failed = each.store.sync_disk(disks);
    } else {
      const bool is_first = std::ranges::none_of(
          synced, [&](const auto* other) { return other->is_same(each.parent); });
      synced.push_back(&each.parent);
      failed = is_first ? sync_place(each) : each.store.sync();
    }
    if (failed != 0) {
      return fail(write_failure(each.place.path, failed));
    }
  }
  return {};
}

std::vector<Move> Switch::turn_back() {
  if (!moves_.empty()) {
    not_back_.clear();
    stayed_.clear();
  }
  // All places first: as long as every new version is there, the whole can still be finished.
  for (auto i = moves_.size(); i-- > 0;) {
    const auto& each = moves_[i];
    if (former_version(places_[i].seen()) == each.from) {
      continue;
    }
    if (stays_[i]) {
      stayed_.push_back(each);
      continue;
    }
    // As it is, and not as a new copy (renew): it was shown a moment ago, and on a full disk a link
    // is what can still be made.
    if (point_to(places_[i], each.from) != 0) {
      not_back_.push_back(each);
    }
    (void)sync_place(places_[i]);
  }
  for (auto i = moves_.size(); i-- > 0;) {
    // Better a version too many than the one that is shown taken away.
    if (moves_[i].fresh && not_back_.empty() && std::ranges::count(stayed_, moves_[i]) == 0) {
      remove_version(places_[i], moves_[i].to);
    }
  }
  moves_.clear();
  places_.clear();
  stays_.clear();
  remove_made(made_);
  return not_back_;
}

void Switch::settle(std::size_t keep) {
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    const auto& each = moves_[i];
    if (!each.fresh && !each.from.empty()) {
      mark_undone(places_[i], each.from);
    }
    if (each.fresh) {
      narrow_versions(places_[i]);
    }
    auto others = versions_of(places_[i].seen());
    std::erase_if(others, &Version::current);
    // The first to go are those from which somebody went back, then the oldest; the one that was
    // shown until now is what one goes back to.
    std::ranges::stable_sort(others, {}, [&each](const Version& version) {
      return version.name == each.from ? 2 : version.undone ? 0 : 1;
    });
    const auto excess = others.size() - std::min(others.size(), keep);
    for (const auto& version : others | std::views::take(static_cast<std::ptrdiff_t>(excess))) {
      remove_version(places_[i], version.name);
    }
  }
  abandon();
}

void Switch::abandon() {
  moves_.clear();
  places_.clear();
  stays_.clear();
  made_.clear();
}

}  // namespace dmp::files
