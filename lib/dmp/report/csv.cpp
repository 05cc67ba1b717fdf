#include "dmp/base/csv.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "dmp/report/detail/ranked.hpp"
#include "dmp/report/detail/words.hpp"
#include "dmp/report/formats.hpp"

namespace dmp::report {
namespace {

std::string words(std::string_view raw) { return csv_cell(printable(raw)); }

std::string number(int value) { return std::to_string(value); }

std::string header(std::initializer_list<std::string_view> names, const Wording& wording) {
  std::vector<std::string> titles;
  for (const auto name : names) {
    titles.push_back(words(column_title(name, wording)));
  }
  return csv_line(titles);
}

std::vector<std::string> site_line(const model::SiteReadiness& site, const Wording& wording) {
  static const model::Step nothing;
  const auto& step = site.steps.empty() ? nothing : site.steps.front();
  const auto contract = "report.contract." + std::string(to_string(site.contract));
  return {words(site.site),
          words(site.name),
          words(site.finess),
          words(site.finess_juridical),
          words(wording.text(contract)),
          words(site.contract_number),
          site.contract_signed_on ? wording.day(*site.contract_signed_on) : std::string(),
          words(wording.text(site.ready ? "report.yes" : "report.no")),
          words(stage_word(site.stage, wording)),
          number(site.errors),
          number(site.warnings),
          number(site.accepted),
          words(step.act.empty() ? std::string() : wording.text(step.act, step.args)),
          words(step.actor.empty() ? std::string() : wording.text(step.actor)),
          words(step.form),
          words(step.addressee)};
}

/// A file that could not be read has a line among the sites, with what to do about it.
std::vector<std::string> unread_line(const std::string& file, const Findings& findings,
                                     const Wording& wording) {
  const auto is_its = [&file](const Finding& finding) { return finding.at.file == file; };
  const auto first = std::ranges::find_if(findings, is_its);
  std::vector<std::string> cells(16);
  cells[1] = words(file);
  cells[7] = words(wording.text("report.no"));
  cells[9] = number(static_cast<int>(std::ranges::count_if(findings, is_its)));
  cells[10] = cells[11] = number(0);
  cells[12] = first == findings.end() ? "" : words(remedy_of(*first, wording));
  return cells;
}

std::string sites_to_csv(const Document& document, const Wording& wording) {
  auto out = header({"site", "name", "finess-geographic", "finess-juridical", "contract",
                     "contract-number", "signed-on", "ready", "stage", "errors", "warnings",
                     "accepted", "step", "actor", "form", "addressee"},
                    wording);
  for (const auto& file : document.unread) {
    out += csv_line(unread_line(file, document.findings, wording));
  }
  for (const auto* site : blocked_first(document.sites)) {
    out += csv_line(site_line(*site, wording));
  }
  return out;
}

std::vector<std::string> finding_line(const Finding& finding, const Wording& wording) {
  const auto certificate = std::ranges::find(finding.args, "certificate", &Arg::name);
  return {words(finding.at.file),
          words(finding.site),
          words(certificate == finding.args.end() ? std::string() : certificate->value),
          words(severity_word(finding.severity, wording)),
          words(finding.rule),
          words(message_of(finding, wording)),
          words(remedy_of(finding, wording)),
          words(finding.accepted ? acceptance_word(*finding.accepted, wording) : std::string()),
          words(finding.reference)};
}

/// A line a finding, and one for each file without any.
std::string findings_to_csv(const Document& document, const Wording& wording) {
  auto out = header({"source", "site", "certificate", "severity", "rule", "finding", "remedy",
                     "accepted", "reference"},
                    wording);
  std::set<std::string_view> known;
  for (const auto& finding : document.findings) {
    known.insert(finding.at.file);
    out += csv_line(finding_line(finding, wording));
  }
  for (const auto& file : document.others) {
    if (known.insert(file).second) {
      std::vector<std::string> cells(9);
      cells[0] = words(file);
      cells[3] = words(wording.text("report.no-finding"));
      out += csv_line(cells);
    }
  }
  return out;
}

}  // namespace

std::string to_csv(const Document& document, const Wording& wording) {
  const bool has_sites_only = !document.sites.empty() && document.certificates.empty() &&
                              document.others.size() == document.unread.size();
  return std::string(kCsvMark) +
         (has_sites_only ? sites_to_csv(document, wording) : findings_to_csv(document, wording));
}

}  // namespace dmp::report
