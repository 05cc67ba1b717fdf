#include "dmp/check/detail/groups.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/model/certificate_row.hpp"
#include "dmp/render/json_report.hpp"
#include "dmp/render/readers.hpp"

namespace dmp::check {
namespace {

using render::Json;

Json to_value(const model::Step& step, const Wording& wording) {
  return {{"stage", to_string(step.stage)},    {"act", wording.text(step.act, step.args)},
          {"actor", wording.text(step.actor)}, {"form", step.form},
          {"addressee", step.addressee},       {"unblocks", to_string(step.unblocks)},
          {"due", render::to_value(step.due)}, {"rules", step.rules},
          {"can_start", step.can_start}};
}

Json to_value(const model::SiteReadiness& site, const Wording& wording) {
  auto steps = Json::array();
  for (const auto& step : site.steps) {
    steps.push_back(to_value(step, wording));
  }
  return {{"site", site.site},
          {"name", site.name},
          {"finess", site.finess},
          {"finess_juridical", site.finess_juridical},
          {"ready", site.ready},
          {"errors", site.errors},
          {"warnings", site.warnings},
          {"accepted", site.accepted},
          {"blocking_rules", site.blocking_rules},
          {"contract",
           {{"status", to_string(site.contract)},
            {"number", site.contract_number},
            {"signed_on", render::to_value(site.contract_signed_on)}}},
          {"stage", to_string(site.stage)},
          {"steps", steps}};
}

Json to_value(const model::PortalFacts& portal, const Wording& wording) {
  return {{"host", portal.host},
          {"port", portal.port},
          {"reached", !portal.error.has_value()},
          {"error", render::to_value(portal.error, wording)},
          {"date", portal.date ? Json(format_instant(*portal.date)) : Json()}};
}

Json to_value(const model::WorkstationFacts& facts, const Wording& wording) {
  auto needs = Json::array();
  for (const auto& need : facts.needs) {
    needs.push_back({{"need", to_string(need.need)},
                     {"path", need.path},
                     {"met", !need.error.has_value()},
                     {"error", render::to_value(need.error, wording)}});
  }
  return {{"service",
           {{"running", !facts.service_error.has_value()},
            {"error", render::to_value(facts.service_error, wording)}}},
          {"readers", render::to_value(facts.readers, wording)},
          {"portal", facts.portal ? to_value(*facts.portal, wording) : Json()},
          {"needs", needs},
          {"time", format_instant(facts.now)}};
}

Json summary_of(const Report& report) {
  auto summary = Json::object();
  for (const auto& [name, count] : detail::totals_of(report)) {
    summary[std::string(name)] = count;
  }
  if (const auto* extract = report.finess_register) {
    const auto& [name, date] = extract->edition;
    summary["register"] = name;
    summary["register_date"] = date ? format_date(*date) : std::string();
    summary["register_records"] = extract->records_read;
  }
  return summary;
}

}  // namespace

void write_json(const Report& report, const ReportOptions& options, const render::Sink& sink) {
  const auto& wording = options.style.wording;
  const auto& outcome = report.outcome;
  render::JsonReport json({"check", options.now, wording}, summary_of(report), outcome.findings,
                          sink);
  json.list_some("certificates", report.certificates, [&options](const auto& each) {
    return render::to_value(model::row_at(each.file, each.facts, options.now));
  });
  json.list("sites", outcome.sites,
            [&wording](const auto& site) { return to_value(site, wording); });
  json.list_some("steps", outcome.steps,
                 [&wording](const auto& step) { return to_value(step, wording); });
  if (options.group_by != GroupBy::usual) {
    const auto grouped = detail::grouped(report, options.group_by, wording);
    json.list("groups", grouped.rows, [&grouped](const auto& row) {
      auto group = Json::object();
      for (std::size_t i = 0; i < row.size(); ++i) {
        group[std::string(grouped.columns[i])] = row[i];
      }
      return group;
    });
  }
  if (report.workstation) {
    json.add("workstation", to_value(*report.workstation, wording));
  }
  json.finish();
}

std::string to_json(const Report& report, const ReportOptions& options) {
  std::string out;
  write_json(report, options, [&out](std::string_view part) { out += part; });
  return out;
}

}  // namespace dmp::check
