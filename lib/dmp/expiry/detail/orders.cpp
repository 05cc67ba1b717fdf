#include "dmp/expiry/detail/orders.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "dmp/expiry/detail/look.hpp"
#include "dmp/expiry/detail/sense.hpp"

namespace dmp::expiry::detail {
namespace {

using model::OrderState;

std::optional<model::Fingerprint> fingerprint_in(const std::string& hex) {
  model::Fingerprint made;
  const auto bytes = from_hex(hex);
  if (bytes.size() != made.bytes.size()) {
    return std::nullopt;
  }
  std::ranges::copy(bytes, made.bytes.begin());
  return made;
}

/// What an order says of its certificate. Its begin is that of the usual duration before its end.
model::CertificateSummary facts_of(const model::Order& order, const model::Fingerprint& sha256,
                                   const policy::Policy& policy) {
  model::CertificateSummary facts;
  facts.sha256 = sha256;
  facts.subject.organisation = order.site_name;
  facts.subject.common_name = order.service;
  facts.subject.units = {order.structure};
  facts.usage = order.usage;
  facts.environment = order.environment;
  const auto last = *order.certificate_ends_on;
  facts.not_after = start_of(last) + std::chrono::days(1) - std::chrono::seconds(1);
  facts.not_before = start_of(add_months(last, -policy.validity_months));
  return facts;
}

}  // namespace

KnownOrders::KnownOrders(const Request& request) {
  for (const auto& workspace : request.workspaces) {
    auto orders = record::read_orders(workspace);
    std::ranges::move(orders.entries, std::back_inserter(entries_));
    std::ranges::move(orders.errors, std::back_inserter(errors));
  }
  for (const auto& entry : entries_) {
    by_kind_.emplace(Kind{entry.now.structure, entry.now.usage}, &entry);
    if (!entry.now.certificate_sha256.empty()) {
      by_certificate_.emplace(entry.now.certificate_sha256, &entry);
    }
  }
}

std::vector<std::filesystem::path> KnownOrders::targets() const {
  std::vector<std::filesystem::path> found;
  std::set<std::string> known;
  for (const auto& entry : entries_) {
    for (const auto& target : entry.now.targets) {
      if (known.insert(target).second) {
        found.emplace_back(target);
      }
    }
  }
  return found;
}

void KnownOrders::match(const std::vector<Row>& rows, const Request& request) {
  if (entries_.empty()) {
    return;
  }
  for (const auto& row : rows) {
    const auto* order = row.facts.is_ca ? nullptr : of(row);
    if (order == nullptr && !row.facts.is_ca) {
      order = find_by_key(row, request);
    }
    if (order != nullptr) {
      by_certificate_.emplace(row.facts.sha256.hex(), order);
      found_.insert(order);
    }
  }
}

const record::Entry* KnownOrders::find_by_key(const Row& row, const Request& request) const {
  const auto [first, last] = by_kind_.equal_range(Kind{row.facts.structure(), row.facts.usage});
  const auto names_none = [](const auto& each) {
    return each.second->now.certificate_sha256.empty() &&
           !each.second->now.public_key_sha256.empty();
  };
  if (std::none_of(first, last, names_none)) {
    return nullptr;
  }
  const auto whole = whole_of(row, request);
  const auto found = std::find_if(first, last, [&](const auto& each) {
    return names_none(each) && whole &&
           each.second->now.public_key_sha256 == whole->facts().public_key_sha256;
  });
  return found == last ? nullptr : found->second;
}

std::vector<Row> KnownOrders::recorded(const Request& request) const {
  std::vector<Row> made;
  for (const auto& entry : entries_) {
    const auto& order = entry.now;
    const auto sha256 = fingerprint_in(order.certificate_sha256);
    if (order.state != OrderState::installed || !order.certificate_ends_on || !sha256 ||
        found_.contains(&entry)) {
      continue;
    }
    made.push_back(row_of(facts_of(order, *sha256, policy_of(request)),
                          entry.folder.order().string(), request.now, request.warn,
                          request.critical));
    made.back().recorded = true;
    made.back().remarks.push_back({"EXPIRY-REMARK-RECORDED", {}});
  }
  return made;
}

const record::Entry* KnownOrders::of(const Row& row) const {
  if (by_certificate_.empty()) {
    return nullptr;
  }
  const auto found = by_certificate_.find(row.facts.sha256.hex());
  return found == by_certificate_.end() ? nullptr : found->second;
}

const record::Entry* KnownOrders::on_its_way(const Row& row) const {
  const auto [first, last] = by_kind_.equal_range(Kind{row.facts.structure(), row.facts.usage});
  const auto found = std::find_if(first, last, [&](const auto& each) {
    const auto& order = each.second->now;
    const bool is_open = order.state == OrderState::ready || order.state == OrderState::requested ||
                         order.state == OrderState::delivered;
    return is_open && order.service == row.facts.subject.common_name &&
           order.environment == row.facts.environment && !found_.contains(each.second);
  });
  return found == last ? nullptr : found->second;
}

}  // namespace dmp::expiry::detail
