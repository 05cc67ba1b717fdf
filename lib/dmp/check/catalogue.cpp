#include <algorithm>
#include <array>

#include "dmp/base/messages.hpp"
#include "dmp/check/certificate/engine.hpp"
#include "dmp/check/engine.hpp"
#include "dmp/check/messages.hpp"
#include "dmp/check/workstation.hpp"
#include "dmp/documents/messages.hpp"
#include "dmp/model/messages.hpp"

namespace dmp::check {

const std::vector<Check>& checks() {
  static const auto all = [] {
    std::vector<Check> list;
    for (const auto theme :
         std::array{edition_checks(), acceptance_checks(), scope_checks(), finess_checks(),
                    contract_checks(), representative_checks(), administrator_checks(),
                    proxy_checks(), group_checks(), form_checks(), contact_checks(), order_checks(),
                    naming_checks(), register_checks()}) {
      list.insert(list.end(), theme.begin(), theme.end());
    }
    return list;
  }();
  return all;
}

std::span<const Rule> rules() {
  static const auto all = [] {
    std::vector<Rule> list;
    for (const auto& check : checks()) {
      list.push_back(check.rule);
    }
    for (const auto& check : certificate_checks()) {
      list.push_back(check.rule);
    }
    list.insert(list.end(), workstation_rules().begin(), workstation_rules().end());
    return list;
  }();
  return all;
}

const Catalogue& findings_catalogue() {
  static const Catalogue all{dmp::messages(), model::messages(), documents::messages(), messages()};
  return all;
}

namespace {

template <typename Checks>
bool has(const Checks& theme, std::string_view rule) {
  return std::ranges::any_of(theme, [rule](const auto& each) { return each.rule.id == rule; });
}

bool is_applied(std::string_view workstation_rule, const Inputs& inputs) {
  return workstation_rule == "WORKSTATION-PORTAL"  ? inputs.portal
         : workstation_rule == "WORKSTATION-CLOCK" ? inputs.workstation
                                                   : inputs.cards || inputs.workstation;
}

}  // namespace

Applied rules_over(const Inputs& inputs) {
  Applied applied;
  for (const auto& check : checks()) {
    if (inputs.dossiers && (inputs.finess_register || !has(register_checks(), check.rule.id))) {
      applied.dossiers.push_back(check.rule);
    }
  }
  for (const auto& check : certificate_checks()) {
    if (inputs.certificates && (inputs.dossiers || !has(site_checks(), check.rule.id))) {
      applied.certificates.push_back(check.rule);
    }
  }
  for (const auto& rule : workstation_rules()) {
    if (is_applied(rule.id, inputs)) {
      applied.machine.push_back(rule);
    }
  }
  return applied;
}

}  // namespace dmp::check
