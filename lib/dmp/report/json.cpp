#include "dmp/render/json.hpp"

#include <algorithm>
#include <utility>

#include "dmp/render/printable.hpp"
#include "dmp/report/detail/workstation_json.hpp"
#include "dmp/report/document.hpp"

namespace dmp::report {
namespace {

using render::Json;
using render::to_value;

Json to_value(const model::Step& step, const Wording& wording) {
  return {{"stage", to_string(step.stage)},    {"act", wording.text(step.act, step.args)},
          {"actor", wording.text(step.actor)}, {"form", step.form},
          {"addressee", step.addressee},       {"unblocks", to_string(step.unblocks)},
          {"due", to_value(step.due)},         {"rules", step.rules}};
}

Json to_value(const RuleRow& rule, const Wording& wording) {
  return {{"id", rule.id},
          {"severity", to_string(rule.severity)},
          {"reference", rule.reference},
          {"message", wording.text(rule.id)},
          {"remedy", wording.remedy(rule.id)}};
}

Json to_value(const CertificateRow& row, const Wording& /*wording*/) {
  return render::to_value(row);
}

Json to_value(const FileRow& row, const Wording& /*wording*/) {
  const auto mode = [](std::optional<int> value) {
    return value.value_or(0) != 0 ? Json(render::octal_mode(*value)) : Json();
  };
  return {{"path", row.path},
          {"site", row.site},
          {"act", row.act},
          {"mode", mode(row.mode)},
          {"former_mode", mode(row.former_mode)}};
}

Json to_value(const model::SiteReadiness& site, const Wording& wording);

template <typename T>
Json array_of(const std::vector<T>& items, const Wording& wording) {
  auto array = Json::array();
  for (const auto& item : items) {
    array.push_back(to_value(item, wording));
  }
  return array;
}

Json to_value(const model::SiteReadiness& site, const Wording& wording) {
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
            {"signed_on", to_value(site.contract_signed_on)}}},
          {"stage", to_string(site.stage)},
          {"steps", array_of(site.steps, wording)}};
}

}  // namespace

std::string to_json(const Document& document, const Wording& wording) {
  std::string out;
  constexpr std::size_t kUsual = 1100;  // A certificate: growing would copy them.
  out.reserve(document.certificates.size() * kUsual);
  write_json(document, wording, [&out](std::string_view part) { out += part; });
  return out;
}

void write_json(const Document& document, const Wording& wording, const render::Sink& sink) {
  Json summary = Json::object();
  for (const auto& [name, value] : document.summary) {
    std::visit([&, &key = name](const auto& scalar) { summary[key] = scalar; }, value);
  }
  render::JsonMembers json(sink);
  const auto add_all = [&](const char* name, const auto& items) {
    json.add_all(name, items, [&wording](const auto& item) { return to_value(item, wording); });
  };
  json.add("version", 1);
  json.add("command", document.command);
  json.add("as_of", format_date(document.as_of));
  json.add("summary", summary);
  add_all("findings", document.findings);
  const auto add = [&](const char* name, const auto& items) {
    if (!items.empty() || summary.contains(name)) {
      add_all(name, items);
    }
  };
  add("certificates", document.certificates);
  add("sites", document.sites);
  add("steps", document.steps);
  add("rules", document.rules);
  add("files", document.files);
  if (document.workstation) {
    json.add("workstation", detail::to_value(*document.workstation, wording));
  }
  // A command may count errors in its summary: that count says nothing about this list.
  if (!document.errors.empty()) {
    add_all("errors", document.errors);
  }
  json.finish();
}

}  // namespace dmp::report
