#include "dmp/expiry/detail/sense.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "dmp/dossier/order_document.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/workspace.hpp"

namespace dmp::expiry::detail {
namespace {

using model::CertificateStatus;

/// The state of the order beside a certificate, each folder asked once.
class Orders {
 public:
  std::optional<model::OrderState> state_in(std::string_view folder) {
    const auto [found, is_new] = states_.try_emplace(folder);
    if (is_new) {
      const auto path = files::OrderFolder{folder}.order();
      if (const auto content = files::read_file(path)) {
        if (const auto order = dossier::read_order(as_text(*content), path.string())) {
          found->second = order->state;
        }
      }
    }
    return found->second;
  }

 private:
  std::unordered_map<std::string_view, std::optional<model::OrderState>> states_;
};

/// What makes two certificates in one place two of a kind.
struct Kind {
  std::string_view place;
  std::string_view structure;
  std::string_view service;
  model::Usage usage;
  model::Environment environment;

  bool operator==(const Kind&) const = default;
};

struct HashOfKind {
  std::size_t operator()(const Kind& kind) const {
    const std::hash<std::string_view> hash;
    constexpr std::size_t kOdd = 31;
    return (hash(kind.place) * kOdd + hash(kind.structure)) * kOdd +
           static_cast<std::size_t>(kind.usage);
  }
};

Kind kind_of(const model::CertificateSummary& facts, std::string_view source) {
  return {place_of(source),
          facts.subject.units.empty() ? std::string_view() : facts.subject.units.front(),
          facts.subject.common_name, facts.usage, facts.environment};
}

bool takes_the_place(const Row& newer, const Row& older, Instant as_of) {
  return newer.facts.not_before > older.facts.not_before && newer.facts.not_before <= as_of &&
         newer.facts.ends_at() > older.facts.ends_at();
}

void supersede(Row& row, CertificateStatus status) {
  row.status = status;
  row.due = false;
  row.critical = false;
}

/// The kinds of all rows, for looking up what lies beside one of them.
using Beside = std::unordered_map<Kind, std::vector<const Row*>, HashOfKind>;

bool is_superseded(const Row& row, const Beside& beside, Orders& orders, Instant as_of) {
  return std::ranges::all_of(row.places, [&](const std::string& source) {
    if (const auto state = orders.state_in(place_of(source))) {
      return *state == model::OrderState::superseded;
    }
    const auto found = beside.find(kind_of(row.facts, source));
    return found != beside.end() && std::ranges::any_of(found->second, [&](const Row* other) {
             return takes_the_place(*other, row, as_of);
           });
  });
}

bool is_revoked(const Row& row, Orders& orders) {
  return std::ranges::any_of(row.places, [&](const std::string& source) {
    return orders.state_in(place_of(source)) == model::OrderState::revoked;
  });
}

}  // namespace

std::string_view place_of(std::string_view source) {
  const auto slash = source.find_last_of('/');
  const bool is_url = source.find("://") != std::string_view::npos;
  if (is_url || source == "-" ||
      (slash == std::string_view::npos && source.find(':') != std::string_view::npos)) {
    return source;
  }
  return slash == std::string_view::npos ? "." : source.substr(0, slash);
}

std::vector<Row> rows_of(std::vector<Sighting> sightings, const Request& request) {
  // Pointers are sorted, since a sighting is large; what it holds then moves into its row.
  std::vector<Sighting*> order;
  order.reserve(sightings.size());
  for (auto& each : sightings) {
    order.push_back(&each);
  }
  std::ranges::stable_sort(
      order, {}, [](const Sighting* each) { return std::tie(each->facts.sha256, each->source); });
  std::vector<Row> rows;
  rows.reserve(sightings.size());
  for (auto* each : order) {
    if (!rows.empty() && rows.back().facts.sha256 == each->facts.sha256) {
      rows.back().places.push_back(std::move(each->source));
    } else {
      rows.push_back(row_of(std::move(each->facts), std::move(each->source), request.as_of,
                            request.warn, request.critical));
    }
    auto& row = rows.back();
    row.due = row.due || (each->served && (row.status == CertificateStatus::expired ||
                                           row.status == CertificateStatus::expiring));
  }
  return rows;
}

void mark_superseded(std::vector<Row>& rows, Instant as_of) {
  Beside beside;
  for (const auto& row : rows) {
    for (const auto& source : row.places) {
      if (!row.facts.is_ca && !row.facts.subject.units.empty()) {
        beside[kind_of(row.facts, source)].push_back(&row);
      }
    }
  }
  // Marked after all were looked at: what is superseded may itself have taken another's place.
  Orders orders;
  std::vector<std::pair<Row*, CertificateStatus>> marks;
  for (auto& row : rows) {
    if (row.facts.is_ca) {
      continue;
    }
    if (is_revoked(row, orders)) {
      marks.emplace_back(&row, CertificateStatus::revoked);
    } else if (is_superseded(row, beside, orders, as_of)) {
      marks.emplace_back(&row, CertificateStatus::superseded);
    }
  }
  for (const auto& [row, status] : marks) {
    supersede(*row, status);
  }
}

bool keeps(const Filter& filter, const Row& row) {
  const auto wanted = [](const auto& list, const auto& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
  };
  const auto structure = row.facts.structure();
  const bool of_structure =
      wanted(filter.structures, structure) ||
      (structure.size() > 1 && wanted(filter.structures, structure.substr(1)));
  return wanted(filter.usages, row.facts.usage) && of_structure &&
         wanted(filter.environments, row.facts.environment) &&
         (!filter.expires_before || row.status == CertificateStatus::missing ||
          row.ends_on < *filter.expires_before);
}

}  // namespace dmp::expiry::detail
