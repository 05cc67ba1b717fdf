#include "dmp/csr/orders.hpp"

#include <algorithm>
#include <utility>

#include "dmp/documents/order_document.hpp"
#include "dmp/files/lock.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/record/index.hpp"
#include "dmp/record/record.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::csr {
namespace {

std::string word_of(model::OrderState state) {
  return "order-state." + std::string(to_string(state));
}

/// The folder as the workspace lists it, whatever way the user wrote it.
Result<files::OrderFolder> find_folder(const MarkRequest& request) {
  std::error_code error;
  for (const auto& known : files::Workspace{request.workspace}.orders()) {
    if (std::filesystem::equivalent(known.folder, request.folder, error) && !error) {
      return known;
    }
  }
  return fail(ErrorKind::input, "CSR-MARK-FOLDER",
              {arg("path", request.folder.string()), arg("workspace", request.workspace.string())});
}

Status record(const MarkRequest& request, const files::OrderFolder& folder,
              const model::Order& order) {
  const auto text = documents::write_order(order);
  model::JournalEntry entry;
  entry.at = request.now;
  entry.by = request.user;
  entry.act = to_string(order.state);
  entry.site = order.site;
  entry.usage = to_string(order.usage);
  entry.file = folder.order().lexically_relative(request.workspace).generic_string();
  entry.sha256 = x509::sha256_hex(as_bytes(text));
  entry.public_key_sha256 = order.public_key_sha256;
  entry.note = request.note;
  const auto line = documents::write_journal_entry(entry);
  if (auto status = files::Workspace{request.workspace}.record(line); !status) {
    return status;
  }
  return files::write_file(folder.order(), as_bytes(text), files::kPublic,
                           files::WriteMode::replace);
}

}  // namespace

OrderList list_orders(const std::filesystem::path& workspace) {
  OrderList list;
  auto orders = record::read_orders(workspace);
  for (auto& entry : orders.entries) {
    list.orders.push_back({std::move(entry.now), std::move(entry.folder.folder)});
  }
  list.errors = std::move(orders.errors);
  return list;
}

Result<model::Order> mark_order(const MarkRequest& request) {
  if (auto status = files::Workspace{request.workspace}.check_own(); !status) {
    return fail(std::move(status.error()));
  }
  const auto folder = find_folder(request);
  if (!folder) {
    return fail(folder.error());
  }
  if (auto fine = folder->check_own(); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto lock = files::Lock::acquire(request.workspace);
  if (!lock) {
    return fail(lock.error());
  }
  files::Workspace{request.workspace}.clear_leftovers();
  auto order = record::read_order(*folder);
  if (!order) {
    return order;
  }
  if (order->state == request.state) {
    // The index is what a run that was cut short did not write.
    auto listed = record::write_index(request.workspace);
    return listed ? order : fail(std::move(listed.error()));
  }
  if (!model::may_follow(order->state, request.state)) {
    return fail(ErrorKind::input, "CSR-MARK-STATE",
                {arg("path", folder->folder.string()), arg_text("from", word_of(order->state)),
                 arg_text("to", word_of(request.state))});
  }
  order->state = request.state;
  order->history.push_back({request.state, request.now, request.user, request.note, {}});
  auto status = record(request, *folder, *order);
  if (status) {
    status = record::write_index(request.workspace);
  }
  return status ? order : fail(std::move(status.error()));
}

}  // namespace dmp::csr
