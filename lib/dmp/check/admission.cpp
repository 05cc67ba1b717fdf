#include "dmp/check/admission.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "dmp/check/engine.hpp"

namespace dmp::check {
namespace {

bool is_of(std::span<const Check> theme, std::string_view rule) {
  return std::ranges::any_of(theme, [rule](const Check& one) { return one.rule.id == rule; });
}

bool bears_on_form(std::string_view rule, const model::Establishment& site) {
  constexpr std::string_view kOthers[] = {"FINESS-GEOGRAPHIC-MISSING", "FINESS-FICTITIOUS",
                                          "STATEMENT-MISSING"};
  const bool proxy = model::signer_of(site).role == model::Signatory::proxy;
  const bool is_read = std::ranges::find(rules(), rule, &Rule::id) == rules().end();
  return is_read || std::ranges::find(kOthers, rule) != std::ranges::end(kOthers) ||
         is_of(administrator_checks(), rule) || is_of(register_checks(), rule) ||
         is_of(form_checks(), rule) || is_of(contact_checks(), rule) ||
         is_of(proxy_checks(), rule) || (!proxy && is_of(representative_checks(), rule));
}

bool bears_on(Purpose purpose, std::string_view rule, const model::Establishment& site) {
  return purpose == Purpose::order || bears_on_form(rule, site);
}

bool blocks(const Finding& finding) {
  return finding.severity == Severity::error && !finding.accepted;
}

}  // namespace

Admission admit(const model::Dossier& dossier, const Outcome& outcome, Purpose purpose) {
  using Rules = std::unordered_set<std::string_view>;
  std::unordered_map<std::string_view, Rules> of_site;
  Rules of_several;
  Admission admission;
  const auto& all = dossier.establishments;
  auto next = all.begin();
  for (const auto& readiness : outcome.sites) {
    // An id may be there twice; the outcome has the dossier's order.
    const auto& site =
        *std::ranges::find(next, all.end(), readiness.site, &model::Establishment::id);
    next = all.begin() + (&site - all.data()) + 1;
    Rules blocking;
    std::ranges::copy_if(readiness.blocking_rules, std::inserter(blocking, blocking.end()),
                         [&](const auto& rule) { return bears_on(purpose, rule, site); });
    (blocking.empty() ? admission.admitted : admission.refused).push_back(&site);
    of_several.insert(blocking.begin(), blocking.end());
    of_site[readiness.site].merge(blocking);
  }
  std::ranges::copy_if(
      outcome.findings, std::back_inserter(admission.reasons), [&](const Finding& one) {
        const auto found = of_site.find(one.site);
        return blocks(one) &&
               (found == of_site.end() ? one.site.empty() && of_several.contains(one.rule)
                                       : found->second.contains(one.rule));
      });
  constexpr std::string_view kOfForm[] = {"SIGNATORY-UNSTATED", "FORM-413-ENTITY-NUMBER"};
  std::ranges::copy_if(outcome.findings, std::back_inserter(admission.remarks),
                       [&](const Finding& one) {
                         if (one.rule == "EDITION-REPLACED") {
                           return !one.accepted && !admission.admitted.empty();
                         }
                         const auto found = of_site.find(one.site);
                         return purpose == Purpose::form && !one.accepted &&
                                found != of_site.end() && found->second.empty() &&
                                std::ranges::find(kOfForm, one.rule) != std::ranges::end(kOfForm);
                       });
  return admission;
}

Findings document_errors(const documents::Reading<model::Dossier>& reading) {
  constexpr std::string_view kParts[] = {"/establishments/", "/administrators/", "/people/",
                                         "/software/",       "/legal_entities/", "/defaults/"};
  const auto is_inside = [](std::string_view pointer, std::string_view list) {
    return pointer.size() > list.size() && pointer.starts_with(list);
  };
  Findings errors;
  std::ranges::copy_if(reading.findings, std::back_inserter(errors), [&](const Finding& finding) {
    return finding.severity == Severity::error && finding.site.empty() &&
           std::ranges::none_of(
               kParts, [&](std::string_view part) { return is_inside(finding.at.pointer, part); });
  });
  return errors;
}

}  // namespace dmp::check
