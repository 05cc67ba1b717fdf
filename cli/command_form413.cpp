#include <algorithm>
#include <charconv>
#include <iostream>

#include "commands.hpp"
#include "dmp/form413/form413.hpp"
#include "exit_code.hpp"
#include "form413_gaps.hpp"
#include "process.hpp"

namespace dmp::cli {
namespace {

/// The last second of the year 9999.
constexpr long long kLastSecond = 253'402'300'799;

struct FormOptions {
  std::string dossier;
  SiteChoice sites;
  std::string policy;
  std::string folder = ".";
  bool overwrite = false;
  bool dry_run = false;
  bool draft = false;
};

/// HeldBack are the sites whose forms are not made, and why.
struct HeldBack {
  Findings findings;  ///< Of drafts too.
  int code = kFine;
};

/// Takes from `input` the sites that no form is made of: those whose part of the document is
/// faulty, and those whose form lacks something. Of drafts it only tells.
HeldBack hold_back(DossierInput& input, bool draft, const Session& session) {
  HeldBack held;
  if (!draft) {
    held.findings = leave_out_faulty(input, session);
    held.code = held.findings.empty() ? kFine : kInput;
  }
  auto gaps = form_gaps(input, session);
  std::cerr << report::findings_to_text(gaps.findings, session.style());
  held.findings.insert(held.findings.end(), gaps.findings.begin(), gaps.findings.end());
  if (draft) {
    return held;
  }
  for (const auto& id : gaps.sites) {
    std::erase_if(input.sites, [&id](const auto* site) { return site->id == id; });
    std::cerr << session.text("cli.form413.left-out", {arg("site", report::printable(id))}) << '\n';
    held.code = std::max(held.code, kFindings);
  }
  return held;
}

/// The day that forms are prepared on: --as-of, else SOURCE_DATE_EPOCH, else the machine's.
Result<Date> preparation_day(const Session& session) {
  const auto text = environment("SOURCE_DATE_EPOCH");
  if (text.empty() || !session.as_of_text.empty()) {
    return session.as_of();
  }
  long long seconds = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, seconds);
  if (read.ec != std::errc{} || read.ptr != end || seconds < 0 || seconds > kLastSecond) {
    return fail(ErrorKind::usage, "CLI-SOURCE-DATE-EPOCH", {arg("value", text)});
  }
  return date_of(Instant(std::chrono::seconds(seconds)));
}

report::Document document_of(const form413::Outcome& outcome, const Findings& findings,
                             const Session& session) {
  auto document = session.document();
  document.findings = findings;
  long long written = 0;
  for (const auto& form : outcome.forms) {
    written += form.written ? 1 : 0;
    document.files.push_back({form.path.string(), form.site, form.kept ? "keep" : "create", 0});
  }
  for (const auto& [site, error] : outcome.failures) {
    document.errors.push_back(error);
  }
  document.summary = {{"forms", static_cast<long long>(outcome.forms.size())},
                      {"written", written},
                      {"failed", static_cast<long long>(outcome.failures.size())}};
  return document;
}

void print_text(const form413::Outcome& outcome, const FormOptions& options,
                const Session& session) {
  for (const auto& form : outcome.forms) {
    const auto* act = form.kept         ? "cli.act.unchanged"
                      : options.dry_run ? "cli.act.would-write"
                                        : "cli.act.written";
    session.print(session.text(act, {arg("path", report::printable(form.path.string()))}) + "\n");
  }
}

int run_form(const FormOptions& options, const Session& session) {
  auto input = load_dossier_input(session, options.dossier, options.policy, options.sites);
  if (!input) {
    return input.error();
  }
  const auto day = preparation_day(session);
  if (!day) {
    return session.fail(day.error());
  }
  const auto held = hold_back(*input, options.draft, session);
  const auto outcome =
      form413::make_forms({*input->reading.value, input->sites, input->policy, options.folder, *day,
                           options.overwrite, options.dry_run, interrupted, options.draft});
  if (!outcome) {
    return session.fail(outcome.error());
  }
  int code = held.code;
  for (const auto& [site, error] : outcome->failures) {
    session.complain(error);
    code = std::max(code, exit_code(error.kind));
  }
  if (session.json()) {
    session.print_document(document_of(*outcome, held.findings, session));
  } else {
    print_text(*outcome, options, session);
  }
  return interrupted() ? kInterrupted : code;
}

}  // namespace

void add_form413(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<FormOptions>();
  auto* command = add_command(root, "form413", session);
  add_path(*command, "DOSSIER", options->dossier, session)->required();
  add_sites(*command, options->sites, session);
  add_policy(*command, options->policy, session);
  command->add_option("-o,--output", options->folder, session.text("cli.opt.output-folder"))
      ->type_name("DIR");
  command->add_flag("--overwrite", options->overwrite, session.text("cli.opt.overwrite"));
  command->add_flag("--draft", options->draft, session.text("cli.opt.draft"));
  command->add_flag("-n,--dry-run", options->dry_run, session.text("cli.opt.dry-run"));
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "form413";
    chosen = [options, &session] { return run_form(*options, session); };
  });
}

}  // namespace dmp::cli
