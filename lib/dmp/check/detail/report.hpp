#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "dmp/check/report.hpp"
#include "dmp/render/merged.hpp"

/// What several formats share. All of it looks into the report; words are not escaped for any
/// format.
namespace dmp::check::detail {

/// totals_of counts sites, those that are ready, and findings: errors, warnings, infos, accepted.
std::vector<std::pair<std::string_view, std::size_t>> totals_of(const Report& report);

/// blocked_first puts the sites that cannot go on before the others.
std::vector<const model::SiteReadiness*> blocked_first(
    const std::vector<model::SiteReadiness>& sites);

std::string stage_word(model::Stage stage, const Wording& wording);
std::string contract_word(model::ContractStatus status, const Wording& wording);

/// workstation_to_text renders what was seen of a workstation, one thing a line under a title, with
/// what is uncertain about a card below it.
std::string workstation_to_text(const model::WorkstationFacts& facts, const Wording& wording);

/// todos_to_text renders what dossiers still lack (DOSSIER-TODO) as a list of things to find out,
/// by whose they are: what to write, where, and where to find it. Unless the style says all, what
/// is the same of many sites or people is said once with their names, and of a long list the first
/// lines are shown. Empty when nothing is lacking.
render::Shortened todos_to_text(const Findings& findings, const render::TextStyle& style);

/// is_todo tells whether a finding stands in that list.
bool is_todo(const Finding& finding);

/// OwnFiles are the files of a check that are no dossiers, each once: what is found in them is told
/// by file.
class OwnFiles {
 public:
  explicit OwnFiles(const Report& report);

  [[nodiscard]] const std::vector<std::string_view>& all() const { return all_; }
  [[nodiscard]] bool has(std::string_view file) const { return known_.contains(file); }

 private:
  std::vector<std::string_view> all_;
  std::unordered_set<std::string_view> known_;
};

/// RuleTable is the rules that were applied, then those that only findings name (syntax, schema,
/// keys of identifiers), each once.
class RuleTable {
 public:
  explicit RuleTable(const Report& report);

  [[nodiscard]] const std::vector<AppliedRule>& rows() const { return rows_; }
  [[nodiscard]] std::size_t index_of(const Finding& finding) const {
    return index_.at(finding.rule);
  }

 private:
  std::vector<AppliedRule> rows_;
  std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace dmp::check::detail
