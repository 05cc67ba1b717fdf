#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/expiry/detail/sense.hpp"
#include "dmp/x509/name.hpp"

namespace dmp::expiry::detail {
namespace {

/// The day after which no authority of the IGC-Santé that issues to organisations is valid: theirs
/// end on 24/06/2033 (domain notes 1.1), roots a day later.
constexpr Date kAuthoritiesEnd{std::chrono::year(2033), std::chrono::June, std::chrono::day(24)};

/// A chain that is longer has a circle in it.
constexpr int kLongestChain = 8;

/// Names reads each encoded name once.
class Names {
 public:
  const x509::ComparableName& of(const model::DistinguishedName& name) {
    return read_.try_emplace(name.encoded, name.encoded).first->second;
  }

 private:
  std::map<std::string_view, x509::ComparableName> read_;
};

/// An authority that changes its key issues certificates to itself, too, with the key before.
bool is_self_signed(const Row& row, Names& names) {
  const auto& own = row.facts.authority_key_id;
  return names.of(row.facts.subject) == names.of(*row.facts.issuer) &&
         (own.empty() || own == row.facts.subject_key_id);
}

/// Authorities of all rows by name, key and folder.
class Authorities {
 public:
  explicit Authorities(const std::vector<Row>& rows) {
    for (const auto& row : rows) {
      if (!row.facts.is_ca) {
        continue;
      }
      for (const auto& source : row.places()) {
        auto& of_name = by_name_[{names_.of(row.facts.subject), place_of(source)}];
        of_name.all.push_back(&row);
        of_name.by_key[row.facts.subject_key_id].push_back(&row);
      }
    }
    for (auto& [name, of_name] : by_name_) {
      sort(of_name.all);
      for (auto& [key, list] : of_name.by_key) {
        sort(list);
      }
    }
  }

  /// The issuer that lies in one of the folders of `row`; of several with the same key, the one
  /// that lasts longest, since one valid way to the root is enough.
  [[nodiscard]] const Row* issuer_of(const Row& row) {
    const Row* best = nullptr;
    for (const auto& source : row.places()) {
      const auto found = by_name_.find({names_.of(*row.facts.issuer), place_of(source)});
      if (found == by_name_.end()) {
        continue;
      }
      const auto& wanted = row.facts.authority_key_id;
      if (wanted.empty()) {
        best = better(best, first_but(row, found->second.all));
        continue;
      }
      for (const auto& key : {std::string_view(wanted), std::string_view()}) {
        const auto list = found->second.by_key.find(key);
        best =
            list == found->second.by_key.end() ? best : better(best, first_but(row, list->second));
      }
    }
    return best;
  }

  /// The one above `row` that ends first, when it lies in the same folder.
  [[nodiscard]] const Row* first_to_end(const Row& row) {
    const Row* first = nullptr;
    const Row* at = issuer_of(row);
    for (int depth = 0; at != nullptr && depth < kLongestChain; ++depth) {
      first = first == nullptr || at->facts.ends_at() < first->facts.ends_at() ? at : first;
      at = is_self_signed(*at, names_) ? nullptr : issuer_of(*at);
    }
    return first;
  }

 private:
  using List = std::vector<const Row*>;  ///< What lasts longest first.
  struct OfName {
    List all;
    std::map<std::string_view, List> by_key;
  };

  static void sort(List& list) {
    std::ranges::stable_sort(list, [](const Row* one, const Row* other) {
      return one->facts.ends_at() > other->facts.ends_at();
    });
  }
  static const Row* first_but(const Row& row, const List& list) {
    const auto found = std::ranges::find_if(list, [&row](const Row* each) { return each != &row; });
    return found == list.end() ? nullptr : *found;
  }
  static const Row* better(const Row* one, const Row* other) {
    const bool is_other =
        other != nullptr && (one == nullptr || other->facts.ends_at() > one->facts.ends_at());
    return is_other ? other : one;
  }

  Names names_;
  std::map<std::pair<x509::ComparableName, std::string_view>, OfName> by_name_;
};

bool is_of_igc_sante(const model::CertificateSummary& facts) {
  return facts.environment == model::Environment::production ||
         facts.environment == model::Environment::test;
}

void remark_chain(Row& row, const Row* authority, const Request& request) {
  if (authority == nullptr || authority->facts.ends_at() >= row.facts.ends_at()) {
    return;
  }
  row.remarks.push_back({"EXPIRY-REMARK-CHAIN",
                         {arg("authority", authority->facts.subject.common_name),
                          arg_day("date", authority->ends_on())}});
  const int life = days_between(date_of(row.facts.not_before), row.ends_on());
  row.critical = row.critical || request.critical.reached(authority->days_left, life);
  row.due = row.due || row.critical || request.warn.reached(authority->days_left, life);
}

void remark_last_renewal(Row& row, const Row* authority, const policy::Policy& policy) {
  std::optional<Date> end;
  if (authority != nullptr) {
    end = authority->ends_on();
  } else if (is_of_igc_sante(row.facts)) {
    end = kAuthoritiesEnd;
  }
  if (end && *end >= row.ends_on() && add_months(row.ends_on(), policy.validity_months) > *end) {
    row.remarks.push_back(
        {"EXPIRY-REMARK-LAST", {arg_day("date", *end), arg("months", policy.validity_months)}});
  }
}

}  // namespace

void remark_chains(std::vector<Row>& rows, const Request& request) {
  const auto& policy = policy_of(request);
  Authorities authorities(rows);
  for (auto& row : rows) {
    const bool alive = row.status != model::CertificateStatus::superseded &&
                       row.status != model::CertificateStatus::revoked &&
                       row.status != model::CertificateStatus::expired;
    if (row.facts.key_usage_ends && *row.facts.key_usage_ends < row.facts.not_after) {
      row.remarks.push_back({"EXPIRY-REMARK-KEY", {arg_day("date", date_of(row.facts.not_after))}});
    }
    if (!alive || row.facts.is_ca) {
      continue;
    }
    const auto* authority = authorities.first_to_end(row);
    remark_chain(row, authority, request);
    remark_last_renewal(row, authority, policy);
  }
}

}  // namespace dmp::expiry::detail
