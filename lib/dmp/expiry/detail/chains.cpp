#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "dmp/expiry/detail/sense.hpp"

namespace dmp::expiry::detail {
namespace {

/// The day after which no authority of the IGC-Santé that issues to organisations is valid: theirs
/// end on 24/06/2033 (domain notes 1.1), roots a day later.
constexpr Date kAuthoritiesEnd{std::chrono::year(2033), std::chrono::June, std::chrono::day(24)};

/// A chain that is longer has a circle in it.
constexpr int kLongestChain = 8;

/// Authorities of all rows by name and folder.
class Authorities {
 public:
  explicit Authorities(const std::vector<Row>& rows) {
    for (const auto& row : rows) {
      if (!row.facts.is_ca) {
        continue;
      }
      for (const auto& source : row.places()) {
        by_name_[{row.facts.subject.printed, place_of(source)}].push_back(&row);
      }
    }
  }

  /// The issuer that lies in one of the folders of `row`; of several with the same key, the one
  /// that lasts longest, since one valid way to the root is enough.
  [[nodiscard]] const Row* issuer_of(const Row& row) const {
    const Row* best = nullptr;
    for (const auto& source : row.places()) {
      const auto found = by_name_.find({row.facts.issuer->printed, place_of(source)});
      if (found == by_name_.end()) {
        continue;
      }
      for (const auto* each : found->second) {
        const bool same_key = row.facts.authority_key_id.empty() ||
                              each->facts.subject_key_id.empty() ||
                              row.facts.authority_key_id == each->facts.subject_key_id;
        if (same_key && each != &row &&
            (best == nullptr || each->facts.ends_at() > best->facts.ends_at())) {
          best = each;
        }
      }
    }
    return best;
  }

 private:
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const Row*>> by_name_;
};

/// The authority above `row` that ends first, when it lies in the same folder.
const Row* first_to_end(const Row& row, const Authorities& authorities) {
  const Row* first = nullptr;
  const Row* at = authorities.issuer_of(row);
  for (int depth = 0; at != nullptr && depth < kLongestChain; ++depth) {
    first = first == nullptr || at->facts.ends_at() < first->facts.ends_at() ? at : first;
    at = at->facts.subject == *at->facts.issuer ? nullptr : authorities.issuer_of(*at);
  }
  return first;
}

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
  const Authorities authorities(rows);
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
    const auto* authority = first_to_end(row, authorities);
    remark_chain(row, authority, request);
    remark_last_renewal(row, authority, policy);
  }
}

}  // namespace dmp::expiry::detail
