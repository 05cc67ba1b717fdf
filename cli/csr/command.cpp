#include <algorithm>
#include <filesystem>
#include <iostream>
#include <thread>

#include "csr/orders.hpp"
#include "csr/signing.hpp"
#include "csr/verify.hpp"
#include "dmp/base/passphrase.hpp"
#include "dmp/base/shell_word.hpp"
#include "dmp/csr/report.hpp"
#include "system/admission.hpp"
#include "system/choice.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"
#include "system/passphrase.hpp"
#include "system/process.hpp"
#include "system/progress.hpp"
#include "system/usage_error.hpp"

namespace dmp::cli {
namespace {

/// More keys at a time would not find room in the secure memory (x509::kSecureHeapBytes).
constexpr unsigned kMostJobs = 128;

struct CsrOptions {
  std::string dossier;
  SiteChoice sites;
  std::string policy;
  std::string finess;
  std::vector<std::string> usages;
  std::string service_name;
  std::string workspace = "dmp-workspace";
  std::string key;
  std::string key_file;
  PassphraseOptions passphrase;
  bool plain_key = false;
  unsigned jobs = std::clamp(std::thread::hardware_concurrency(), 1U, kMostJobs);
  std::string force;
  bool renew = false;
  bool dry_run = false;
  bool status = false;
  SigningOptions signing;
  MarkOptions mark;
  VerifyOptions verify;
};

Result<std::optional<x509::KeySpec>> parse_key(const std::string& key) {
  if (key.empty()) {
    return std::optional<x509::KeySpec>();
  }
  if (const auto spec = x509::parse_key_spec(key)) {
    return spec;
  }
  return fail(ErrorKind::usage, "CLI-KEY", {arg("key", key)});
}

Result<std::vector<model::Usage>> parse_usages(const std::vector<std::string>& words) {
  std::vector<model::Usage> usages;
  for (const auto& text : words) {
    const auto usage = model::parse_usage(text);
    if (!usage) {
      return fail(ErrorKind::usage, "CLI-USAGE", {arg("word", text)});
    }
    usages.push_back(*usage);
  }
  return usages;
}

/// With a reason, the orders of the sites that the rules refuse are made as well.
csr::Forced force(rules::Admission& admission, const DossierInput& input,
                  const std::string& reason) {
  if (reason.empty()) {
    return {};
  }
  csr::Forced forced{ids_of(admission.refused), reason};
  admission.admitted = input.sites;
  admission.refused.clear();
  return forced;
}

/// The sites of those that were refused for which --force would make all orders: what an order
/// cannot be made without, no reason brings.
std::vector<std::string> forceable(const csr::Request& request, const rules::Admission& admission) {
  auto ids = ids_of(admission.refused);
  if (ids.empty()) {
    return ids;
  }
  auto asked = request;
  asked.sites = admission.refused;
  asked.dry_run = true;
  asked.key_file.reset();
  asked.progress = {};
  const auto outcome = csr::make_orders(asked);
  if (!outcome) {
    return {};
  }
  std::erase_if(ids, [&](const std::string& id) {
    return std::ranges::find(outcome->failures, id, &csr::Outcome::Failure::site) !=
           outcome->failures.end();
  });
  return ids;
}

void print_json(const csr::Outcome& outcome, const rules::Admission& admission,
                const Signatures* signatures, const Session& session) {
  csr::Beside beside{admission.findings, admission.refused.size()};
  const auto add = [&beside](const Findings& more) {
    beside.findings.insert(beside.findings.end(), more.begin(), more.end());
  };
  add(outcome.findings);
  if (signatures != nullptr) {
    add(signatures->findings);
    beside.signatures = &signatures->outcome;
  }
  csr::write_json(outcome, beside, session.heading(), session.output());
}

/// Says what stands beside the orders: why sites are left out (and which --force would take),
/// remarks, keys that others could read, an interruption.
void tell(const csr::Outcome& outcome, const rules::Admission& admission,
          const std::vector<std::string>& may_be_forced, const Session& session) {
  std::cerr << render::findings_to_text(shown_findings(admission.findings, session),
                                        session.style());
  for (const auto* site : admission.refused) {
    const bool may = std::ranges::find(may_be_forced, site->id) != may_be_forced.end();
    std::cerr << session.text(may ? "cli.csr.left-out-forceable" : "cli.csr.left-out",
                              {arg("site", render::printable(site->id))})
              << '\n';
  }
  if (!session.quiet) {
    std::cerr << render::findings_to_text(outcome.findings, session.style());
  }
  for (const auto& order : outcome.orders) {
    if (order.key_was_open) {
      session.say(session.text("cli.csr.key-was-open",
                               {arg("folder", render::printable(order.folder.string()))}));
    }
  }
  if (outcome.interrupted) {
    session.say(session.text("cli.interrupted"));
  }
}

int code_of(const csr::Outcome& outcome, const rules::Admission& admission,
            const Session& session) {
  int code = admission.refused.empty() ? kFine : kFindings;
  for (const auto& failure : outcome.failures) {
    session.complain(failure.error,
                     session.text("cli.csr.failed", {arg("site", render::printable(failure.site)),
                                                     arg("usage", to_string(failure.usage))}));
    code = std::max(code, exit_code(failure.error.kind));
  }
  if (outcome.index_error) {
    session.complain(*outcome.index_error);
    code = std::max(code, exit_code(outcome.index_error->kind));
  }
  return outcome.interrupted ? kInterrupted : code;
}

/// What the order sheets say to do with the certificate. The sheet is read elsewhere and later, so
/// that the path of the workspace is a whole one.
csr::SheetCommands sheet_commands(const CsrOptions& options, const model::Dossier& dossier) {
  const auto path = std::filesystem::absolute(options.workspace).lexically_normal();
  const auto workspace = shell_word(path.string());
  const bool is_rehearsal = dossier.environment == model::Environment::rehearsal;
  const std::string install = "dmpcert install CERTIFICAT --workspace " + workspace + " \\";
  const std::string trust =
      std::string("  --trust AUTORITES") + (is_rehearsal ? " --trust-any" : "");
  return {{install, trust + " --verify-only", install, trust}, {"dmpcert expiry " + workspace}};
}

/// The library's request, but for the passphrase.
Result<csr::Request> request_of(const CsrOptions& options, const DossierInput& input,
                                const Sites& sites, const Session& session) {
  const auto key = parse_key(options.key);
  auto usages = parse_usages(options.usages);
  if (!key || !usages) {
    return fail(key ? usages.error() : key.error());
  }
  csr::Request request{.dossier = *input.reading.value,
                       .sites = sites,
                       .usages = std::move(*usages),
                       .policy = input.policy,
                       .workspace = options.workspace,
                       .service_name = options.service_name,
                       .key = *key,
                       .plain_key = options.plain_key,
                       .now = session.now(),
                       .recorded_at = session.clock(),
                       .user = user_name(),
                       .commands = sheet_commands(options, *input.reading.value),
                       .renew = options.renew,
                       .dry_run = options.dry_run || options.status,
                       .jobs = options.jobs,
                       .stop = interrupted};
  if (!options.key_file.empty()) {
    request.key_file = options.key_file;
  }
  return request;
}

/// Tells whether the request would generate a key: an order that is there has its own.
Result<bool> needs_new_key(csr::Request request) {
  if (request.dry_run || request.key_file) {
    return false;
  }
  request.dry_run = true;
  return csr::make_orders(request).map([](const csr::Outcome& outcome) {
    return std::ranges::any_of(outcome.orders,
                               [](const auto& order) { return order.act == csr::Act::planned; });
  });
}

/// The passphrase of the new keys: as the options say, else asked for where a key needs one.
Result<std::optional<Secret>> passphrase_for(const CsrOptions& options, const csr::Request& request,
                                             const Session& session) {
  const auto purpose = session.text("cli.ask.purpose.new-keys");
  auto ways = options.passphrase;
  if (!ways.given() && !options.plain_key) {
    const auto needed = needs_new_key(request);
    if (!needed) {
      return fail(needed.error());
    }
    if (*needed && !can_ask()) {
      return fail(ErrorKind::usage, "CLI-PLAIN-KEY");
    }
    ways.prompt = *needed;
  }
  return obtain_passphrase(
      ways, session, purpose,
      options.key_file.empty() ? PassphraseJudge(check_new_passphrase) : PassphraseJudge());
}

Result<csr::Outcome> make_orders(csr::Request& request, const Session& session) {
  ProgressLine line(session);
  request.progress = [&line](const csr::Progress& progress) {
    line.show(progress.done, progress.total, progress.made);
  };
  return csr::make_orders(request);
}

int make(const CsrOptions& options, const DossierInput& input, const Session& session) {
  auto admission = admit(input, options.finess, rules::Purpose::order, session);
  if (!admission) {
    return session.fail(admission.error());
  }
  auto forced = force(*admission, input, options.force);
  auto request = request_of(options, input, admission->admitted, session);
  if (!request) {
    return session.fail(request.error());
  }
  request->forced = std::move(forced);
  const auto passphrase = passphrase_for(options, *request, session);
  if (!passphrase) {
    return session.fail(passphrase.error());
  }
  request->passphrase = passphrase->has_value() ? &**passphrase : nullptr;
  // The card first: without it nothing is begun.
  Result<Signing> signing{};
  const bool signs = options.signing.wanted;
  if (signs) {
    signing = begin_signing(options.signing, options.verify.trust, session);
  }
  if (!signing) {
    return session.fail(signing.error());
  }
  const auto outcome = make_orders(*request, session);
  if (!outcome) {
    return session.fail(outcome.error());
  }
  tell(*outcome, *admission, forceable(*request, *admission), session);
  int code = code_of(*outcome, *admission, session);
  std::optional<Signatures> signatures;
  if (signs && !outcome->interrupted) {
    auto done = sign_orders(*signing, *request, *outcome, request->forced, session);
    if (!done) {
      return session.fail(done.error());
    }
    code = std::max(code, tell_signatures(*done, *signing, session));
    signatures = std::move(*done);
  }
  if (session.json()) {
    print_json(*outcome, *admission, signatures ? &*signatures : nullptr, session);
  } else {
    session.print(csr::to_text(*outcome, session.wording));
  }
  return code;
}

/// The orders that a dossier wants and the workspace does not have yet.
tl::expected<std::vector<csr::OrderOutcome>, int> planned_orders(const CsrOptions& options,
                                                                 const DossierInput& input,
                                                                 const Session& session) {
  const auto request = request_of(options, input, input.sites, session);
  if (!request) {
    return tl::make_unexpected(session.fail(request.error()));
  }
  auto outcome = csr::make_orders(*request);
  if (!outcome) {
    return tl::make_unexpected(session.fail(outcome.error()));
  }
  std::erase_if(outcome->orders, [](const auto& one) { return one.act != csr::Act::planned; });
  return std::move(outcome->orders);
}

int verify(const CsrOptions& options, const Session& session) {
  const auto usages = parse_usages(options.usages);
  return usages ? run_verify(options.verify,
                             {options.dossier, options.sites, options.policy, *usages,
                              options.service_name},
                             session)
                : session.fail(usages.error());
}

int run_csr(const CsrOptions& options, const Session& session) {
  if (!options.verify.files.empty()) {
    return verify(options, session);
  }
  if (!options.mark.state.empty()) {
    return mark_orders(options.mark, options.workspace, session);
  }
  if (options.status && options.dossier.empty()) {
    return show_orders(options.workspace, {}, {}, session);
  }
  if (options.dossier.empty()) {
    return session.fail({ErrorKind::usage, "CLI-REQUIRED", {arg("name", "DOSSIER")}, {}});
  }
  if (!options.verify.trust.named.empty() && !options.signing.wanted) {
    return session.fail({ErrorKind::usage,
                         "CLI-NEEDS",
                         {arg("first", "--trust"), arg("second", "--verify / --card")},
                         {}});
  }
  auto choice = options.sites;
  choice.all = choice.all || (options.status && choice.ids.empty());
  const auto input = load_dossier_input(session, options.dossier, options.policy, choice);
  if (!input) {
    return input.error();
  }
  if (!options.status) {
    return make(options, *input, session);
  }
  const auto planned = planned_orders(options, *input, session);
  if (!planned) {
    return planned.error();
  }
  const auto admission = admit(*input, options.finess, rules::Purpose::order, session);
  return admission ? show_orders(options.workspace, *planned, ids_of(admission->refused), session)
                   : session.fail(admission.error());
}

/// Refuses an empty text; the complaint itself is worded where all of them are.
CLI::Validator not_empty() {
  return {[](std::string& value) {
            return value.find_first_not_of(" \t") == std::string::npos ? "empty" : std::string();
          },
          ""};
}

/// Adds the word without which no key is written unencrypted.
void add_plain_key(CLI::App& command, bool& plain, const Session& session) {
  auto* option = command.add_flag("--plain-key", plain, session.text("cli.opt.csr-plain-key"));
  option->group(session.text("cli.group.passphrase"));
  for (const auto* way : {"-file", "-env", "-fd", "-prompt"}) {
    option->excludes(command.get_option(std::string("--passphrase") + way));
  }
}

void add_orders(CLI::App& command, CsrOptions& options, const Session& session) {
  auto* status = command.add_flag("--status", options.status, session.text("cli.opt.status"));
  auto* mark =
      take_one_of(command.add_option("--mark", options.mark.state, session.text("cli.opt.mark")),
                  {"requested", "delivered", "superseded", "revoked"})
          ->excludes(status);
  auto* order = command.add_option("--order", options.mark.folders, session.text("cli.opt.order"))
                    ->type_name("DIR")
                    ->allow_extra_args(false)
                    ->needs(mark);
  mark->needs(order);
  command.add_option("--note", options.mark.note, session.text("cli.opt.note"))
      ->type_name("TEXT")
      ->needs(mark);
  for (auto* option : {status, mark, order}) {
    option->group(session.text("cli.group.orders"));
  }
}

}  // namespace

void add_csr(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<CsrOptions>();
  auto* command = add_command(root, "csr", session);
  add_path(*command, "DOSSIER", options->dossier, session);
  add_sites(*command, options->sites, session);
  add_policy(*command, options->policy, session);
  command->add_option("--finess", options->finess, session.text("cli.opt.finess"))
      ->type_name("FILE");
  command->add_option("--usage", options->usages, session.text("cli.opt.usages"))
      ->type_name("USAGE,…")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--service-name", options->service_name, session.text("cli.opt.service-name"))
      ->check(not_empty())
      ->type_name("NAME");
  command->add_option("--workspace", options->workspace, session.text("cli.opt.workspace"))
      ->type_name("DIR");
  auto* key = command->add_option("--key", options->key, session.text("cli.opt.key"))
                  ->check(not_empty())
                  ->type_name("rsa:BITS|ec:p256");
  command->add_option("--key-file", options->key_file, session.text("cli.opt.csr-key-file"))
      ->type_name("FILE")
      ->excludes(key);
  add_passphrase_options(*command, options->passphrase, "passphrase", session);
  add_plain_key(*command, options->plain_key, session);
  command->add_option("--jobs", options->jobs, session.text("cli.opt.jobs"))
      ->check(whole_number(1, kMostJobs))
      ->type_name("N");
  command->add_flag("--renew", options->renew, session.text("cli.opt.renew"));
  command->add_option("--force", options->force, session.text("cli.opt.force"))
      ->check(not_empty())
      ->type_name("REASON");
  command->add_flag("-n,--dry-run", options->dry_run, session.text("cli.opt.dry-run"));
  add_orders(*command, *options, session);
  add_verify_options(*command, options->verify, session);
  add_signing_options(*command, options->signing, session);
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "csr";
    chosen = [options, &session] { return run_csr(*options, session); };
  });
}

}  // namespace dmp::cli
