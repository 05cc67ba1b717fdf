#include "csr/orders.hpp"

#include <algorithm>
#include <system_error>

#include "dmp/csr/report.hpp"
#include "dmp/files/workspace.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"

namespace dmp::cli {

namespace {

/// Prints orders in the chosen format, and `none` where there are none.
void print(const csr::OrderList& list, const std::string& none, const Session& session) {
  if (session.json()) {
    csr::write_json(list, session.heading(), session.output());
  } else {
    session.print(list.orders.empty() ? none
                                      : csr::to_text(list, session.as_of(), session.style()));
  }
}

}  // namespace

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
  for (const auto& one : planned) {
    const bool is_blocked = std::ranges::find(blocked, one.order.site) != blocked.end();
    list.orders.push_back(
        {one.order, one.folder, is_blocked ? csr::Act::blocked : csr::Act::planned});
  }
  int code = kFine;
  for (const auto& failure : list.errors) {
    session.complain(failure);
    code = std::max(code, exit_code(failure.kind));
  }
  print(list, session.text("cli.csr.no-orders") + "\n", session);
  return code;
}

int mark_orders(const MarkOptions& options, const std::string& workspace, const Session& session) {
  const auto state = model::parse_order_state(options.state);
  csr::OrderList list;
  int code = kFine;
  for (const auto& folder : options.folders) {
    if (interrupted()) {
      session.say(session.text("cli.interrupted"));
      code = kInterrupted;
      break;
    }
    auto order = csr::mark_order({workspace, folder, state.value_or(model::OrderState::planned),
                                  options.note, session.clock(), user_name()});
    if (order) {
      list.orders.push_back({std::move(*order), folder, csr::Act::marked});
    } else {
      list.errors.push_back(order.error());
      session.complain(order.error());
      code = std::max(code, exit_code(order.error().kind));
    }
  }
  print(list, {}, session);
  return code;
}

}  // namespace dmp::cli
