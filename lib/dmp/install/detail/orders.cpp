#include "dmp/install/detail/orders.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;
using model::OrderState;
using record::Entry;
using Chain = std::vector<Entry*>;

const Installed* own_of(const Entry& entry, const OrdersRequest& request) {
  const auto found = std::ranges::find_if(request.own, [&](const Installed& each) {
    return each.folder.lexically_normal() == entry.folder.folder.lexically_normal();
  });
  return found == request.own.end() ? nullptr : &*found;
}

bool comes_into_service(const Entry& entry, const OrdersRequest& request) {
  return std::ranges::any_of(request.to_be, [&](const auto& target) {
    return std::ranges::count(target.second, entry.now.public_key_sha256,
                              &model::ShownCertificate::public_key_sha256) > 0;
  });
}

void install(Chain& chain, const OrdersRequest& request) {
  const Entry* winner = nullptr;
  bool is_any = false;
  for (auto* each : chain) {  // Sorted by folder: the latest renewal comes last but for renewal-10.
    const auto* own = own_of(*each, request);
    is_any = is_any || own != nullptr || comes_into_service(*each, request);
    if (own == nullptr || each->now.state == OrderState::revoked) {
      continue;
    }
    if (each->is_shown) {  // Delivered once more while targets show it: those before it are not.
      winner = each;
      continue;
    }
    each->now.state = OrderState::installed;
    each->now.certificate_sha256 = own->certificate.sha256;
    each->now.certificate_ends_on = own->certificate.ends_on;
    each->now.targets.clear();  // None of them shows it: it serves where it lies.
    winner = each;
  }
  for (auto* each : chain) {
    if (is_any && each != winner && !each->is_shown && each->now.state == OrderState::installed) {
      each->now.state = OrderState::superseded;
    }
  }
}

/// An order without targets that this run took out of service is back when it is undone.
void go_back(Chain& chain, const OrdersRequest& request) {
  if (std::ranges::any_of(chain, &Entry::is_shown)) {
    return;
  }
  for (auto* each : chain) {
    const auto& history = each->now.history;
    if (each->now.state == OrderState::superseded && !history.empty() &&
        history.back().run == request.run && each->now.targets.empty()) {
      each->now.state = OrderState::installed;
    }
  }
}

int number_of(const files::OrderFolder& folder) {
  const auto name = folder.folder.filename().native();
  const auto dash = name.find('-');
  return !name.starts_with("renewal") ? 0
         : dash == std::string::npos  ? 1
                                      : std::atoi(name.c_str() + dash + 1);  // NOLINT: ours
}

}  // namespace

std::vector<ChangedOrder> settle_orders(const OrdersRequest& request) {
  auto orders = record::read_orders(request.workspace, request.to_be);
  std::map<fs::path, Chain> chains;
  for (auto& entry : orders.entries) {
    chains[entry.folder.first().folder].push_back(&entry);
  }
  for (auto& [folder, chain] : chains) {
    std::ranges::stable_sort(chain, {},
                             [](const Entry* entry) { return number_of(entry->folder); });
    request.act == "rollback" ? go_back(chain, request) : install(chain, request);
  }
  std::vector<ChangedOrder> changed;
  for (auto& [folder, stored, now, is_shown] : orders.entries) {
    const bool is_step =
        now.state != stored.state || now.certificate_sha256 != stored.certificate_sha256;
    if (is_step) {
      const auto note = request.act == "rollback" ? request.act : std::string();
      now.history.push_back({now.state, request.at, request.by, note, request.run});
    }
    if (is_step || now.targets != stored.targets ||
        now.certificate_ends_on != stored.certificate_ends_on) {
      changed.push_back({folder, std::move(now), std::move(stored)});
    }
  }
  return changed;
}

}  // namespace dmp::install::detail
