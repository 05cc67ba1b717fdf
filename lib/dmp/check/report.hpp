#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/check/check.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/render/heading.hpp"
#include "dmp/render/sink.hpp"
#include "dmp/render/table.hpp"
#include "dmp/rules/certificates.hpp"
#include "dmp/rules/rules.hpp"

/// What a check found, in the formats of people and of other programs. Each is a function of the
/// report and of the options: the same give the same bytes. Findings keep their order wherever the
/// format does not group them.
namespace dmp::check {

/// AppliedRule is a rule as the edition in use has it.
struct AppliedRule {
  enum class Subject { dossier, certificate, machine, request };
  std::string_view id;
  Severity severity = Severity::error;
  std::string_view reference;
  Subject subject = Subject::dossier;
};

/// applied_rules lists the rules that are applied to these inputs.
std::vector<AppliedRule> applied_rules(const policy::Policy& policy, const rules::Inputs& inputs);

/// Report is what a run found over dossiers, certificates and the machine.
struct Report {
  Outcome outcome;  ///< With the findings about everything.
  std::vector<rules::CheckedCertificate> certificates = {};
  std::vector<AppliedRule> rules = {};
  /// Files that were checked against rules and are no dossiers, in the order in which they came.
  std::vector<std::string> others = {};
  /// Those of them that could not be read, or not as a whole; why is among the findings.
  std::vector<std::string> unread = {};
  std::optional<model::WorkstationFacts> workstation = std::nullopt;
  const registry::Extract* finess_register = nullptr;  ///< What dossiers were compared with.
};

/// GroupBy says what a report is put together by; `usual` is what each format does by itself.
enum class GroupBy { usual, site, rule, actor };

/// can_group tells whether a format is put together otherwise than usual where that is asked for:
/// SARIF and JUnit have groups of their own, and a page has them all.
bool can_group(std::string_view format);

struct ReportOptions {
  render::TextStyle style;
  Instant now;
  Severity fail_on = Severity::error;
  std::string_view program_version;
  /// What the caller has to say of the findings, its first line and what stands below it; in text
  /// only.
  std::vector<std::string> notes = {};
  GroupBy group_by = GroupBy::usual;
};

/// Format is a format of the report, by its name.
struct Format {
  std::string_view name;
  std::string (*render)(const Report& report, const ReportOptions& options);
};

/// formats are all that there are.
std::span<const Format> formats();

/// to_text renders a first look: how many sites can order, what was seen of the workstation, what
/// dossiers still lack, the acts of today by who does them, the sites (of more than twenty, those
/// that stand alike as one line), the findings, the same one of many sites once, and a block a
/// certificate with the values that an integrator copies (of more than four, a line each), and the
/// caller's notes. Where the style says all, every step, site and finding is shown.
std::string to_text(const Report& report, const ReportOptions& options);

/// to_json renders a report (schemas/report.schema.json).
std::string to_json(const Report& report, const ReportOptions& options);
/// write_json gives the same to a sink, in parts of about 64 KiB: it may be very long.
void write_json(const Report& report, const ReportOptions& options, const render::Sink& sink);

/// to_sarif renders the findings as one run of a SARIF 2.1.0 log (OASIS). Regions are whole lines,
/// since columns of SARIF are characters and ours bytes; the byte is in the region's properties.
std::string to_sarif(const Report& report, const ReportOptions& options);

/// to_gitlab renders the findings as GitLab's code quality report, a subset of Code Climate's: an
/// issue each, those that are accepted left out. Fingerprints are the same in each language and on
/// each day.
std::string to_gitlab(const Report& report, const ReportOptions& options);

/// to_junit renders JUnit XML for CI services: a suite for the dossiers as a whole, one a
/// site, one for each file that is no dossier; in each a case for every theme of the rules that it
/// was checked against, which is the first word of their ids (CONTRACT, FINESS …), and for those of
/// what was found besides. Findings at or above `fail_on` fail their case, lesser ones are told in
/// its system-out, and a case with accepted findings only is skipped.
std::string to_junit(const Report& report, const ReportOptions& options);

/// to_markdown renders a report to be pasted into a ticket (CommonMark with tables). Nothing of the
/// user's texts is taken for markup, a mention or a link.
std::string to_markdown(const Report& report, const ReportOptions& options);

/// to_html renders a page for the group, to be shown to others: who can order, the acts of today by
/// who does them, the sites on their way with what blocks each, when certificates and cards expire,
/// and the findings, the same one of many sites once.
std::string to_html(const Report& report, const ReportOptions& options);

/// to_csv renders one line a site and a file that could not be read or, where there are
/// certificates or no sites, one line a finding (RFC 4180, but with semicolons as French
/// spreadsheets want them and a byte order mark). A cell that a spreadsheet could take for a
/// formula, or a number whose first zeros it would drop, begins with an apostrophe, and so does one
/// that begins with an apostrophe already: readers take off one.
std::string to_csv(const Report& report, const ReportOptions& options);

/// rules_to_text renders rules as paragraphs: id, severity, reference, what the rule says and what
/// to do. Names in braces stand for values of the document.
std::string rules_to_text(const std::vector<AppliedRule>& rules, const render::TextStyle& style);
/// rules_to_markdown renders them as a table (GitHub flavoured Markdown).
std::string rules_to_markdown(const std::vector<AppliedRule>& rules, const Wording& wording);
/// write_rules_json renders them as a report; `policy` is the edition's name.
void write_rules_json(const std::vector<AppliedRule>& rules, std::string_view policy,
                      const render::Heading& heading, const render::Sink& sink);

}  // namespace dmp::check
