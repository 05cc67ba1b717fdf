#include "dmp/dossier/show.hpp"
#include "dmp/render/json.hpp"
#include "dmp/render/printable.hpp"

namespace dmp::dossier {
namespace {

using render::Json;

/// "legal entity, line 36; people, line 24".
std::string sayings(const Fact& fact, const Wording& wording) {
  std::string all;
  for (const auto& saying : fact.from) {
    all += all.empty() ? "" : "; ";
    all += wording.text("dossier.show.said",
                        {arg_text("by", "dossier.level." + std::string(to_string(saying.by))),
                         arg("line", saying.line)});
  }
  return all;
}

Json to_value(const ShownSite& site) {
  Json values = Json::array();
  for (const auto& fact : site.facts) {
    Json from = Json::array();
    for (const auto& saying : fact.from) {
      from.push_back({{"by", std::string(to_string(saying.by))},
                      {"pointer", saying.pointer},
                      {"line", saying.line}});
    }
    values.push_back({{"part", fact.part}, {"value", fact.value}, {"from", std::move(from)}});
  }
  return {{"id", site.id}, {"name", site.name}, {"values", std::move(values)}};
}

}  // namespace

std::string to_text(const std::vector<ShownSite>& sites, const render::TextStyle& style) {
  std::string out;
  for (const auto& site : sites) {
    out += (out.empty() ? "" : "\n") + render::printable(site.id) + "\n";
    render::Table table(
        style.wording,
        {{"part"}, {"from", false, render::Fit::wrap, 1}, {"value", false, render::Fit::wrap}});
    for (const auto& fact : site.facts) {
      table.add({{fact.part}, {sayings(fact, style.wording)}, {fact.value}});
    }
    table.append_to(out, style);
  }
  return out;
}

std::string to_json(const std::vector<ShownSite>& sites, Date as_of) {
  std::string out;
  const render::Sink sink = [&out](std::string_view part) { out += part; };
  render::JsonMembers json(sink);
  json.add("version", 1);
  json.add("command", "dossier show");
  json.add("as_of", format_date(as_of));
  json.add("summary", {{"sites", sites.size()}});
  json.add_all("establishments", sites, to_value);
  json.finish();
  return out;
}

}  // namespace dmp::dossier
