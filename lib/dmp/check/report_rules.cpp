#include "dmp/check/report.hpp"
#include "dmp/render/json_report.hpp"
#include "dmp/render/markup.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check {

namespace markup = render::markup;

std::string rules_to_text(const std::vector<AppliedRule>& rules, const render::TextStyle& style) {
  std::string out;
  for (const auto& rule : rules) {
    const auto todo = style.wording.remedy(rule.id);
    out += std::string(rule.id) + "  " + render::severity_word(rule.severity, style.wording) +
           "  (" + std::string(rule.reference) + ")\n    " +
           render::wrap(style.wording.text(rule.id), 4, style.width) + "\n";
    out += todo.empty() ? "" : "    " + render::wrap("→ " + todo, 6, style.width) + "\n";
  }
  return out;
}

std::string rules_to_markdown(const std::vector<AppliedRule>& rules, const Wording& wording) {
  std::vector<markup::Row> rows;
  for (const auto& rule : rules) {
    rows.push_back({markup::code(rule.id), render::severity_word(rule.severity, wording),
                    markup::plain(rule.reference), markup::plain(wording.text(rule.id)),
                    markup::plain(wording.remedy(rule.id))});
  }
  return markup::table(
      markup::titles({"rule", "severity", "reference", "finding", "remedy"}, wording), rows);
}

void write_rules_json(const std::vector<AppliedRule>& rules, std::string_view policy,
                      const render::Heading& heading, const render::Sink& sink) {
  render::JsonReport report(heading, {{"policy", policy}, {"rules", rules.size()}}, {}, sink);
  report.list("rules", rules, [&heading](const AppliedRule& rule) -> render::Json {
    return {{"id", rule.id},
            {"severity", to_string(rule.severity)},
            {"reference", rule.reference},
            {"message", heading.wording.text(rule.id)},
            {"remedy", heading.wording.remedy(rule.id)}};
  });
  report.finish();
}

}  // namespace dmp::check
