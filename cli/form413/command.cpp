#include <algorithm>
#include <charconv>
#include <iostream>
#include <iterator>
#include <thread>

#include "dmp/form413/report.hpp"
#include "form413/foreign.hpp"
#include "system/admission.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

/// Each thread looks for its fonts first: more of them are of no use for some hundred forms.
constexpr unsigned kMostJobs = 8;
/// The last second of the year 9999.
constexpr long long kLastSecond = 253'402'300'799;

struct FormOptions {
  std::string dossier;
  SiteChoice sites;
  std::string policy;
  std::string finess;
  std::string folder = ".";
  bool overwrite = false;
  bool dry_run = false;
  bool draft = false;
  bool mail = false;
  bool grouped = false;
  bool annexes = false;
  ForeignOptions foreign;
};

/// Tells what holds sites back, as the rules that bear on the form say, and takes those sites from
/// `input`. Of drafts it only tells.
Result<rules::Admission> hold_back(DossierInput& input, const FormOptions& options,
                                   const Session& session) {
  auto admission = admit(input, options.finess, rules::Purpose::form, session);
  if (!admission) {
    return admission;
  }
  std::cerr << render::findings_to_text(shown_findings(admission->findings, session),
                                        session.style());
  if (options.draft) {
    admission->refused.clear();
  } else {
    input.sites = admission->admitted;
  }
  for (const auto* site : admission->refused) {
    std::cerr << session.text("cli.form413.left-out", {arg("site", render::printable(site->id))})
              << '\n';
  }
  return admission;
}

/// Tells what an edition with a portal has in the place of the form, and which numbers of legal
/// entities the document does not show.
void tell_portal(const DossierInput& input, const Session& session) {
  const auto& portal = input.policy.habilitation_portal;
  if (portal.empty()) {
    return;
  }
  session.say(session.text("cli.form413.portal",
                           {arg("edition", input.policy.name), arg("portal", portal)}));
  for (const auto* site : input.sites) {
    const bool asks = std::ranges::find(site->certificates, model::FinessKind::juridical,
                                        &model::WantedCertificate::on) != site->certificates.end();
    if (asks && site->finess_juridical) {
      session.say(session.text("cli.form413.portal-entity",
                               {arg("site", render::printable(site->id)),
                                arg("number", site->finess_juridical->text())}));
    }
  }
}

form413::Request::Mails mails_of(const FormOptions& options) {
  using Mails = form413::Request::Mails;
  return !options.mail ? Mails::none : options.grouped ? Mails::of_group : Mails::of_each;
}

/// The moment that forms are prepared on: --as-of, else SOURCE_DATE_EPOCH, else the machine's.
Result<Instant> preparation_time(const Session& session) {
  const auto text = environment("SOURCE_DATE_EPOCH");
  if (text.empty() || !session.as_of_text.empty()) {
    return session.now();
  }
  long long seconds = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, seconds);
  if (read.ec != std::errc{} || read.ptr != end || seconds < 0 || seconds > kLastSecond) {
    return fail(ErrorKind::usage, "CLI-SOURCE-DATE-EPOCH", {arg("value", text)});
  }
  return Instant(std::chrono::seconds(seconds));
}

/// Makes the sheets about further forms, also for sites whose form 413 is not made: they tell what
/// it takes.
void add_annexes(form413::Outcome& outcome, const form413::Request& request,
                 const FormOptions& options, const Session& session) {
  if (!options.annexes || outcome.stopped) {
    return;
  }
  auto made = form413::make_annexes(request);
  if (!made) {
    outcome.failures.emplace_back(std::string(), made.error());
    return;
  }
  if (made->forms.empty() && made->failures.empty()) {
    session.say(session.text("cli.form413.no-annexes"));
  }
  std::ranges::move(made->forms, std::back_inserter(outcome.forms));
  std::ranges::move(made->failures, std::back_inserter(outcome.failures));
  outcome.stopped = made->stopped;
}

