#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dmp/report/document.hpp"

namespace dmp::report {

/// RuleTable is the rules of a document: those that it lists, then those that only its findings
/// name (syntax, schema, keys of identifiers), each once. It looks into the document.
class RuleTable {
 public:
  explicit RuleTable(const Document& document);

  [[nodiscard]] const std::vector<RuleRow>& rows() const { return rows_; }
  [[nodiscard]] std::size_t index_of(const Finding& finding) const {
    return index_.at(finding.rule);
  }

 private:
  std::vector<RuleRow> rows_;
  std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace dmp::report
