#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/csr/csr.hpp"
#include "dmp/model/order.hpp"

/// The orders of a workspace: where each stands, and what happens to it elsewhere.
namespace dmp::csr {

/// ListedOrder is an order and the folder that it lies in.
struct ListedOrder {
  model::Order order;
  std::filesystem::path folder;
  std::optional<Act> act = std::nullopt;  ///< Nothing became of it in this run.
};

/// OrderList is what a workspace holds, sorted by folder.
struct OrderList {
  std::vector<ListedOrder> orders;
  /// Of orders that cannot be read: ORDER-DAMAGED, ORDER-VERSION, FILE-….
  std::vector<Error> errors;
};

/// list_orders reads every order of a workspace, as the targets have it (record::read_orders), and
/// changes nothing.
OrderList list_orders(const std::filesystem::path& workspace);

/// MarkRequest is what somebody tells of an order: it was requested on the portal,
/// delivered, superseded or revoked.
struct MarkRequest {
  std::filesystem::path workspace;
  std::filesystem::path folder;  ///< Of the order, inside the workspace.
  model::OrderState state = model::OrderState::delivered;
  std::string note;  ///< Why, for the history and the journal; may be empty.
  Instant now;
  std::string user;
};

/// mark_order moves an order to the state that somebody tells, in order.json, journal and index,
/// and returns it; an order that is in that state already stays as it is. Error ids: CSR-MARK-STATE
/// (input: `from`, `to` do not follow each other), CSR-MARK-FOLDER (input: no order of the
/// workspace there), ORDER-DAMAGED, ORDER-VERSION, FOLDER-LOCKED, WORKSPACE-…, FILE-….
Result<model::Order> mark_order(const MarkRequest& request);

}  // namespace dmp::csr
