#include "form413_gaps.hpp"

#include <algorithm>

#include "dmp/check/check.hpp"
#include "dmp/form413/form413.hpp"

namespace dmp::cli {
namespace {

/// Whether a finding of a rule tells of that place already, or of what it lies in.
bool is_told(const Findings& findings, const std::string& pointer) {
  return std::ranges::any_of(findings, [&pointer](const Finding& one) {
    return pointer == one.at.pointer || pointer.starts_with(one.at.pointer + "/") ||
           one.at.pointer.starts_with(pointer + "/");
  });
}

bool blocks(const Finding& finding) {
  return finding.severity == Severity::error && !finding.accepted;
}

}  // namespace

FormGaps form_gaps(const DossierInput& input, const Session& session) {
  check::Request request{{input.reading}, input.policy, session.as_of(), {}};
  for (const auto* site : input.sites) {
    request.sites.push_back(site->id);
  }
  const auto checked = check::check(request);
  FormGaps gaps;
  for (const auto& readiness : checked.sites) {
    const auto& site = *input.reading.value->find_establishment(readiness.site);
    const auto bears = [&site](const std::string& rule) {
      return check::bears_on_form(rule, site);
    };
    const bool blocked = std::ranges::any_of(readiness.blocking_rules, bears);
    for (const auto& finding : checked.findings) {
      const bool here = finding.site.empty() || finding.site == site.id;
      if (blocked && here && blocks(finding) && bears(finding.rule) &&
          std::ranges::find(gaps.findings, finding) == gaps.findings.end()) {
        gaps.findings.push_back(finding);
      }
    }
    auto missing = form413::gaps(*input.reading.value, site, input.policy);
    for (auto& finding : missing) {
      if (!is_told(gaps.findings, finding.at.pointer)) {
        finding.at = input.reading.source.locate(input.reading.file, finding.at.pointer);
        gaps.findings.push_back(std::move(finding));
      }
    }
    if (blocked || !missing.empty()) {
      gaps.sites.push_back(site.id);
    }
  }
  return gaps;
}

}  // namespace dmp::cli
