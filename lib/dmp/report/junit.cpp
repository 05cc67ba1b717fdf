#include <algorithm>
#include <unordered_map>

#include "dmp/report/detail/rule_table.hpp"
#include "dmp/report/detail/words.hpp"
#include "dmp/report/detail/xml.hpp"
#include "dmp/report/formats.hpp"

namespace dmp::report {
namespace {

using xml::attribute;
using xml::escaped;

std::string_view theme_of(std::string_view rule) { return rule.substr(0, rule.find('-')); }

/// The findings of one theme about one site.
using Case = std::vector<const Finding*>;

struct Suite {
  std::string_view site;  ///< Empty: the document as a whole.
  std::string name;
  std::vector<Case> cases;  ///< One a theme.
};

/// Counts are what the attributes of suites say.
struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
};

std::vector<std::string_view> themes_of(const RuleTable& table) {
  std::vector<std::string_view> themes;
  for (const auto& rule : table.rows()) {
    if (const auto theme = theme_of(rule.id); std::ranges::find(themes, theme) == themes.end()) {
      themes.push_back(theme);
    }
  }
  return themes;
}

std::vector<Suite> suites_of(const Document& document, const std::vector<std::string_view>& themes,
                             Language language) {
  std::vector<Suite> suites;
  std::unordered_map<std::string_view, std::size_t> known;
  const auto suite_of = [&](std::string_view site, std::string_view name) -> Suite& {
    const auto [found, is_new] = known.try_emplace(site, suites.size());
    if (is_new) {
      suites.push_back({site, std::string(name), std::vector<Case>(themes.size())});
    }
    return suites[found->second];
  };
  suite_of("", text(language, "report.whole"));
  for (const auto& site : document.sites) {
    suite_of(site.site, site.name.empty() ? site.site : site.site + " (" + site.name + ")");
  }
  for (const auto& finding : document.findings) {
    const auto theme = std::ranges::find(themes, theme_of(finding.rule)) - themes.begin();
    suite_of(finding.site, finding.site).cases[static_cast<std::size_t>(theme)].push_back(&finding);
  }
  return suites;
}

std::string described(const Finding& finding, Language language) {
  auto out = severity_word(finding.severity, language) + " " + finding.rule;
  for (const auto& part : {finding.at.file, place_of(finding.at, language), finding.at.pointer}) {
    out += part.empty() ? "" : " " + part;
  }
  out = escaped(out) + "\n  " + escaped(message_of(finding, language)) + "\n";
  if (finding.accepted) {
    return out + "  " + escaped(acceptance_word(*finding.accepted, language)) + "\n";
  }
  const auto todo = remedy_of(finding, language);
  out += todo.empty() ? "" : "  → " + escaped(todo) + "\n";
  return out + (finding.reference.empty() ? "" : "  (" + escaped(finding.reference) + ")\n");
}

std::string one_case(std::string_view site, std::string_view theme, const Case& findings,
                     Language language, Severity fail_on, Counts& counts) {
  ++counts.tests;
  const Finding* first_failure = nullptr;
  const Finding* first_accepted = nullptr;
  std::string failing;
  std::string others;
  for (const auto* finding : findings) {
    const bool fails = !finding->accepted && finding->severity <= fail_on;
    auto& first = fails ? first_failure : first_accepted;
    if (first == nullptr && (fails || finding->accepted)) {
      first = finding;
    }
    (fails ? failing : others) += described(*finding, language);
  }
  auto out = "    <testcase" +
             attribute("classname", site.empty() ? "dmpcert" : "dmpcert." + std::string(site)) +
             attribute("name", theme);
  if (findings.empty()) {
    return out + "/>\n";
  }
  out += ">\n";
  if (first_failure != nullptr) {
    ++counts.failures;
    out += "      <failure" + attribute("message", message_of(*first_failure, language)) +
           attribute("type", first_failure->rule) + ">" + failing + "</failure>\n";
  } else if (std::ranges::all_of(findings,
                                 [](const auto* one) { return one->accepted.has_value(); })) {
    ++counts.skipped;
    out += "      <skipped" +
           attribute("message", acceptance_word(*first_accepted->accepted, language)) + "/>\n";
  }
  if (!others.empty()) {
    out += "      <system-out>" + others + "</system-out>\n";
  }
  return out + "    </testcase>\n";
}

}  // namespace

std::string to_junit(const Document& document, Language language, Severity fail_on) {
  const RuleTable table(document);
  const auto themes = themes_of(table);
  Counts all;
  std::string suites;
  for (const auto& suite : suites_of(document, themes, language)) {
    Counts counts;
    std::string cases;
    for (std::size_t i = 0; i < themes.size(); ++i) {
      cases += one_case(suite.site, themes[i], suite.cases[i], language, fail_on, counts);
    }
    suites += "  <testsuite" + attribute("name", suite.name) + attribute("tests", counts.tests) +
              attribute("failures", counts.failures) + attribute("errors", std::size_t{0}) +
              attribute("skipped", counts.skipped) +
              attribute("timestamp", format_date(document.as_of) + "T00:00:00") + ">\n" + cases +
              "  </testsuite>\n";
    all.tests += counts.tests;
    all.failures += counts.failures;
  }
  return std::string(xml::kProlog) + "<testsuites" +
         attribute("name", "dmpcert " + document.command) + attribute("tests", all.tests) +
         attribute("failures", all.failures) + attribute("errors", std::size_t{0}) + ">\n" +
         suites + "</testsuites>\n";
}

}  // namespace dmp::report
