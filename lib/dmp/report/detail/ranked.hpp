#pragma once

#include <algorithm>
#include <vector>

#include "dmp/model/certificate_rank.hpp"
#include "dmp/report/document.hpp"

// The order in which tables for people show what a document has: JSON keeps that of the inputs.
namespace dmp::report {

/// ranked points to the items, those with the least rank first; equal ones stay as they are.
template <typename Item, typename Rank>
std::vector<const Item*> ranked(const std::vector<Item>& items, Rank rank) {
  std::vector<const Item*> order;
  order.reserve(items.size());
  for (const auto& item : items) {
    order.push_back(&item);
  }
  std::ranges::stable_sort(order, {}, [&rank](const Item* item) { return rank(*item); });
  return order;
}

/// blocked_first puts the sites that cannot go on before the others.
inline std::vector<const model::SiteReadiness*> blocked_first(
    const std::vector<model::SiteReadiness>& sites) {
  return ranked(sites, [](const model::SiteReadiness& site) { return site.ready ? 1 : 0; });
}

/// worst_first puts what was revoked or has expired before the others.
inline std::vector<const CertificateRow*> worst_first(const std::vector<CertificateRow>& rows) {
  return ranked(rows, [](const CertificateRow& row) { return model::rank_of(row); });
}

}  // namespace dmp::report
