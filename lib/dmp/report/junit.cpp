#include <algorithm>
#include <unordered_map>

#include "dmp/render/words.hpp"
#include "dmp/render/xml.hpp"
#include "dmp/report/detail/own_files.hpp"
#include "dmp/report/detail/rule_table.hpp"
#include "dmp/report/formats.hpp"

namespace dmp::report {
namespace {

using render::xml::attribute;
using render::xml::escaped;

std::string_view theme_of(std::string_view rule) { return rule.substr(0, rule.find('-')); }

/// The findings of one theme in one suite.
using Case = std::vector<const Finding*>;

/// Whether a suite of its kind was checked against the rules of a theme, so that nothing found
/// there is worth a case.
struct Theme {
  std::string_view name;
  bool of_dossiers = false;
  bool of_certificates = false;
  bool of_machine = false;
};

struct Suite {
  enum class Kind { whole, site, certificate, unread };
  Kind kind = Kind::whole;
  std::string_view about;  ///< Site or file; empty: the document as a whole.
  std::string name;
  std::vector<Case> cases;  ///< One a theme.

  [[nodiscard]] bool was_held_against(const Theme& theme) const {
    switch (kind) {
      case Kind::whole:
        return theme.of_dossiers || theme.of_machine;
      case Kind::site:
        return theme.of_dossiers;
      case Kind::certificate:
        return theme.of_certificates;
      case Kind::unread:
        break;
    }
    return false;
  }
};

/// Counts are what the attributes of suites say.
struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
};

/// Of the rules that were applied, and then of those that only findings name.
std::vector<Theme> themes_of(const Document& document, const RuleTable& table) {
  using Subject = RuleRow::Subject;
  std::vector<Theme> themes;
  for (std::size_t i = 0; i < table.rows().size(); ++i) {
    const auto& rule = table.rows()[i];
    auto found = std::ranges::find(themes, theme_of(rule.id), &Theme::name);
    if (found == themes.end()) {
      found = themes.insert(found, {theme_of(rule.id)});
    }
    if (i < document.rules.size()) {
      found->of_dossiers |= rule.subject == Subject::dossier;
      found->of_certificates |= rule.subject == Subject::certificate;
      found->of_machine |= rule.subject == Subject::machine;
    }
  }
  return themes;
}

/// Suites in the order of the document: the whole, its sites, the other files.
class Suites {
 public:
  Suites(const Document& document, const std::vector<Theme>& themes, const Wording& wording)
      : themes_(themes), files_(document) {
    const bool has_dossiers = std::ranges::any_of(themes, &Theme::of_dossiers);
    const bool has_machine = std::ranges::any_of(themes, &Theme::of_machine);
    add(Suite::Kind::whole, "",
        wording.text(has_machine && !has_dossiers ? "report.workstation.title" : "report.whole"));
    for (const auto& site : document.sites) {
      add(Suite::Kind::site, site.site,
          site.name.empty() ? site.site : site.site + " (" + site.name + ")");
    }
    for (const auto file : files_.all()) {
      const bool is_unread =
          std::ranges::find(document.unread, file) != document.unread.end() &&
          std::ranges::find(document.certificates, file, &CertificateRow::source) ==
              document.certificates.end();
      add(is_unread ? Suite::Kind::unread : Suite::Kind::certificate, file, std::string(file));
    }
    for (const auto& finding : document.findings) {
      const auto theme = std::ranges::find(themes, theme_of(finding.rule), &Theme::name);
      suite_of(finding).cases[static_cast<std::size_t>(theme - themes.begin())].push_back(&finding);
    }
  }

  [[nodiscard]] const std::vector<Suite>& all() const { return suites_; }

 private:
  Suite& add(Suite::Kind kind, std::string_view about, std::string name) {
    auto& index =
        kind == Suite::Kind::certificate || kind == Suite::Kind::unread ? of_file_ : of_site_;
    const auto [found, is_new] = index.try_emplace(about, suites_.size());
    if (is_new) {
      suites_.push_back({kind, about, std::move(name), std::vector<Case>(themes_.size())});
    }
    return suites_[found->second];
  }