/// Says what failed and returns the exit code of it.
int tell_failures(const form413::Outcome& outcome, const Session& session) {
  int code = kFine;
  for (const auto& [site, error] : outcome.failures) {
    session.complain(error);
    code = std::max(code, exit_code(error.kind));
  }
  // Its reason has its exit code already.
  if (outcome.group_waits) {
    session.complain(*outcome.group_waits);
  }
  if (outcome.stopped) {
    session.say(session.text("cli.interrupted"));
  }
  return code;
}

int run_form(const FormOptions& options, const Session& session) {
  if (options.dossier.empty()) {
    return session.fail({ErrorKind::usage, "CLI-REQUIRED", {arg("name", "DOSSIER")}, {}});
  }
  auto input = load_dossier_input(session, options.dossier, options.policy, options.sites);
  if (!input) {
    return input.error();
  }
  const auto now = preparation_time(session);
  if (!now) {
    return session.fail(now.error());
  }
  const auto sites = input->sites;
  const auto admission = hold_back(*input, options, session);
  if (!admission) {
    return session.fail(admission.error());
  }
  tell_portal(*input, session);
  const auto official = load_official(options.foreign);
  if (!official) {
    return session.fail(official.error());
  }
  form413::Request request{
      *input->reading.value, input->sites,    input->policy, options.folder, *now,
      options.overwrite,     options.dry_run, interrupted,   options.draft,  mails_of(options)};
  request.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, kMostJobs);
  request.left_out = ids_of(admission->refused);
  std::vector<std::string> inputs{options.dossier, options.policy, options.finess,
                                  options.foreign.official, options.foreign.map};
  std::ranges::copy(session.configuration->paths(), std::back_inserter(inputs));
  request.place = [&inputs](const std::filesystem::path& path) {
    return place_of_output(path, inputs);
  };
  request.official = official->get() == nullptr ? nullptr : &(*official)->official;
  auto outcome = form413::make_forms(request);
  if (!outcome) {
    return session.fail(outcome.error());
  }
  request.sites = sites;  // Also those whose forms are not made.
  add_annexes(*outcome, request, options, session);
  if (session.json()) {
    form413::write_json(*outcome, request, admission->findings, session.heading(),
                        session.output());
  } else {
    session.print(form413::to_text(*outcome, options.dry_run, session.wording));
  }
  const int code =
      std::max(admission->refused.empty() ? kFine : kFindings, tell_failures(*outcome, session));
  return interrupted() ? kInterrupted : code;
}

/// Chooses what to do; whatever reads a PDF of somebody else is bounded.
int run(const FormOptions& options, const Session& session) {
  const auto& foreign = options.foreign;
  if (!foreign.fields.empty()) {
    return run_bounded(foreign.fields, session, [&] { return show_fields(foreign, session); });
  }
  if (!foreign.read.empty()) {
    return run_bounded(foreign.read, session, [&] {
      return read_back(foreign, {options.dossier, options.sites, options.policy}, session);
    });
  }
  if (!foreign.official.empty()) {
    return run_bounded(foreign.official, session, [&] { return run_form(options, session); });
  }
  return run_form(options, session);
}

}  // namespace

void add_form413(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<FormOptions>();
  auto* command = add_command(root, "form413", session);
  add_path(*command, "DOSSIER", options->dossier, session);
  add_sites(*command, options->sites, session);
  add_policy(*command, options->policy, session);
  command->add_option("--finess", options->finess, session.text("cli.opt.finess"))
      ->type_name("FILE");
  command->add_option("-o,--output", options->folder, session.text("cli.opt.output-folder"))
      ->type_name("DIR");
  command->add_flag("--overwrite", options->overwrite, session.text("cli.opt.overwrite"));
  command->add_flag("--draft", options->draft, session.text("cli.opt.draft"));
  auto* mail = command->add_flag("--mail", options->mail, session.text("cli.opt.mail"));
  mail->excludes("--draft");
  command->add_flag("--grouped", options->grouped, session.text("cli.opt.grouped"))->needs(mail);
  command->add_flag("--with-annexes", options->annexes, session.text("cli.opt.with-annexes"));
  add_foreign(*command, options->foreign, session);
  command->add_flag("-n,--dry-run", options->dry_run, session.text("cli.opt.dry-run"));
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "form413";
    chosen = [options, &session] { return run(*options, session); };
  });
}

}  // namespace dmp::cli
