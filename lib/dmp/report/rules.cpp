#include "dmp/report/rules.hpp"

#include "dmp/render/markup.hpp"
#include "dmp/render/table.hpp"
#include "dmp/render/words.hpp"

namespace dmp::report {

namespace markup = render::markup;

std::string rules_to_text(const std::vector<RuleRow>& rules, const render::TextStyle& style) {
  std::string out;
  for (const auto& rule : rules) {
    const auto todo = style.wording.remedy(rule.id);
    out += rule.id + "  " + render::severity_word(rule.severity, style.wording) + "  (" +
           rule.reference + ")\n    " + render::wrap(style.wording.text(rule.id), 4, style.width) +
           "\n";
    out += todo.empty() ? "" : "    " + render::wrap("→ " + todo, 6, style.width) + "\n";
  }
  return out;
}

std::string rules_to_markdown(const std::vector<RuleRow>& rules, const Wording& wording) {
  markup::Row titles;
  for (const auto* name : {"rule", "severity", "reference", "finding", "remedy"}) {
    titles.push_back(render::column_title(name, wording));
  }
  std::vector<markup::Row> rows;
  for (const auto& rule : rules) {
    rows.push_back({markup::code(rule.id), render::severity_word(rule.severity, wording),
                    markup::plain(rule.reference), markup::plain(wording.text(rule.id)),
                    markup::plain(wording.remedy(rule.id))});
  }
  return markup::table(titles, rows);
}

}  // namespace dmp::report
