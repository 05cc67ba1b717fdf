#include "dmp/expiry/expiry.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "dmp/core/in_turn.hpp"
#include "dmp/expiry/detail/look.hpp"
#include "dmp/expiry/detail/sense.hpp"
#include "dmp/expiry/detail/walk.hpp"

namespace dmp::expiry {
namespace {

namespace fs = std::filesystem;
using detail::Found;
using detail::Origin;

/// Collector goes over the request's places.
class Collector {
 public:
  explicit Collector(const Request& request)
      : request_(request),
        files_(
            request.jobs,
            [&request](const Place& place) {
              return detail::look_at_file(place.path, place.origin, request.passphrases);
            },
            [this](const Place& place, Found found) {
              ++outcome.files;
              keep(place.path.string(), place.origin, std::move(found));
            }) {}

  void run() {
    for (const auto& given : request_.given) {
      if (stopped()) {
        return;
      }
      ++outcome.files;
      keep(given.name, Origin::named,
           detail::look_at(given.name, given.content, Origin::named, request_.passphrases));
    }
    for (const auto& shown : request_.shown) {
      ++outcome.files;
      const auto own = sightings.size();
      keep(shown.name, Origin::named,
           shown.certificates ? Found{*shown.certificates, {}}
                              : Found{{}, {shown.certificates.error()}});
      if (own < sightings.size()) {
        sightings[own].served = true;
      }
    }
    for (const auto& path : request_.paths) {
      if (stopped()) {
        break;
      }
      look_at_path(path);
    }
    files_.finish();
  }

  Outcome outcome;
  std::vector<detail::Sighting> sightings;

 private:
  struct Place {
    fs::path path;
    Origin origin;
  };

  bool stopped() {
    outcome.interrupted = outcome.interrupted || (request_.stop && request_.stop());
    return outcome.interrupted;
  }

  void look_at_path(const fs::path& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) == 0) {
      if (S_ISDIR(status.st_mode)) {
        look_at_folder(path);
        return;
      }
      if (!seen_.add(status.st_dev, status.st_ino)) {
        return;
      }
    }
    files_.add({path, Origin::named});
  }

  void look_at_folder(const fs::path& path) {
    files_.finish();
    const auto before = sightings.size() + outcome.broken.size();
    bool again = false;
    const detail::FolderWalk on{.ignore = request_.ignore,
                                .file =
                                    [this](const fs::path& file) {
                                      if (stopped()) {
                                        return false;
                                      }
                                      files_.add({file, Origin::met});
                                      return true;
                                    },
                                .again = [&again](const fs::path&) { again = true; },
                                .unreadable =
                                    [this](Error error) {
                                      files_.finish();
                                      outcome.broken.push_back(std::move(error));
                                    }};
    const bool finished = detail::walk(path, seen_, on);
    files_.finish();
    if (finished && !again && before == sightings.size() + outcome.broken.size()) {
      ++outcome.owed;
      outcome.broken.push_back(
          {ErrorKind::input, "EXPIRY-NO-CERTIFICATE", {arg("file", path.string())}, {}});
    }
  }

  void keep(const std::string& source, Origin origin, Found found) {
    for (auto& facts : found.certificates) {
      sightings.push_back({source, std::move(facts)});
    }
    outcome.owed += origin == Origin::named ? static_cast<int>(found.broken.size()) : 0;
    std::ranges::move(found.broken, std::back_inserter(outcome.broken));
  }

  const Request& request_;
  detail::Seen seen_;
  InTurn<Place, Found> files_;
};

/// What alarms comes first and authorities last; within them, what ends first.
void sort_rows(std::vector<Row>& rows) {
  const auto key = [](const Row* row) {
    return std::tuple(row->facts.is_ca,
                      row->status == model::CertificateStatus::superseded ||
                          (row->status == model::CertificateStatus::revoked && !row->due),
                      row->facts.ends_at(), std::string_view(row->source));
  };
  // Pointers are sorted, since a row is large; each row then moves once.
  std::vector<Row*> order;
  order.reserve(rows.size());
  for (auto& row : rows) {
    order.push_back(&row);
  }
  std::ranges::stable_sort(order, {}, key);
  std::vector<Row> sorted;
  sorted.reserve(rows.size());
  for (auto* row : order) {
    sorted.push_back(std::move(*row));
  }
  rows = std::move(sorted);
}

}  // namespace

Outcome expiry(const Request& request) {
  Collector collector(request);
  collector.run();
  auto outcome = std::move(collector.outcome);
  outcome.rows = detail::rows_of(std::move(collector.sightings), request);
  outcome.certificates = static_cast<int>(outcome.rows.size());
  detail::mark_superseded(outcome.rows, request.as_of);
  detail::ask_revocation(outcome, request);
  detail::remark_chains(outcome.rows, request);
  detail::match_sites(outcome.rows, request);
  detail::plan_renewals(outcome.rows, request);
  std::erase_if(outcome.rows, [&](const Row& row) { return !detail::keeps(request.filter, row); });
  sort_rows(outcome.rows);
  outcome.due = static_cast<int>(std::ranges::count(outcome.rows, true, &Row::due));
  return outcome;
}

}  // namespace dmp::expiry