  Suite& suite_of(const Finding& finding) {
    return files_.has(finding.at.file) ? suites_[of_file_.at(finding.at.file)]
                                       : add(Suite::Kind::site, finding.site, finding.site);
  }

  const std::vector<Theme>& themes_;
  OwnFiles files_;
  std::vector<Suite> suites_;
  std::unordered_map<std::string_view, std::size_t> of_site_;
  std::unordered_map<std::string_view, std::size_t> of_file_;
};

std::string described(const Finding& finding, const Wording& wording) {
  auto out = render::severity_word(finding.severity, wording) + " " + finding.rule;
  for (const auto& part :
       {finding.at.file, render::place_of(finding.at, wording), finding.at.pointer}) {
    out += part.empty() ? "" : " " + part;
  }
  out = escaped(out) + "\n  " + escaped(render::message_of(finding, wording)) + "\n";
  if (finding.accepted) {
    return out + "  " + escaped(render::acceptance_word(*finding.accepted, wording)) + "\n";
  }
  const auto todo = render::remedy_of(finding, wording);
  out += todo.empty() ? "" : "  → " + escaped(todo) + "\n";
  return out + (finding.reference.empty() ? "" : "  (" + escaped(finding.reference) + ")\n");
}

std::string one_case(std::string_view about, std::string_view theme, const Case& findings,
                     const Wording& wording, Severity fail_on, Counts& counts) {
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
    (fails ? failing : others) += described(*finding, wording);
  }
  auto out = "    <testcase" +
             attribute("classname", about.empty() ? "dmpcert" : "dmpcert." + std::string(about)) +
             attribute("name", theme);
  if (findings.empty()) {
    return out + "/>\n";
  }
  out += ">\n";
  if (first_failure != nullptr) {
    ++counts.failures;
    out += "      <failure" + attribute("message", render::message_of(*first_failure, wording)) +
           attribute("type", first_failure->rule) + ">" + failing + "</failure>\n";
  } else if (std::ranges::all_of(findings,
                                 [](const auto* one) { return one->accepted.has_value(); })) {
    ++counts.skipped;
    out += "      <skipped" +
           attribute("message", render::acceptance_word(*first_accepted->accepted, wording)) +
           "/>\n";
  }
  if (!others.empty()) {
    out += "      <system-out>" + others + "</system-out>\n";
  }
  return out + "    </testcase>\n";
}

}  // namespace

std::string to_junit(const Document& document, const Wording& wording, Severity fail_on) {
  const RuleTable table(document);
  const auto themes = themes_of(document, table);
  const Suites gathered(document, themes, wording);
  Counts all;
  std::string suites;
  for (const auto& suite : gathered.all()) {
    Counts counts;
    std::string cases;
    for (std::size_t i = 0; i < themes.size(); ++i) {
      if (!suite.cases[i].empty() || suite.was_held_against(themes[i])) {
        cases += one_case(suite.about, themes[i].name, suite.cases[i], wording, fail_on, counts);
      }
    }
    if (counts.tests == 0) {
      continue;
    }
    suites += "  <testsuite" + attribute("name", suite.name) + attribute("tests", counts.tests) +
              attribute("failures", counts.failures) + attribute("errors", std::size_t{0}) +
              attribute("skipped", counts.skipped) +
              attribute("timestamp", format_date(document.as_of) + "T00:00:00") + ">\n" + cases +
              "  </testsuite>\n";
    all.tests += counts.tests;
    all.failures += counts.failures;
  }
  return std::string(render::xml::kProlog) + "<testsuites" +
         attribute("name", "dmpcert " + document.command) + attribute("tests", all.tests) +
         attribute("failures", all.failures) + attribute("errors", std::size_t{0}) + ">\n" +
         suites + "</testsuites>\n";
}

}  // namespace dmp::report
