#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dmp/expiry/expiry.hpp"
#include "dmp/record/record.hpp"

namespace dmp::expiry::detail {

/// KnownOrders are the orders of the request's workspaces, as their targets have them, and the
/// certificates of each.
class KnownOrders {
 public:
  explicit KnownOrders(const Request& request);

  std::vector<Error> errors;  ///< Of orders that cannot be read.

  /// targets are the places to which certificates of the orders were installed, each once.
  [[nodiscard]] std::vector<std::filesystem::path> targets() const;

  /// match finds whose certificate each row is, wherever it lies: by the SHA-256 that the order
  /// names, or by the key where it names none.
  void match(const std::vector<Row>& rows, const Request& request);

  /// recorded makes rows of certificates that are in service by the record and that no row is:
  /// their targets are elsewhere, closed by a passphrase or by their rights. Call match first.
  [[nodiscard]] std::vector<Row> recorded(const Request& request) const;

  /// of returns the order whose certificate a row is, or null.
  [[nodiscard]] const record::Entry* of(const Row& row) const;

  /// on_its_way returns the order that is to bring the certificate which a row stands for, or the
  /// one that takes its place: ready, requested or delivered, and not found. Null where there is none.
  [[nodiscard]] const record::Entry* on_its_way(const Row& row) const;

 private:
  using Kind = std::pair<std::string, model::Usage>;  ///< Structure and usage.

  const record::Entry* find_by_key(const Row& row, const Request& request) const;

  std::vector<record::Entry> entries_;
  std::multimap<Kind, const record::Entry*> by_kind_;
  std::unordered_map<std::string, const record::Entry*>
      by_certificate_;  ///< By hexadecimal digits.
  std::set<const record::Entry*> found_;
};

}  // namespace dmp::expiry::detail
