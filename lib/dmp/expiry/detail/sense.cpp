#include "dmp/expiry/detail/sense.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "dmp/files/read.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/record/record.hpp"

namespace dmp::expiry::detail {
namespace {

using model::CertificateStatus;

/// The order of a certificate, beside it (each folder asked once) or in a workspace.
class Orders {
 public:
  explicit Orders(const KnownOrders& known) : known_(known) {}

  /// The state of the order, as far as this certificate in this place is concerned. A workspace
  /// knows what became of its certificates in whatever folder they lie.
  /// Somebody else's order is heard where the workspace knows nothing.
  std::optional<model::OrderState> state_of(const Row& row, std::string_view source) {
    const auto folder = place_of(source);
    const auto& [order, is_ours] = order_in(folder);
    const auto* known = folder == source || is_ours ? nullptr : known_.of(row);
    if (known != nullptr && is_settled(known->now.state)) {
      return known->now.state;
    }
    if (!order) {
      return std::nullopt;
    }
    // A certificate that the order had before another one: what it names now is in service.
    const bool is_former = order->state != model::OrderState::revoked &&
                           order->certificate_ends_on && !order->certificate_sha256.empty() &&
                           date_of(row.facts.ends_at()) <= *order->certificate_ends_on &&
                           row.facts.sha256.hex() != order->certificate_sha256;
    return is_former ? model::OrderState::superseded : order->state;
  }

  /// Whether an order of ours that names it was revoked, wherever it is seen; somebody else's says
  /// so of its own place only.
  bool is_known_revoked(const Row& row) {
    const auto* known = known_.of(row);
    return (known != nullptr && known->now.state == model::OrderState::revoked) ||
           std::ranges::any_of(row.places(), [&](const std::string& source) {
             return order_in(place_of(source)).is_ours &&
                    state_of(row, source) == model::OrderState::revoked;
           });
  }

 private:
  /// Whether an order says what becomes of its certificate.
  static bool is_settled(model::OrderState state) {
    return state == model::OrderState::installed || state == model::OrderState::superseded ||
           state == model::OrderState::revoked;
  }

  /// Found is the order in a folder, and whether nobody else could have written it.
  struct Found {
    std::optional<model::Order> order;
    bool is_ours = false;
  };

  const Found& order_in(std::string_view folder) {
    if (last_ == nullptr || folder != last_folder_) {
      const auto [found, is_new] = orders_.try_emplace(folder);
      if (is_new) {
        found->second = find(folder);
      }
      last_folder_ = folder;
      last_ = &found->second;
    }
    return *last_;
  }

  static Found find(std::string_view path) {
    const files::OrderFolder folder{path};
    std::error_code error;
    if (!std::filesystem::exists(folder.order(), error)) {
      return {};  // In most folders.
    }
    // First: where nobody else may change the way, it is the same file that is read then.
    const bool is_ours = files::check_own_file(folder.order()).has_value();
    auto order = record::read_order(folder);
    return order ? Found{std::move(*order), is_ours} : Found{};
  }

  const KnownOrders& known_;
  std::unordered_map<std::string_view, Found> orders_;
  std::string_view last_folder_;  ///< Neighbours mostly lie in the same one.
  const Found* last_ = nullptr;
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

void supersede(Row& row, CertificateStatus status) {
  row.status = status;
  row.due = false;
  row.critical = false;
}

/// A certificate of an order that was marked as revoked, and that a target still shows, serves on:
/// whoever marked it is told where. `known` is its order. What lies at a target is shown there,
/// even if somebody took its versions away.
void alarm_in_use(Row& row, const record::Entry& known) {
  const auto& targets = known.now.targets;
  const auto found = std::ranges::find_if(targets, [&row](const std::string& target) {
    return std::ranges::any_of(row.places(), [&target](const std::string& place) {
      return place == target || place.starts_with(target + "/");
    });
  });
  if (found == targets.end() && (!known.is_shown || targets.empty())) {
    return;
  }
  row.due = row.critical = true;
  row.remarks.push_back({"EXPIRY-REMARK-REVOKED-IN-USE",
                         {arg("path", found == targets.end() ? targets.front() : *found)}});
}

/// The kinds of all rows that have begun, for looking up what lies beside one of them. Others may
/// have made thousands of a kind.
class Beside {
  struct Group {
    std::size_t hash;  ///< Quickly told apart.
    Kind kind;

