#pragma once

#include <cstddef>
#include <cstring>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dmp/expiry/detail/orders.hpp"
#include "dmp/expiry/expiry.hpp"

namespace dmp::expiry::detail {

/// Gathering makes one row of each certificate that is seen, with all its places.
class Gathering {
 public:
  Gathering();
  /// add takes a certificate in one place, which somebody else may have put there. What is due in
  /// one place is due.
  void add(Row&& row, bool is_foreign = false);
  /// finish gives the rows, in the order in which they were first seen; the places of each are in
  /// the order of names, ours first: nobody gives what is ours a path of his.
  std::vector<Row> finish();

 private:
  struct Hash {
    std::size_t operator()(const model::Fingerprint& fingerprint) const {
      std::size_t hash = 0;
      std::memcpy(&hash, fingerprint.bytes.data(), sizeof hash);
      return hash;
    }
  };

  std::vector<Row> rows_;
  std::vector<bool> is_foreign_;                ///< The source of each.
  std::unordered_set<std::string> foreign_;     ///< Places of others, of rows that have several.
  std::pmr::monotonic_buffer_resource memory_;  ///< Nothing is forgotten before the end.
  std::pmr::unordered_map<model::Fingerprint, std::size_t, Hash> by_fingerprint_{&memory_};
};

/// policy_of is the request's edition, or the first built-in one.
const policy::Policy& policy_of(const Request& request);

/// mark_superseded finds rows that a newer one of the same folder, the order beside them, or the
/// order that names them, takes the place of: they do not alarm. What a server shows is in service
/// there whatever an order says, unless it was revoked.
void mark_superseded(std::vector<Row>& rows, const KnownOrders& known, Instant as_of);

/// ask_revocation asks, where the request wants it, whether certificates in service were revoked:
/// those alarm. What remains unanswered is told once, and owed unless the check is soft.
void ask_revocation(Outcome& outcome, const Request& request);

/// remark_chains says which rows' authorities, where they lie in the same file or folder, end
/// before them, and which of them cannot be renewed for their whole life because their authority
/// ends.
void remark_chains(std::vector<Row>& rows, const Request& request);

/// match_sites names the site of each row and adds a row for each certificate that a dossier wants
/// and nothing is.
void match_sites(std::vector<Row>& rows, const Request& request);

/// plan_renewals says until when and how each row is to be renewed (procedure 7): nothing is to be
/// requested twice, and nothing that the rules block.
void plan_renewals(std::vector<Row>& rows, const KnownOrders& known, const Request& request);

/// keeps tells whether the filter wants a row.
bool keeps(const Filter& filter, const Row& row);

/// keep_wanted removes the rows that the filter does not want. A filter that no row is of, and a
/// structure that none of those is of, are owed: they may be a typing error, after which nothing is
/// watched. That nothing ends before a day is an answer.
void keep_wanted(Outcome& outcome, const Filter& filter);

/// place_of is where a source lies: the folder of a file, and anything else itself. It looks at the
/// source.
std::string_view place_of(std::string_view source);

}  // namespace dmp::expiry::detail
