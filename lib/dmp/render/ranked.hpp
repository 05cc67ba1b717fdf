#pragma once

#include <algorithm>
#include <vector>

// The order in which tables for people show what there is: JSON keeps that of the inputs.
namespace dmp::render {

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

}  // namespace dmp::render
