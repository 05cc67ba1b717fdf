#include <algorithm>
#include <set>

#include "dmp/check/detail/groups.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/render/csv.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check {
namespace {

using render::csv_text;

std::string number(int value) { return std::to_string(value); }

std::vector<std::string> site_line(const model::SiteReadiness& site, const Wording& wording) {
  static const model::Step nothing;
  const auto& step = site.steps.empty() ? nothing : site.steps.front();
  return {csv_text(site.site),
          csv_text(site.name),
          csv_text(site.finess),
          csv_text(site.finess_juridical),
          csv_text(detail::contract_word(site.contract, wording)),
          csv_text(site.contract_number),
          site.contract_signed_on ? wording.day(*site.contract_signed_on) : std::string(),
          csv_text(wording.text(site.ready ? "check.yes" : "check.no")),
          csv_text(detail::stage_word(site.stage, wording)),
          number(site.errors),
          number(site.warnings),
          number(site.accepted),
          csv_text(step.act.empty() ? std::string() : wording.text(step.act, step.args)),
          csv_text(step.actor.empty() ? std::string() : wording.text(step.actor)),
          csv_text(step.form),
          csv_text(step.addressee)};
}

/// A file that could not be read has a line among the sites, with what to do about it.
std::vector<std::string> unread_line(const std::string& file, const Findings& findings,
                                     const Wording& wording) {
  const auto is_its = [&file](const Finding& finding) { return finding.at.file == file; };
  const auto first = std::ranges::find_if(findings, is_its);
  std::vector<std::string> cells(16);
  cells[1] = csv_text(file);
  cells[7] = csv_text(wording.text("check.no"));
  cells[9] = number(static_cast<int>(std::ranges::count_if(findings, is_its)));
  cells[10] = cells[11] = number(0);
  cells[12] = first == findings.end() ? "" : csv_text(render::remedy_of(*first, wording));
  return cells;
}

std::string sites_to_csv(const Report& report, const Wording& wording) {
  auto out =
      render::csv_titles({"site", "name", "finess-geographic", "finess-juridical", "contract",
                          "contract-number", "signed-on", "ready", "stage", "errors", "warnings",
                          "accepted", "step", "actor", "form", "addressee"},
                         wording);
  for (const auto& file : report.unread) {
    out += render::csv_line(unread_line(file, report.outcome.findings, wording));
  }
  for (const auto* site : detail::blocked_first(report.outcome.sites)) {
    out += render::csv_line(site_line(*site, wording));
  }
  return out;
}

std::vector<std::string> finding_line(const Finding& finding, const Wording& wording) {
  const auto certificate = std::ranges::find(finding.args, "certificate", &Arg::name);
  return {csv_text(finding.at.file),
          csv_text(finding.site),
          csv_text(certificate == finding.args.end() ? std::string() : certificate->value),
          csv_text(render::severity_word(finding.severity, wording)),
          csv_text(finding.rule),
          csv_text(render::message_of(finding, wording)),
          csv_text(render::remedy_of(finding, wording)),
          csv_text(finding.accepted ? render::acceptance_word(*finding.accepted, wording)
                                    : std::string()),
          csv_text(finding.reference)};
}

/// A line a finding, and one for each file without any.
std::string findings_to_csv(const Report& report, const Wording& wording) {
  auto out = render::csv_titles({"source", "site", "certificate", "severity", "rule", "finding",
                                 "remedy", "accepted", "reference"},
                                wording);
  std::set<std::string_view> known;
  for (const auto& finding : report.outcome.findings) {
    known.insert(finding.at.file);
    out += render::csv_line(finding_line(finding, wording));
  }
  for (const auto& file : report.others) {
    if (known.insert(file).second) {
      std::vector<std::string> cells(9);
      cells[0] = csv_text(file);
      cells[3] = csv_text(wording.text("check.no-finding"));
      out += render::csv_line(cells);
    }
  }
  return out;
}

std::string grouped_to_csv(const detail::Grouped& grouped, const Wording& wording) {
  std::vector<std::string> titles;
  for (const auto column : grouped.columns) {
    titles.push_back(csv_text(render::column_title(column, wording)));
  }
  auto out = render::csv_line(titles);
  for (const auto& row : grouped.rows) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells.push_back(grouped.columns[i] == "number" ? row[i] : csv_text(row[i]));
    }
    out += render::csv_line(cells);
  }
  return out;
}

}  // namespace

std::string to_csv(const Report& report, const ReportOptions& options) {
  const auto& wording = options.style.wording;
  if (options.group_by != GroupBy::usual) {
    return std::string(render::kCsvMark) +
           grouped_to_csv(detail::grouped(report, options.group_by, wording), wording);
  }
  const bool has_sites_only = !report.outcome.sites.empty() && report.certificates.empty() &&
                              report.others.size() == report.unread.size();
  return std::string(render::kCsvMark) +
         (has_sites_only ? sites_to_csv(report, wording) : findings_to_csv(report, wording));
}

}  // namespace dmp::check
