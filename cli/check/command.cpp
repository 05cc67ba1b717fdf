#include <algorithm>
#include <map>
#include <span>

#include "check/extras.hpp"
#include "check/inputs.hpp"
#include "check/workstation.hpp"
#include "dmp/check/report.hpp"
#include "dmp/documents/embedded.hpp"
#include "dmp/dossier/fix.hpp"
#include "dmp/rules/rules.hpp"
#include "system/admission.hpp"
#include "system/choice.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"

namespace dmp::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> dossiers;
  std::vector<std::string> sites;
  std::string finess;
  std::string policy;
  std::string fail_on = "error";
  std::string schema;
  bool rules = false;
  std::string contract_request;
  bool details = false;
  std::string group_by;
  CertificateOptions certificates;
  WorkstationOptions workstation;

  [[nodiscard]] check::GroupBy grouping() const {
    return group_by == "site"    ? check::GroupBy::site
           : group_by == "rule"  ? check::GroupBy::rule
           : group_by == "actor" ? check::GroupBy::actor
                                 : check::GroupBy::usual;
  }
  [[nodiscard]] Severity threshold() const {
    return fail_on == "warning" ? Severity::warning : Severity::error;
  }
};

int print_schema(const Session& session, const std::string& name) {
  session.print(documents::find_schema(name));
  return kFine;
}

/// What is found in the certificate of a site counts there too, as it is listed there.
void count_at_sites(const Findings& findings, std::vector<model::SiteReadiness>& sites) {
  for (const auto& finding : findings) {
    const auto site = std::ranges::find(sites, finding.site, &model::SiteReadiness::site);
    if (site == sites.end() || finding.site.empty()) {
      continue;
    }
    site->accepted += finding.accepted ? 1 : 0;
    site->errors += !finding.accepted && finding.severity == Severity::error ? 1 : 0;
    site->warnings += !finding.accepted && finding.severity == Severity::warning ? 1 : 0;
  }
}

/// Untidy are the dossiers with values that are understood but untidy, as they were read.
using Untidy = std::map<std::string, Bytes>;

/// What `dossier fix` would put right, a line each; of many the first.
std::string repairs_of(const dossier::Fixed& fixed, bool all, const Session& session) {
  constexpr std::size_t kMost = 5;
  const auto shown = all ? fixed.mends.size() : std::min(fixed.mends.size(), kMost);
  auto lines = fixed.has_quotes ? "\n" + session.text("cli.dossier.fix.quotes") : std::string();
  for (const auto& mend : std::span(fixed.mends).first(shown)) {
    lines += "\n" + session.text("cli.dossier.fix.mend", {arg("line", mend.at.line),
                                                          arg("from", render::printable(mend.from)),
                                                          arg("to", render::printable(mend.to))});
  }
  const auto more = fixed.mends.size() - shown;
  return more == 0 ? lines
                   : lines + "\n" + session.text("cli.check.untidy-more", {arg("count", more)});
}

/// How many values of each dossier are understood but untidy, and what puts them right.
std::vector<std::string> notes_on(const Untidy& untidy, bool all, const Session& session) {
  std::vector<std::string> notes;
  for (const auto& [file, text] : untidy) {
    const auto fixed = dossier::fix({text, file});
    if (const auto count = fixed.mends.size() + (fixed.has_quotes ? 1 : 0); count > 0) {
      notes.push_back(session.text("cli.check.untidy",
                                   {arg("count", count), arg("file", render::printable(file))}) +
                      repairs_of(fixed, all, session));
    }
  }
  return notes;
}

void print(const check::Report& report, const CheckOptions& options, const Untidy& untidy,
           const Session& session) {
  const bool has_notes = session.format == "text";
  check::ReportOptions how{
      session.style(), session.now(), options.threshold(), DMPCERT_VERSION,
      has_notes ? notes_on(untidy, options.details, session) : std::vector<std::string>()};
  how.style.all = options.details;
  how.style.in_full = "--details";
  how.group_by = options.grouping();
  if (session.json()) {
    check::write_json(report, how, session.output());
  } else {
    session.print(std::ranges::find(check::formats(), session.format, &check::Format::name)
                      ->render(report, how));
  }
}

