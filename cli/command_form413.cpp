#include <algorithm>

#include "commands.hpp"
#include "dmp/form413/form413.hpp"
#include "exit_code.hpp"
#include "process.hpp"

namespace dmp::cli {
namespace {

struct FormOptions {
  std::string dossier;
  SiteChoice sites;
  std::string policy;
  std::string folder = ".";
  bool overwrite = false;
  bool dry_run = false;
};

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
  const auto left_out = leave_out_faulty(*input, session);
  const auto outcome =
      form413::make_forms({*input->reading.value, input->sites, input->policy, options.folder,
                           session.as_of(), options.overwrite, options.dry_run, interrupted});
  if (!outcome) {
    return session.fail(outcome.error());
  }
  int code = left_out.empty() ? kFine : kInput;
  for (const auto& [site, error] : outcome->failures) {
    session.complain(error);
    code = std::max(code, exit_code(error.kind));
  }
  if (session.json()) {
    session.print_document(document_of(*outcome, left_out, session));
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
  command->add_flag("-n,--dry-run", options->dry_run, session.text("cli.opt.dry-run"));
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "form413";
    chosen = [options, &session] { return run_form(*options, session); };
  });
}

}  // namespace dmp::cli
