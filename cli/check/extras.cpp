#include "check/extras.hpp"

#include "dmp/check/contract_request.hpp"
#include "dmp/check/report.hpp"
#include "dmp/files/write.hpp"
#include "dmp/model/mail.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"
#include "system/process.hpp"

namespace dmp::cli {

int print_rules(const policy::Policy& policy, const Session& session) {
  const auto rules = check::applied_rules(policy, {.dossiers = true,
                                                   .finess_register = true,
                                                   .certificates = true,
                                                   .cards = true,
                                                   .workstation = true,
                                                   .portal = true,
                                                   .requests = true});
  if (session.json()) {
    check::write_rules_json(rules, policy.name, session.heading(), session.output());
  } else if (session.format == "text") {
    session.print(check::rules_to_text(rules, session.style()));
  } else if (session.format == "markdown") {
    session.print(check::rules_to_markdown(rules, session.wording));
  } else {
    return session.fail(
        {ErrorKind::usage, "CHECK-RULES-FORMAT", {arg("format", session.format)}, {}});
  }
  return kFine;
}

int write_contract_request(const check::Request& request, const std::filesystem::path& folder,
                           const Session& session) {
  for (const auto& reading : request.dossiers) {
    if (interrupted()) {
      session.say(session.text("cli.interrupted"));
      return kInterrupted;
    }
    if (!reading.value) {
      return session.fail_reading(reading.findings);
    }
    const auto chosen = model::select_sites(*reading.value, request.sites);
    if (!chosen.unknown.empty()) {
      return session.fail(
          {ErrorKind::input, "SITE-UNKNOWN-ID", {arg("site", chosen.unknown.front())}, {}});
    }
    const auto mail =
        check::contract_request(*reading.value, chosen.sites, request.policy, date_of(request.now));
    if (!mail) {
      return session.fail(mail.error());
    }
    const auto stem = std::filesystem::path(reading.file).stem().string();
    const auto path =
        folder / ("contrats-" + stem + "-" + format_date(date_of(request.now)) + ".eml");
    const auto made = files::make_folder(folder);
    if (!made) {
      return session.fail(made.error());
    }
    const auto written = keep_or_write(path, model::to_eml(*mail));
    if (!written) {
      return session.fail(written.error());
    }
    const auto* act = *written ? "report.file.create" : "report.file.keep";
    session.print(session.text(act, {arg("path", render::printable(path.string()))}) + "\n");
  }
  return kFine;
}

}  // namespace dmp::cli