/// Whether no command can do anything with a dossier.
bool is_of_no_use(const documents::Reading<model::Dossier>& reading) {
  return !reading.value || reading.value->establishments.empty() ||
         !rules::document_errors(reading).empty();
}

/// A failure of the whole run, as a document in the formats that have no other way to say so.
int fail_whole(const Error& error, const CheckOptions& options, const Session& session) {
  const bool is_document = session.format != "text" && !session.json();
  if (is_document && error.kind != ErrorKind::usage) {
    check::Report report;
    report.outcome.findings.push_back(
        {error.id, Severity::error, {std::string(), "", 0, 0}, "", error.args, ""});
    print(report, options, {}, session);
  }
  return session.fail(error);
}

/// What the run looked at, so that no format tells of what it did not.
rules::Inputs looked_at(const check::Request& request, const CheckInputs& inputs,
                        const CheckOptions& options) {
  const auto& station = options.workstation;
  return {.dossiers = !request.dossiers.empty(),
          .finess_register = request.finess_register.has_value(),
          .certificates = !inputs.certificates.empty(),
          .cards = station.wanted || station.card,
          .workstation = station.wanted,
          .portal = station.online};
}

/// The exit code of what could not be read: a file that is none of ours, a passphrase, the system.
int code_of(const std::vector<CheckInputs::Failure>& failures) {
  int code = kFine;
  for (const auto& failure : failures) {
    const auto own = exit_code(failure.error.kind);
    code = code == kFine ? own : std::min(code, own);
  }
  return code;
}

/// Shows what was found over dossiers and certificates, and returns the exit code.
int show(check::Outcome outcome, const rules::CertificateVerdict& held, const CheckInputs& inputs,
         const check::Request& request, const CheckOptions& options, const Session& session) {
  outcome.findings.insert(outcome.findings.end(), held.findings.begin(), held.findings.end());
  count_at_sites(held.findings, outcome.sites);
  check::Report report;
  report.workstation = check_workstation(options.workstation, request, outcome, session);
  const auto unread = inputs.findings();
  outcome.findings.insert(outcome.findings.begin(), unread.begin(), unread.end());
  for (const auto& [file, error] : inputs.failures) {
    if (report.unread.empty() || report.unread.back() != file) {
      report.unread.push_back(file);
    }
    if (!error.causes.empty()) {  // What the system says of it has no place in a finding.
      session.complain(error);
    }
  }
  report.others = inputs.others;
  report.certificates = held.certificates;
  report.finess_register = request.finess_register ? &*request.finess_register : nullptr;
  report.rules = check::applied_rules(request.policy, looked_at(request, inputs, options));
  report.outcome = std::move(outcome);
  print(report, options, inputs.untidy, session);
  if (!report.outcome.understood || std::ranges::any_of(request.dossiers, is_of_no_use)) {
    return kInput;
  }
  if (!inputs.failures.empty()) {
    return code_of(inputs.failures);
  }
  return has_at_least(report.outcome.findings, options.threshold()) ? kFindings : kFine;
}

/// Takes the edition that the dossiers name, where the command line names none.
Status use_edition(const CheckOptions& options, const Session& session, check::Request& request) {
  std::string edition;
  for (const auto& reading : request.dossiers) {
    if (!reading.value || !options.policy.empty()) {
      continue;
    }
    if (auto agreed = agree_on_edition(*reading.value, edition); !agreed) {
      return agreed;
    }
  }
  if (edition.empty()) {
    return {};
  }
  return load_policy(session, edition, Whose::ours).map([&](policy::Policy&& policy) {
    request.policy = std::move(policy);
  });
}

