#include "dmp/report/detail/rule_table.hpp"

namespace dmp::report {

RuleTable::RuleTable(const Document& document) {
  for (const auto& rule : document.rules) {
    if (index_.try_emplace(rule.id, rows_.size()).second) {
      rows_.push_back(rule);
    }
  }
  for (const auto& finding : document.findings) {
    if (index_.try_emplace(finding.rule, rows_.size()).second) {
      rows_.push_back({finding.rule, finding.severity, finding.reference});
    }
  }
}

}  // namespace dmp::report
