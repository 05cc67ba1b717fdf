#include "csr/orders.hpp"

#include <algorithm>
#include <system_error>

#include "dmp/csr/orders.hpp"
#include "dmp/files/workspace.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"

namespace dmp::cli {

report::OrderRow order_row(const model::Order& order, const std::filesystem::path& folder,
                           std::string_view act) {
  return {order, folder.string(), std::string(act)};
}

int show_orders(const std::string& workspace, const std::vector<csr::OrderOutcome>& planned,
                const std::vector<std::string>& blocked, const Session& session) {
  std::error_code error;
  if (!std::filesystem::is_directory(workspace, error) && planned.empty()) {
    return session.fail({ErrorKind::input, "CSR-NO-WORKSPACE", {arg("path", workspace)}, {}});
  }
  if (const auto status = files::Workspace{workspace}.check_own(); !status) {
    return session.fail(status.error());
  }
  auto list = csr::list_orders(workspace);
  auto document = session.document();
  for (const auto& [order, folder] : list.orders) {
    document.orders.push_back(order_row(order, folder));
  }
  for (const auto& one : planned) {
    const bool is_blocked = std::ranges::find(blocked, one.order.site) != blocked.end();
    document.orders.push_back(order_row(one.order, one.folder, is_blocked ? "blocked" : "planned"));
  }
  document.summary = {{"orders", static_cast<long long>(document.orders.size())},
                      {"failed", static_cast<long long>(list.errors.size())}};
  document.errors = list.errors;
  int code = kFine;
  for (const auto& failure : list.errors) {
    session.complain(failure);
    code = std::max(code, exit_code(failure.kind));
  }
  if (session.json()) {
    session.print_document(document);
  } else {
    session.print(document.orders.empty()
                      ? session.text("cli.csr.no-orders") + "\n"
                      : report::orders_to_text(document.orders, session.style(), session.as_of()));
  }
  return code;
}

int mark_orders(const MarkOptions& options, const std::string& workspace, const Session& session) {
  const auto state = model::parse_order_state(options.state);
  auto document = session.document();
  int code = kFine;
  for (const auto& folder : options.folders) {
    if (interrupted()) {
      session.say(session.text("cli.interrupted"));
      code = kInterrupted;
      break;
    }
    const auto order =
        csr::mark_order({workspace, folder, state.value_or(model::OrderState::planned),
                         options.note, session.clock(), user_name()});
    if (order) {
      document.orders.push_back(order_row(*order, folder, "marked"));
    } else {
      document.errors.push_back(order.error());
      session.complain(order.error());
      code = std::max(code, exit_code(order.error().kind));
    }
  }
  document.summary = {{"orders", static_cast<long long>(document.orders.size())},
                      {"failed", static_cast<long long>(document.errors.size())}};
  if (session.json()) {
    session.print_document(document);
  } else if (!document.orders.empty()) {
    session.print(report::orders_to_text(document.orders, session.style(), session.as_of()));
  }
  return code;
}

}  // namespace dmp::cli