    [[nodiscard]] auto key() const {
      return std::tie(hash, kind.place, kind.structure, kind.service, kind.usage, kind.environment);
    }
    bool operator==(const Group&) const = default;
  };
  struct Entry {
    Group group;
    Instant not_before;
    Instant latest_end;  ///< Of this one and of all of the group that began later.
  };

 public:
  Beside(const std::vector<Row>& rows, Instant as_of) {
    entries_.reserve(rows.size());
    for (const auto& row : rows) {
      if (row.facts.is_ca || row.facts.subject.units.empty() || row.facts.not_before > as_of) {
        continue;
      }
      for (const auto& source : row.places()) {
        const auto kind = kind_of(row.facts, source);
        entries_.push_back({{HashOfKind{}(kind), kind}, row.facts.not_before, row.facts.ends_at()});
      }
    }
    std::ranges::sort(entries_, {}, [](const Entry& entry) {
      return std::pair(entry.group.key(), entry.not_before);
    });
    drop_lonely();
    for (auto i = entries_.size(); i-- > 1;) {
      auto& older = entries_[i - 1];
      if (older.group == entries_[i].group) {
        older.latest_end = std::max(older.latest_end, entries_[i].latest_end);
      }
    }
  }

  /// Whether a row of the same kind lies there that began later and ends later.
  [[nodiscard]] bool has_newer(const Row& row, std::string_view source) const {
    if (entries_.empty()) {
      return false;
    }
    const auto kind = kind_of(row.facts, source);
    const Group group{HashOfKind{}(kind), kind};
    const auto next = std::ranges::upper_bound(
        entries_, std::pair(group.key(), row.facts.not_before), {},
        [](const Entry& entry) { return std::pair(entry.group.key(), entry.not_before); });
    return next != entries_.end() && next->group == group && next->latest_end > row.facts.ends_at();
  }

 private:
  /// Most are alone in their place: only the others are looked up.
  void drop_lonely() {
    std::vector<Entry> several;
    for (auto at = entries_.begin(); at != entries_.end();) {
      const auto end = std::find_if(at, entries_.end(),
                                    [&](const Entry& each) { return each.group != at->group; });
      if (end - at > 1) {
        several.insert(several.end(), at, end);
      }
      at = end;
    }
    entries_ = std::move(several);
  }

