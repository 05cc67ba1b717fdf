#include "install/outcome.hpp"

#include <vector>

#include "dmp/render/certificates.hpp"
#include "install/back.hpp"

namespace dmp::cli {
namespace {

std::vector<report::PlaceRow::Shown> shown(const std::vector<model::CertificateFacts>& all) {
  std::vector<report::PlaceRow::Shown> rows;
  for (const auto& facts : all) {
    rows.push_back(
        {facts.subject.printed, facts.serial, date_of(facts.ends_at()), facts.sha256.hex()});
  }
  return rows;
}

/// What a dry run shows of permissions: those to be, and those that are where they differ.
std::string modes_of(const report::FileRow& file) {
  const auto mode = render::octal_mode(file.mode);
  return file.former_mode.value_or(file.mode) == file.mode
             ? mode
             : render::octal_mode(*file.former_mode) + " → " + mode;
}

/// The certificates that would leave and come.
void print_exchanges(const report::Document& document, const Session& session) {
  for (const auto& place : document.places) {
    session.print(render::printable(place.path) + "\n");
    for (const auto* side : {&place.leaving, &place.coming}) {
      for (const auto& each : *side) {
        session.print(
            session.text(side == &place.leaving ? "cli.install.leaves" : "cli.install.comes",
                         {arg("subject", render::printable(each.subject)),
                          arg_day("date", each.ends_on), arg("serial", each.serial)}) +
            "\n");
      }
    }
  }
}

}  // namespace

report::Document document_of(const install::Outcome& outcome, const Session& session) {
  auto document = session.document();
  for (const auto& judged : outcome.certificates) {
    document.certificates.push_back(session.certificate_row(judged.source, judged.facts));
    document.findings.insert(document.findings.end(), judged.findings.begin(),
                             judged.findings.end());
  }
  document.findings.insert(document.findings.end(), outcome.findings.begin(),
                           outcome.findings.end());
  for (const auto& file : outcome.files) {
    document.files.push_back({file.path.string(), "", std::string(install::to_string(file.act)),
                              file.mode, file.former_mode});
  }
  for (const auto& place : outcome.places) {
    if (!place.leaving.empty() || !place.coming.empty()) {
      document.places.push_back({place.path.string(), shown(place.leaving), shown(place.coming)});
    }
  }
  document.summary = {{"certificates", static_cast<long long>(outcome.certificates.size())},
                      {"accepted", outcome.accepted},
                      {"changed", outcome.changed}};
  if (!outcome.run.empty()) {
    document.summary.emplace_back("run", outcome.run);
  }
  add_completed(outcome.completed, document);
  if (outcome.untold) {
    document.summary.emplace_back("untold", true);
  }
  document.commands = rows_of(outcome.commands);
  return document;
}

void print_outcome(const install::Outcome& outcome, const report::Document& document,
                   InstallStage stage, const Session& session) {
  const bool is_rehearsal = stage == InstallStage::rehearse;
  session.print(render::certificates_to_text(document.certificates, session.style()));
  if (!document.findings.empty()) {
    session.print("\n" + render::findings_to_text(document.findings, session.style()));
  }
  print_completed(outcome.completed, session);
  for (const auto& file : document.files) {
    const auto id = std::string("cli.install.") + (is_rehearsal ? "would-" : "") + file.act;
    session.print(
        session.text(id, {arg("path", render::printable(file.path)), arg("mode", modes_of(file))}) +
        "\n");
  }
  if (is_rehearsal) {
    print_exchanges(document, session);
  }
  show_commands(outcome.commands, session);
  print_untold(outcome.untold, session);
  const auto* verdict = !outcome.accepted               ? "cli.install.refused"
                        : outcome.interrupted           ? "cli.install.interrupted"
                        : stage == InstallStage::verify ? "cli.install.verified"
                        : is_rehearsal                  ? "cli.install.dry-run"
                        : outcome.changed               ? "cli.install.done"
                                                        : "cli.install.unchanged";
  session.print(session.text(verdict) + "\n");
}

}  // namespace dmp::cli
