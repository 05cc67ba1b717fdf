#include "dmp/rules/rules.hpp"

#include <algorithm>
#include <array>

#include "dmp/base/messages.hpp"
#include "dmp/documents/messages.hpp"
#include "dmp/model/messages.hpp"
#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/detail/request.hpp"
#include "dmp/rules/messages.hpp"

namespace dmp::rules {
namespace detail {
namespace {

std::vector<Check> joined(std::initializer_list<Checks> themes) {
  std::vector<Check> all;
  for (const auto theme : themes) {
    all.insert(all.end(), theme.begin(), theme.end());
  }
  return all;
}

bool is_applied(const Check& workstation_check, const Inputs& inputs) {
  return workstation_check.part == StationPart::portal    ? inputs.portal
         : workstation_check.part == StationPart::machine ? inputs.workstation
                                                          : inputs.cards || inputs.workstation;
}

}  // namespace

Checks dossier_checks() {
  static const auto all = joined(
      {edition_checks(), acceptance_checks(), scope_checks(), finess_checks(), contract_checks(),
       representative_checks(), administrator_checks(), proxy_checks(), group_checks(),
       form_checks(), contact_checks(), order_checks(), naming_checks(), register_checks()});
  return all;
}

Checks certificate_checks() {
  static const auto all = joined({usage_checks(), subject_checks(), service_checks(), key_checks(),
                                  date_checks(), extension_checks(), environment_checks(),
                                  chain_checks(), site_checks(), pair_checks()});
  return all;
}

bool has(Checks theme, std::string_view rule) {
  return std::ranges::any_of(theme, [rule](const Check& each) { return each.rule.id == rule; });
}

Finding finding_of(const Rule& rule, const policy::Policy& policy, Args args) {
  return {std::string(rule.id),
          policy.severity_of(rule.id, rule.severity),
          {},
          {},
          std::move(args),
          std::string(rule.reference)};
}

}  // namespace detail

std::span<const Rule> rules() {
  static const auto all = [] {
    std::vector<Rule> list;
    for (const auto& checks :
         {detail::dossier_checks(), detail::certificate_checks(), detail::workstation_checks()}) {
      std::ranges::transform(checks, std::back_inserter(list), &detail::Check::rule);
    }
    std::ranges::copy(detail::request_rules(), std::back_inserter(list));
    return list;
  }();
  return all;
}

const Rule* find_rule(std::string_view id) {
  const auto found = std::ranges::find(rules(), id, &Rule::id);
  return found == rules().end() ? nullptr : &*found;
}

const Catalogue& findings_catalogue() {
  static const Catalogue all{dmp::messages(), model::messages(), documents::messages(), messages()};
  return all;
}

Applied rules_over(const Inputs& inputs) {
  using namespace detail;
  Applied applied;
  const auto add = [](Checks checks, std::vector<Rule>& to, const auto& is_applied) {
    for (const auto& check : checks) {
      if (is_applied(check)) {
        to.push_back(check.rule);
      }
    }
  };
  add(dossier_checks(), applied.dossiers, [&](const auto& each) {
    return inputs.dossiers && (inputs.finess_register || !has(register_checks(), each.rule.id));
  });
  add(certificate_checks(), applied.certificates, [&](const auto& each) {
    return inputs.certificates && (inputs.dossiers || !has(site_checks(), each.rule.id));
  });
  add(workstation_checks(), applied.machine,
      [&](const auto& each) { return is_applied(each, inputs); });
  if (inputs.requests) {
    std::ranges::copy(request_rules(), std::back_inserter(applied.requests));
  }
  return applied;
}

}  // namespace dmp::rules