  std::vector<Entry> entries_;  ///< By group and beginning.
};

bool is_superseded(const Row& row, const Beside& beside, Orders& orders) {
  return std::ranges::all_of(row.places(), [&](const std::string& source) {
    if (const auto state = orders.state_of(row, source)) {
      return *state == model::OrderState::superseded;
    }
    return beside.has_newer(row, source);
  });
}

/// A structure by its identifiant national, or by the number in it.
bool is_named(std::string_view structure, std::string_view identifier) {
  return identifier == structure || (identifier.size() > 1 && identifier.substr(1) == structure);
}

/// Whether a row is what the filter names, whenever it ends.
bool is_of(const Filter& filter, const Row& row) {
  const auto wanted = [](const auto& list, const auto& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
  };
  const auto identifier = row.facts.structure();
  const bool of_structure =
      filter.structures.empty() ||
      std::ranges::any_of(filter.structures, [&identifier](const std::string& structure) {
        return is_named(structure, identifier);
      });
  return wanted(filter.usages, row.facts.usage) && of_structure &&
         wanted(filter.environments, row.facts.environment);
}

bool is_revoked(const Row& row, Orders& orders) {
  return orders.is_known_revoked(row) ||
         std::ranges::all_of(row.places(), [&](const std::string& source) {
           return orders.state_of(row, source) == model::OrderState::revoked;
         });
}

}  // namespace

std::string_view place_of(std::string_view source) {
  const auto slash = source.find_last_of('/');
  if (source.starts_with('/')) {
    return slash == 0 ? "/" : source.substr(0, slash);
  }
  const bool is_url = source.find("://") != std::string_view::npos;
  if (is_url || source == "-" ||
      (slash == std::string_view::npos && source.find(':') != std::string_view::npos)) {
    return source;
  }
  return slash == std::string_view::npos ? "." : source.substr(0, slash);
}

Gathering::Gathering() {
  // Room that is not used takes no memory, and rows that move take time.
  constexpr std::size_t kMany = 32'768;
  rows_.reserve(kMany);
}

void Gathering::add(Row&& row, bool is_foreign) {
  const auto [known, is_new] = by_fingerprint_.try_emplace(row.facts.sha256, rows_.size());
  if (is_new) {
    rows_.push_back(std::move(row));
    is_foreign_.push_back(is_foreign);
    return;
  }
  auto& first = rows_[known->second];
  if (first.more_places.empty() && is_foreign_[known->second]) {
    foreign_.insert(first.source);
  }
  if (is_foreign) {
    foreign_.insert(row.source);
  }
  first.more_places.push_back(std::move(row.source));
  first.due = first.due || row.due;
}

std::vector<Row> Gathering::finish() {
  for (auto& row : rows_) {
    if (!row.more_places.empty()) {
      row.more_places.push_back(std::move(row.source));
      std::ranges::sort(row.more_places, {}, [this](const std::string& place) {
        return std::pair<bool, const std::string&>(foreign_.contains(place), place);
      });
      row.source = std::move(row.more_places.front());
      row.more_places.erase(row.more_places.begin());
    }
  }
  by_fingerprint_.clear();
  return std::move(rows_);
}

const policy::Policy& policy_of(const Request& request) {
  return request.policy == nullptr ? policy::builtin_policies().front() : *request.policy;
}

void mark_superseded(std::vector<Row>& rows, const KnownOrders& known, Instant as_of) {
  const Beside beside(rows, as_of);
  // Marked after all were looked at: what is superseded may itself have taken another's place.
  Orders orders(known);
  std::vector<std::pair<Row*, CertificateStatus>> marks;
  for (auto& row : rows) {
    if (row.facts.is_ca) {
      continue;
    }
    if (is_revoked(row, orders)) {
      marks.emplace_back(&row, CertificateStatus::revoked);
    } else if (is_superseded(row, beside, orders)) {
      marks.emplace_back(&row, CertificateStatus::superseded);
    }
  }
  for (const auto& [row, status] : marks) {
    supersede(*row, status);
    const auto* order = status == CertificateStatus::revoked ? known.of(*row) : nullptr;
    if (order != nullptr) {
      alarm_in_use(*row, *order);
    }
  }
}

bool keeps(const Filter& filter, const Row& row) {
  return is_of(filter, row) &&
         (!filter.expires_before || row.status == CertificateStatus::missing ||
          row.ends_on() < *filter.expires_before);
}

void keep_wanted(Outcome& outcome, const Filter& filter) {
  const auto found = outcome.interrupted ? 0 : outcome.rows.size();
  std::erase_if(outcome.rows, [&](const Row& row) { return !is_of(filter, row); });
  std::vector<Error> none;
  for (const auto& structure : filter.structures) {
    if (found > 0 && std::ranges::none_of(outcome.rows, [&](const Row& row) {
          return is_named(structure, row.facts.structure());
        })) {
      none.push_back(
          {ErrorKind::input, "EXPIRY-STRUCTURE-NONE", {arg("structure", structure)}, {}});
    }
  }
  if (found > 0 && outcome.rows.empty() && none.empty()) {
    none.push_back({ErrorKind::input, "EXPIRY-FILTER-NONE", {arg("count", found)}, {}});
  }
  outcome.owed += static_cast<int>(none.size());
  std::ranges::move(none, std::back_inserter(outcome.broken));
  std::erase_if(outcome.rows, [&](const Row& row) { return !keeps(filter, row); });
}

}  // namespace dmp::expiry::detail
