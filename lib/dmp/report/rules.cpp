#include "dmp/report/rules.hpp"

#include <array>

#include "dmp/report/detail/table.hpp"

namespace dmp::report {
namespace {

std::string severity_word(Severity severity, Language language) {
  return text(language, "severity." + std::string(to_string(severity)));
}

/// A cell of a table: only our own texts come here, with their braces.
std::string cell(const std::string& content) {
  std::string out;
  for (const char c : content) {
    out +=
        c == '|' || c == '<' || c == '*' || c == '_' ? "\\" + std::string(1, c) : std::string(1, c);
  }
  return out;
}

std::string row(const std::array<std::string, 5>& cells) {
  std::string out = "|";
  for (const auto& one : cells) {
    out += " " + one + " |";
  }
  return out + "\n";
}

}  // namespace

std::string rules_to_text(const std::vector<RuleRow>& rules, const TextStyle& style) {
  std::string out;
  for (const auto& rule : rules) {
    const auto todo = remedy(style.language, rule.id);
    out += rule.id + "  " + severity_word(rule.severity, style.language) + "  (" + rule.reference +
           ")\n    " + wrap(text(style.language, rule.id), 4, style.width) + "\n";
    out += todo.empty() ? "" : "    " + wrap("→ " + todo, 6, style.width) + "\n";
  }
  return out;
}

std::string rules_to_markdown(const std::vector<RuleRow>& rules, Language language) {
  const auto title = [&](std::string_view name) {
    return text(language, "report.column." + std::string(name));
  };
  auto out = row({title("rule"), title("severity"), title("reference"), title("finding"),
                  title("remedy")}) +
             "|---|---|---|---|---|\n";
  for (const auto& rule : rules) {
    out += row({"`" + rule.id + "`", severity_word(rule.severity, language), cell(rule.reference),
                cell(text(language, rule.id)), cell(remedy(language, rule.id))});
  }
  return out;
}

}  // namespace dmp::report
