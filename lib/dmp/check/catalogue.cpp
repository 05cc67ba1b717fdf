#include <array>

#include "dmp/check/certificate/engine.hpp"
#include "dmp/check/engine.hpp"
#include "dmp/check/workstation.hpp"

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

}  // namespace dmp::check
