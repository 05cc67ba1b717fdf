#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/model/installation.hpp"
#include "dmp/model/order.hpp"
#include "dmp/record/record.hpp"

namespace dmp::install::detail {

/// Installed is a certificate that goes to the folder of its order and to no target.
struct Installed {
  std::filesystem::path folder;
  model::ShownCertificate certificate;
};

/// OrdersRequest says what a run does to targets, as far as orders are concerned.
struct OrdersRequest {
  std::filesystem::path workspace;
  record::Shown to_be;
  std::vector<Installed> own;  ///< In the order of the delivery.
  std::string act;             ///< "install" or "rollback"
  std::string run;
  Instant at;
  std::string by;
};

/// ChangedOrder is an order whose order.json does not say yet what will be.
struct ChangedOrder {
  files::OrderFolder folder;
  model::Order order;
  model::Order stored;  ///< What it says.
};

/// settle_orders finds the orders whose documents change when the targets show what they are to
/// show. Of the orders that follow each other in a folder and have no targets only one is in
/// service: the one installed last, of one delivery the latest. It is superseded when another one
/// comes into service anywhere, and comes back with the rollback of that run. What cannot be read
/// is not touched; `csr --status` tells of it.
std::vector<ChangedOrder> settle_orders(const OrdersRequest& request);

}  // namespace dmp::install::detail
