#include <algorithm>
#include <unordered_map>

#include "dmp/check/detail/report.hpp"
#include "dmp/render/junit.hpp"
#include "dmp/render/words.hpp"
#include "dmp/render/xml.hpp"

namespace dmp::check {
namespace {

namespace junit = render::junit;
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

/// Of the rules that were applied, and then of those that only findings name.
std::vector<Theme> themes_of(const Report& report, const detail::RuleTable& table) {
  using Subject = AppliedRule::Subject;
  std::vector<Theme> themes;
  for (std::size_t i = 0; i < table.rows().size(); ++i) {
    const auto& rule = table.rows()[i];
    auto found = std::ranges::find(themes, theme_of(rule.id), &Theme::name);
    if (found == themes.end()) {
      found = themes.insert(found, {theme_of(rule.id)});
    }
    if (i < report.rules.size()) {
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
  Suites(const Report& report, const std::vector<Theme>& themes, const Wording& wording)
      : themes_(themes), files_(report) {
    const bool has_dossiers = std::ranges::any_of(themes, &Theme::of_dossiers);
    const bool has_machine = std::ranges::any_of(themes, &Theme::of_machine);
    add(Suite::Kind::whole, "",
        wording.text(has_machine && !has_dossiers ? "check.workstation.title" : "report.whole"));
    for (const auto& site : report.outcome.sites) {
      add(Suite::Kind::site, site.site,
          site.name.empty() ? site.site : site.site + " (" + site.name + ")");
    }
    for (const auto file : files_.all()) {
      const bool is_unread =
          std::ranges::find(report.unread, file) != report.unread.end() &&
          std::ranges::find(report.certificates, file, &rules::CheckedCertificate::file) ==
              report.certificates.end();
      add(is_unread ? Suite::Kind::unread : Suite::Kind::certificate, file, std::string(file));
    }
    for (const auto& finding : report.outcome.findings) {
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
  detail::OwnFiles files_;
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
                     const ReportOptions& options, junit::Counts& counts) {
  const auto& wording = options.style.wording;
  ++counts.tests;
  const Finding* first_failure = nullptr;
  const Finding* first_accepted = nullptr;
  std::string failing;
  std::string others;
  for (const auto* finding : findings) {
    const bool fails = !finding->accepted && finding->severity <= options.fail_on;
    auto& first = fails ? first_failure : first_accepted;
    if (first == nullptr && (fails || finding->accepted)) {
      first = finding;
    }
    (fails ? failing : others) += described(*finding, wording);
  }
  std::string content;
  if (first_failure != nullptr) {
    ++counts.failures;
    content =
        junit::failure(render::message_of(*first_failure, wording), first_failure->rule, failing);
  } else if (first_accepted != nullptr && std::ranges::all_of(findings, [](const auto* one) {
               return one->accepted.has_value();
             })) {
    ++counts.skipped;
    content = junit::skipped(render::acceptance_word(*first_accepted->accepted, wording));
  }
  content += others.empty() ? "" : "      <system-out>" + others + "</system-out>\n";
  return junit::test_case(about.empty() ? "dmpcert" : "dmpcert." + std::string(about), theme,
                          content);
}

}  // namespace

std::string to_junit(const Report& report, const ReportOptions& options) {
  const detail::RuleTable table(report);
  const auto themes = themes_of(report, table);
  const Suites gathered(report, themes, options.style.wording);
  junit::Counts all;
  std::string suites;
  for (const auto& suite : gathered.all()) {
    junit::Counts counts;
    std::string cases;
    for (std::size_t i = 0; i < themes.size(); ++i) {
      if (!suite.cases[i].empty() || suite.was_held_against(themes[i])) {
        cases += one_case(suite.about, themes[i].name, suite.cases[i], options, counts);
      }
    }
    if (counts.tests > 0) {
      suites +=
          junit::suite(suite.name, counts, format_date(date_of(options.now)) + "T00:00:00", cases);
      all.tests += counts.tests;
      all.failures += counts.failures;
    }
  }
  using render::xml::attribute;
  return junit::document(
      suites, attribute("name", "dmpcert check") + attribute("tests", all.tests) +
                  attribute("failures", all.failures) + attribute("errors", std::size_t{0}));
}

}  // namespace dmp::check