int run_check(const CheckOptions& options, const Session& session) {
  if (!options.schema.empty()) {
    return print_schema(session, options.schema);
  }
  if (!options.group_by.empty() && !check::can_group(session.format)) {
    return session.fail(
        {ErrorKind::usage, "CHECK-GROUP-FORMAT", {arg("format", session.format)}, {}});
  }
  // What a mail is made of has to be one's own.
  const auto whose = options.contract_request.empty() ? Whose::anybodys : Whose::ours;
  auto policy = load_policy(session, options.policy, whose);
  if (!policy) {
    return fail_whole(policy.error(), options, session);
  }
  if (options.rules) {
    return print_rules(*policy, session);
  }
  const bool needs_none =
      (options.workstation.wanted || options.workstation.card) && options.contract_request.empty();
  if (options.dossiers.empty() && !needs_none) {
    return session.fail({ErrorKind::usage, "CLI-REQUIRED", {arg("name", "INPUT")}, {}});
  }
  check::Request request{{}, std::move(*policy), session.now(), options.sites};
  auto inputs = read_check_inputs(options.dossiers, options.certificates, whose, session);
  if (!inputs) {
    return fail_whole(inputs.error(), options, session);
  }
  request.dossiers = std::move(inputs->dossiers);
  if (auto agreed = use_edition(options, session, request); !agreed) {
    return fail_whole(agreed.error(), options, session);
  }
  if (!options.contract_request.empty() && !inputs->failures.empty()) {
    return session.fail(inputs->failures.front().error);
  }
  if (!options.contract_request.empty()) {
    return write_contract_request(request, options.contract_request, session);
  }
  if (!options.finess.empty()) {
    auto extract = read_register(options.finess, Whose::anybodys, request.dossiers);
    if (!extract) {
      return fail_whole(extract.error(), options, session);
    }
    request.finess_register = std::move(*extract);
  }
  auto outcome = check::check(request);
  if (outcome.understood && !outcome.unknown_sites.empty()) {
    return session.fail(
        {ErrorKind::input, "SITE-UNKNOWN-ID", {arg("site", outcome.unknown_sites.front())}, {}});
  }
  const auto held = check_certificates(*inputs, request, options.certificates, session);
  if (!held) {
    return fail_whole(held.error(), options, session);
  }
  return show(std::move(outcome), *held, *inputs, request, options, session);
}

}  // namespace

void add_check(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<CheckOptions>();
  auto* command = add_command(root, "check", session);
  add_paths(*command, "INPUT", options->dossiers, session);
  command->add_option("--site", options->sites, session.text("cli.opt.site"))
      ->type_name("ID")
      ->allow_extra_args(false);
  command->add_option("--finess", options->finess, session.text("cli.opt.finess"))
      ->type_name("FILE");
  add_certificate_options(*command, options->certificates, session);
  add_workstation(*command, options->workstation, session);
  add_policy(*command, options->policy, session);
  take_one_of(command->add_option("--fail-on", options->fail_on, session.text("cli.opt.fail-on")),
              {"error", "warning"});
  command->add_flag("--rules", options->rules, session.text("cli.opt.rules"));
  command
      ->add_option("--contract-request", options->contract_request,
                   session.text("cli.opt.contract-request"))
      ->type_name("DIR");
  std::vector<std::string> schemas;
  for (const auto& schema : documents::embedded_schemas()) {
    schemas.emplace_back(schema.name);
  }
  take_one_of(command->add_option("--schema", options->schema, session.text("cli.opt.schema")),
              schemas);
  add_format(*command, session, names_of(check::formats()));
  take_one_of(
      command->add_option("--group-by", options->group_by, session.text("cli.opt.group-by")),
      {"site", "rule", "actor"});
  command->add_flag("--details", options->details, session.text("cli.opt.details"));
  command->callback([options, &session, &chosen] {
    session.command = "check";
    chosen = [options, &session] { return run_check(*options, session); };
  });
}

}  // namespace dmp::cli
