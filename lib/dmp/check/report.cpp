#include "dmp/check/report.hpp"

#include <algorithm>
#include <array>

#include "dmp/check/detail/report.hpp"
#include "dmp/render/ranked.hpp"

namespace dmp::check {

std::vector<AppliedRule> applied_rules(const policy::Policy& policy, const rules::Inputs& inputs) {
  using Subject = AppliedRule::Subject;
  const auto applied = rules::rules_over(inputs);
  std::vector<AppliedRule> all;
  const auto add = [&](const std::vector<rules::Rule>& rules, Subject subject) {
    for (const auto& rule : rules) {
      all.push_back({rule.id, policy.severity_of(rule.id, rule.severity), rule.reference, subject});
    }
  };
  add(applied.dossiers, Subject::dossier);
  add(applied.certificates, Subject::certificate);
  add(applied.machine, Subject::machine);
  add(applied.requests, Subject::request);
  return all;
}

std::span<const Format> formats() {
  static constexpr std::array kFormats = {
      Format{"text", to_text},   Format{"json", to_json},         Format{"sarif", to_sarif},
      Format{"junit", to_junit}, Format{"markdown", to_markdown}, Format{"csv", to_csv},
      Format{"html", to_html},   Format{"gitlab", to_gitlab}};
  return kFormats;
}

bool can_group(std::string_view format) {
  return format == "text" || format == "json" || format == "csv" || format == "markdown";
}

namespace detail {

std::vector<std::pair<std::string_view, std::size_t>> totals_of(const Report& report) {
  const auto& sites = report.outcome.sites;
  const auto count = [&all = report.outcome.findings](auto&& counts) {
    return static_cast<std::size_t>(std::ranges::count_if(all, counts));
  };
  const auto of = [&count](Severity severity) {
    return count(
        [severity](const Finding& one) { return one.severity == severity && !one.accepted; });
  };
  const auto ready = std::ranges::count(sites, true, &model::SiteReadiness::ready);
  return {{"sites", sites.size()},
          {"ready", static_cast<std::size_t>(ready)},
          {"errors", of(Severity::error)},
          {"warnings", of(Severity::warning)},
          {"infos", of(Severity::info)},
          {"accepted", count([](const Finding& one) { return one.accepted.has_value(); })}};
}

std::vector<const model::SiteReadiness*> blocked_first(
    const std::vector<model::SiteReadiness>& sites) {
  return render::ranked(sites, [](const model::SiteReadiness& site) { return site.ready ? 1 : 0; });
}

std::string stage_word(model::Stage stage, const Wording& wording) {
  return wording.text("check.stage." + std::string(to_string(stage)));
}

std::string contract_word(model::ContractStatus status, const Wording& wording) {
  return wording.text("check.contract." + std::string(to_string(status)));
}

OwnFiles::OwnFiles(const Report& report) {
  for (const std::string_view file : report.others) {
    if (known_.insert(file).second) {
      all_.push_back(file);
    }
  }
}

RuleTable::RuleTable(const Report& report) {
  const auto add = [this](const AppliedRule& rule) {
    if (index_.try_emplace(rule.id, rows_.size()).second) {
      rows_.push_back(rule);
    }
  };
  std::ranges::for_each(report.rules, add);
  for (const auto& finding : report.outcome.findings) {
    add({finding.rule, finding.severity, finding.reference});
  }
}

}  // namespace detail
}  // namespace dmp::check
