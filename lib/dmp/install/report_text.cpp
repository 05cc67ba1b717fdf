#include <sstream>

#include "dmp/install/detail/report.hpp"
#include "dmp/install/report.hpp"
#include "dmp/render/certificates.hpp"
#include "dmp/render/findings.hpp"
#include "dmp/render/lines.hpp"

namespace dmp::install {
namespace {

using render::Lines;

/// What a dry run shows of permissions: those to be, and those that are where they differ.
std::string modes_of(const PlannedFile& file) {
  const auto mode = render::octal_mode(file.mode);
  return file.former_mode.value_or(file.mode) == file.mode
             ? mode
             : render::octal_mode(*file.former_mode) + " → " + mode;
}

/// The certificates that would leave and come.
void add_exchange(const InstalledPlace& place, Lines& lines) {
  if (place.leaving.empty() && place.coming.empty()) {
    return;
  }
  lines.add(place.path.string());
  for (const auto* side : {&place.leaving, &place.coming}) {
    for (const auto& facts : *side) {
      lines.say(side == &place.leaving ? "install.leaves" : "install.comes",
                {arg("subject", facts.subject.printed), arg_day("date", date_of(facts.ends_at())),
                 arg("serial", facts.serial)});
    }
  }
}

void add_completed(const std::vector<Completed>& completed, Lines& lines) {
  for (const auto& each : completed) {
    lines.say("install.completed." + each.act, {arg("run", each.run)});
    for (const auto& path : each.left_alone) {
      lines.say("install.left-alone", {arg("path", path)});
    }
  }
}

/// What was run and what it said, and whether a service does not know of an earlier run.
void add_commands(const std::vector<CommandRun>& runs, bool untold, Lines& lines) {
  for (const auto& run : runs) {
    lines.say("install.ran", {arg("command", run.program()), arg("code", run.result.exit_code)});
    std::istringstream output(run.result.output);
    for (std::string line; std::getline(output, line);) {
      if (!line.empty()) {
        lines.add(line, 2);
      }
    }
  }
  if (untold) {
    lines.say("install.untold");
  }
}

/// When the first of a version's certificates ends.
std::string end_of(const VersionFacts& version, const Wording& wording) {
  std::optional<Date> first;
  for (const auto& each : version.certificates) {
    first = !first || (each.ends_on && *each.ends_on < *first) ? each.ends_on : first;
  }
  return first ? ", " + wording.text("install.version.ends", {arg_day("date", *first)})
               : std::string();
}

void add_versions(const PlaceVersions& place, const Wording& wording, Lines& lines) {
  using Shows = PlaceVersions::Shows;
  lines.add(place.place.path.string());
  for (const auto& version : place.versions) {
    const auto* state = version.current  ? "install.version.current"
                        : version.undone ? "install.version.undone"
                                         : "install.version.kept";
    lines.add(version.name + "  " + wording.text(state) + end_of(version, wording) +
                  (version.is_changed ? ", " + wording.text("install.version.changed") : ""),
              2);
  }
  if (place.shows != Shows::a_version) {
    lines.add(wording.text(place.shows == Shows::another ? "install.shows.another"
                                                         : "install.shows.nothing"),
              2);
  }
  if (place.is_pending) {
    lines.add(wording.text("install.version.pending"), 2);
  }
}

void add_paths(std::string_view id, const std::vector<std::filesystem::path>& paths, Lines& lines) {
  for (const auto& path : paths) {
    lines.say(id, {arg("path", path.string())});
  }
}

}  // namespace

std::string to_text(const Outcome& outcome, Stage stage, Instant now,
                    const render::TextStyle& style) {
  const bool is_rehearsal = stage == Stage::rehearse;
  const auto findings = detail::findings_of(outcome);
  Lines lines(style.wording);
  add_completed(outcome.completed, lines);
  for (const auto& file : outcome.files) {
    lines.say((is_rehearsal ? "install.would-" : "report.file.") + std::string(to_string(file.act)),
              {arg("path", file.path.string()), arg("mode", modes_of(file))});
  }
  if (is_rehearsal) {
    for (const auto& place : outcome.places) {
      add_exchange(place, lines);
    }
  }
  add_commands(outcome.commands, outcome.untold, lines);
  lines.say(!outcome.accepted        ? "install.refused"
            : outcome.interrupted    ? "install.interrupted"
            : stage == Stage::verify ? "install.verified"
            : is_rehearsal           ? "install.dry-run"
            : outcome.changed        ? "install.done"
                                     : "install.unchanged");
  return render::certificates_to_text(detail::rows_of(outcome, now), style) +
         (findings.empty() ? "" : "\n" + render::findings_to_text(findings, style)) + lines.text();
}

std::string to_text(const net::ProbeAnswer& answer, const Wording& wording) {
  Lines lines(wording);
  for (const auto& suite : answer.suites) {
    lines.say(suite.agreed ? "install.probe.suite" : "install.probe.no-suite",
              {arg("suite", suite.suite), arg("trouble", suite.trouble)});
  }
  lines.say(answer.asked ? "install.probe.asked" : "install.probe.not-asked");
  for (const auto& name : answer.authorities) {
    lines.add(name, 2);
  }
  if (!answer.server_chain.empty()) {
    lines.say("install.probe.server",
              {arg("subject", answer.server_chain.front().facts().subject.printed)});
    lines.say("install.probe.standing." + std::string(to_string(answer.standing)),
              {arg("trouble", answer.standing_trouble)});
  }
  if (!answer.answer.empty()) {
    lines.say("install.probe.answer", {arg("line", answer.answer)});
  }
  return lines.text();
}

std::string to_text(const Listing& listing, const Wording& wording) {
  Lines lines(wording);
  for (const auto& place : listing.places) {
    add_versions(place, wording, lines);
  }
  if (listing.places.empty()) {
    lines.say("install.no-versions");
  }
  add_paths("install.not-listed", listing.not_listed, lines);
  return lines.text();
}

std::string to_text(const RollbackOutcome& outcome, bool dry_run, const Wording& wording) {
  Lines lines(wording);
  add_completed(outcome.completed, lines);
  for (const auto& each : outcome.returns) {
    const auto* way = each.to.empty() ? (dry_run ? "install.would-go-empty" : "install.went-empty")
                                      : (dry_run ? "install.would-go-back" : "install.went-back");
    lines.say(way,
              {arg("path", each.place.path.string()), arg("from", each.from), arg("to", each.to)});
  }
  add_paths("install.not-asked", outcome.not_asked, lines);
  add_paths("install.not-listed", outcome.not_listed, lines);
  add_commands(outcome.commands, outcome.untold, lines);
  return lines.text();
}

namespace detail {

std::vector<model::CertificateRow> rows_of(const Outcome& outcome, Instant now) {
  std::vector<model::CertificateRow> rows;
  for (const auto& judged : outcome.certificates) {
    rows.push_back(model::row_at(judged.source, judged.facts, now));
  }
  return rows;
}

Findings findings_of(const Outcome& outcome) {
  Findings all;
  for (const auto& judged : outcome.certificates) {
    all.insert(all.end(), judged.findings.begin(), judged.findings.end());
  }
  all.insert(all.end(), outcome.findings.begin(), outcome.findings.end());
  return all;
}

}  // namespace detail
}  // namespace dmp::install
