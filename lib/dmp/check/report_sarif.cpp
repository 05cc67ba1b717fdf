#include "dmp/check/detail/report.hpp"
#include "dmp/render/json.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check {
namespace {

using render::Json;

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "note";
  }
  return "none";
}

/// A message as SARIF wants it (3.11.5, 3.11.6): braces are doubled since they mark placeholders,
/// and brackets are escaped where they would make a link.
Json message(std::string_view text) {
  const bool has_link = text.find("](") != std::string_view::npos;
  std::string out;
  for (const char c : text) {
    if (c == '{' || c == '}') {
      out += c;
    } else if (has_link && (c == '[' || c == ']' || c == '\\')) {
      out += '\\';
    }
    out += c;
  }
  return {{"text", out}};
}

/// The text of a rule without a finding's values: "the … certificate is missing".
std::string outline(std::string text) {
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open)) {
    const auto close = text.find('}', open);
    if (close == std::string::npos) {
      break;
    }
    text.replace(open, close - open + 1, "…");
  }
  return text;
}

/// The file as a URI reference (RFC 3986): absolute paths as file:, others relative as given.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kKept =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string out = path.starts_with("/") ? "file://" : "";
  for (const char c : path) {
    if (kKept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'%', kHex[byte >> 4U], kHex[byte & 0xFU]});
    }
  }
  return out;
}

Json rule_of(const AppliedRule& rule, const Wording& wording) {
  const auto what = outline(wording.text(rule.id));
  const auto todo = outline(wording.remedy(rule.id));
  Json json = {
      {"id", rule.id},
      {"shortDescription", {{"text", what}}},
      {"fullDescription",
       {{"text",
         rule.reference.empty() ? what : what + " (" + std::string(rule.reference) + ")"}}}};
  if (!todo.empty()) {
    json["help"] = {{"text", todo}};
  }
  json["defaultConfiguration"] = {{"level", level_of(rule.severity)}};
  json["properties"] = {{"reference", rule.reference}};
  return json;
}

Json location_of(const Finding& finding) {
  const auto& at = finding.at;
  Json location = Json::object();
  // Standard input has no address.
  if (!at.file.empty() && at.file != "-") {
    Json physical = {{"artifactLocation", {{"uri", uri_of(at.file)}}}};
    if (at.line != 0) {
      // Columns of SARIF count characters. Ours count bytes, and the line is not at hand to convert
      // them: a region without columns is the whole line (3.30.2), which is always true.
      physical["region"] = {{"startLine", at.line}};
      if (at.column != 0) {
        physical["region"]["properties"] = {{"byteColumn", at.column}};
      }
    }
    location["physicalLocation"] = physical;
  }
  Json logical = Json::array();
  if (!at.pointer.empty()) {
    logical.push_back({{"fullyQualifiedName", at.pointer}});
  }
  if (!finding.site.empty()) {
    logical.push_back({{"name", finding.site}, {"kind", "module"}});
  }
  if (!logical.empty()) {
    location["logicalLocations"] = logical;
  }
  return location;
}

Json suppressions_of(const Finding& finding, const Wording& wording) {
  if (!finding.accepted) {
    return Json::array();  // 3.27.23: absent would mean that nobody looked.
  }
  return Json::array({{{"kind", "external"},
                       {"status", "accepted"},
                       {"justification", render::acceptance_word(*finding.accepted, wording)},
                       {"properties", {{"until", format_date(finding.accepted->until)}}}}});
}

Json result_of(const Finding& finding, std::size_t rule_index, const Wording& wording) {
  Json json = {{"ruleId", finding.rule},
               {"ruleIndex", rule_index},
               {"level", level_of(finding.severity)},
               {"message", message(render::message_of(finding, wording))}};
  if (auto location = location_of(finding); !location.empty()) {
    json["locations"] = Json::array({std::move(location)});
  }
  json["partialFingerprints"] = {
      {"ruleSitePointer/v1", finding.rule + "/" + finding.site + finding.at.pointer}};
  json["suppressions"] = suppressions_of(finding, wording);
  json["properties"] = {{"site", finding.site},
                        {"remedy", render::remedy_of(finding, wording)},
                        {"reference", finding.reference}};
  return json;
}

}  // namespace

std::string to_sarif(const Report& report, const ReportOptions& options) {
  const auto& wording = options.style.wording;
  const detail::RuleTable table(report);
  Json rules = Json::array();
  for (const auto& rule : table.rows()) {
    rules.push_back(rule_of(rule, wording));
  }
  Json results = Json::array();
  for (const auto& finding : report.outcome.findings) {
    results.push_back(result_of(finding, table.index_of(finding), wording));
  }
  Json driver = {
      {"name", "dmpcert"}, {"version", options.program_version}, {"rules", std::move(rules)}};
  Json run = {{"tool", {{"driver", std::move(driver)}}},
              {"language", wording.is_french() ? "fr" : "en"},
              {"results", std::move(results)},
              {"properties", {{"asOf", format_date(date_of(options.now))}}}};
  return render::dump({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                       {"version", "2.1.0"},
                       {"runs", Json::array({std::move(run)})}});
}

}  // namespace dmp::check
