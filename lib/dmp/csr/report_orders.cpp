#include <algorithm>

#include "dmp/base/listed.hpp"
#include "dmp/csr/report.hpp"
#include "dmp/render/json_report.hpp"
#include "dmp/render/lines.hpp"
#include "dmp/render/ranked.hpp"

namespace dmp::csr {
namespace {

using render::Json;

/// What came of the signature of an order: "made", "unchanged", or "" for none.
std::string_view signature_word(const SignOutcome* signatures,
                                const std::filesystem::path& folder) {
  const auto is_in = [&folder](const auto& folders) {
    return std::ranges::find(folders, folder) != folders.end();
  };
  return signatures == nullptr          ? ""
         : is_in(signatures->made)      ? to_string(Act::made)
         : is_in(signatures->unchanged) ? to_string(Act::unchanged)
                                        : "";
}

Json to_value(const model::Order& order, const std::filesystem::path& folder, std::string_view act,
              const std::string& subject = {}, std::string_view signature = {}) {
  const auto& history = order.history;
  return {{"site", order.site},
          {"usage", to_string(order.usage)},
          {"finess", order.finess},
          {"structure", order.structure},
          {"service", order.service},
          {"environment", to_string(order.environment)},
          {"subject_rfc2253", subject},
          {"state", to_string(order.state)},
          {"since", history.empty() ? Json() : Json(format_instant(history.back().at))},
          {"act", act},
          {"signature", signature},
          {"folder", folder.string()},
          {"key_algorithm", order.key_algorithm},
          {"key_encrypted", order.key_encrypted},
          {"public_key_sha256", order.public_key_sha256},
          {"request_sha256", order.request_sha256},
          {"certificate_sha256", order.certificate_sha256},
          {"renews", order.renews},
          {"ends_on", render::to_value(order.certificate_ends_on)}};
}

/// All sites that an order is for, as a line of outcome names them.
std::string sites_of(const OrderOutcome& made) {
  return made.sites.empty() ? made.order.site : listed(made.sites);
}

/// What stands first in a list: what is blocked, was revoked, or has expired.
int rank_of(const ListedOrder& listed, Date today) {
  const auto& order = listed.order;
  const bool has_expired = order.state == model::OrderState::installed &&
                           order.certificate_ends_on && *order.certificate_ends_on < today;
  return listed.act == Act::blocked                  ? 0
         : order.state == model::OrderState::revoked ? 1
         : has_expired                               ? 2
                                                     : 3;
}

}  // namespace

std::string to_text(const Outcome& outcome, const Wording& wording) {
  render::Lines lines(wording);
  for (const auto& made : outcome.orders) {
    lines.say("csr." + std::string(to_string(made.act)),
              {arg("site", sites_of(made)), arg("usage", to_string(made.order.usage)),
               arg("service", made.order.service), arg("folder", made.folder.string()),
               arg("subject", x509::printed(made.subject))});
  }
  return lines.text();
}

void write_json(const Outcome& outcome, const Beside& beside, const render::Heading& heading,
                const render::Sink& sink) {
  const auto* signatures = beside.signatures;
  Json summary = {
      {"orders", outcome.orders.size()},
      {"made", std::ranges::count(outcome.orders, Act::made, &OrderOutcome::act)},
      {"left_out", beside.left_out},
      {"failed", outcome.failures.size()},
      {"interrupted", outcome.interrupted || (signatures != nullptr && signatures->interrupted)}};
  std::vector<Error> errors;
  for (const auto& failure : outcome.failures) {
    errors.push_back(failure.error);
  }
  if (signatures != nullptr) {
    summary["signed"] = signatures->made.size();
    if (signatures->error) {
      errors.push_back(*signatures->error);
    }
  }
  render::JsonReport report(heading, summary, beside.findings, sink);
  report.list("orders", outcome.orders, [signatures](const OrderOutcome& one) {
    auto value = to_value(one.order, one.folder, to_string(one.act), x509::printed(one.subject),
                          signature_word(signatures, one.folder));
    value["sites"] = one.sites;
    return value;
  });
  report.finish(errors);
}

std::string to_text(const OrderList& list, Date today, const render::TextStyle& style) {
  if (list.orders.empty()) {
    return {};
  }
  using render::Fit;
  render::Table table(style.wording, {{"site", false, Fit::head},
                                      {"finess", false, Fit::whole, 5},
                                      {"usage"},
                                      {"service", false, Fit::head, 4},
                                      {"state"},
                                      {"since", false, Fit::whole, 3},
                                      {"ends-on", false, Fit::whole, 1},
                                      {"folder", false, Fit::tail, 2}});
  for (const auto* listed : render::ranked(
           list.orders, [today](const ListedOrder& one) { return rank_of(one, today); })) {
    const auto& order = listed->order;
    const auto state = listed->act == Act::blocked
                           ? "csr.order.blocked"
                           : "order-state." + std::string(to_string(order.state));
    table.add({{order.site},
               {order.finess},
               {to_string(order.usage)},
               {order.service},
               {style.wording.text(state)},
               {order.history.empty() ? "" : style.wording.day(date_of(order.history.back().at))},
               {order.certificate_ends_on ? style.wording.day(*order.certificate_ends_on) : ""},
               {listed->folder.string()}});
  }
  return table.render(style);
}

void write_json(const OrderList& list, const render::Heading& heading, const render::Sink& sink) {
  const Json summary = {{"orders", list.orders.size()}, {"failed", list.errors.size()}};
  render::JsonReport report(heading, summary, {}, sink);
  report.list("orders", list.orders, [](const ListedOrder& one) {
    return to_value(one.order, one.folder, one.act ? to_string(*one.act) : std::string_view());
  });
  report.finish(list.errors);
}

}  // namespace dmp::csr
