#include "dmp/rules/admission.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "dmp/model/carrier.hpp"
#include "dmp/rules/detail/engine.hpp"

namespace dmp::rules {
namespace {

bool bears_on_form(std::string_view rule, const model::Establishment& site) {
  using namespace detail;
  constexpr std::string_view kOthers[] = {"FINESS-GEOGRAPHIC-MISSING", "FINESS-FICTITIOUS",
                                          "STATEMENT-MISSING"};
  const bool proxy = model::signer_of(site).role == model::Signatory::proxy;
  return find_rule(rule) == nullptr ||
         std::ranges::find(kOthers, rule) != std::ranges::end(kOthers) ||
         has(administrator_checks(), rule) || has(register_checks(), rule) ||
         has(form_checks(), rule) || has(contact_checks(), rule) || has(proxy_checks(), rule) ||
         (!proxy && has(representative_checks(), rule));
}

bool is_said_anyway(std::string_view rule) {
  return std::ranges::any_of(detail::edition_checks(), [rule](const detail::Check& each) {
    return each.said_anyway && each.rule.id == rule;
  });
}

bool blocks(const Finding& finding) {
  return finding.severity == Severity::error && !finding.accepted;
}

}  // namespace

Admission admit(const DossierQuestion& question, Purpose purpose) {
  const auto verdict = judge_dossier(question);
  using Rules = std::unordered_set<std::string_view>;
  std::unordered_map<std::string_view, Rules> of_site;
  Rules of_several;
  Admission admission;
  for (const auto& each : verdict.sites) {
    Rules blocking;
    std::ranges::copy_if(each.blocking, std::inserter(blocking, blocking.end()),
                         [&](const auto& rule) {
                           return purpose == Purpose::order || bears_on_form(rule, *each.site);
                         });
    (blocking.empty() ? admission.admitted : admission.refused).push_back(each.site);
    of_several.insert(blocking.begin(), blocking.end());
    of_site[each.site->id].merge(blocking);
  }
  std::ranges::copy_if(
      verdict.findings, std::back_inserter(admission.findings), [&](const Finding& one) {
        const auto found = of_site.find(one.site);
        return blocks(one) &&
               (found == of_site.end() ? one.site.empty() && of_several.contains(one.rule)
                                       : found->second.contains(one.rule));
      });
  constexpr std::string_view kOfForm[] = {"SIGNATORY-UNSTATED", "FORM-413-ENTITY-NUMBER"};
  std::ranges::copy_if(verdict.findings, std::back_inserter(admission.findings),
                       [&](const Finding& one) {
                         if (is_said_anyway(one.rule)) {
                           return !one.accepted && !admission.admitted.empty();
                         }
                         const auto found = of_site.find(one.site);
                         return purpose == Purpose::form && !one.accepted &&
                                found != of_site.end() && found->second.empty() &&
                                std::ranges::find(kOfForm, one.rule) != std::ranges::end(kOfForm);
                       });
  return admission;
}

}  // namespace dmp::rules
