#include <algorithm>

#include "commands.hpp"
#include "csr_verify.hpp"
#include "dmp/csr/csr.hpp"
#include "exit_code.hpp"
#include "passphrase.hpp"
#include "process.hpp"

namespace dmp::cli {
namespace {

struct CsrOptions {
  std::string dossier;
  SiteChoice sites;
  std::string policy;
  std::vector<std::string> usages;
  std::string workspace = "dmp-workspace";
  std::string key = "rsa:2048";
  PassphraseOptions passphrase;
  VerifyOptions verify;
  bool renew = false;
  bool dry_run = false;
};

std::string_view word(csr::Act act) {
  switch (act) {
    case csr::Act::made:
      return "made";
    case csr::Act::unchanged:
      return "unchanged";
    case csr::Act::planned:
      return "planned";
  }
  return "made";
}

Result<int> rsa_bits(const std::string& key) {
  for (const int bits : {2048, 3072, 4096}) {
    if (key == "rsa:" + std::to_string(bits)) {
      return bits;
    }
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

report::Document document_of(const csr::Outcome& outcome, const Findings& findings,
                             const Session& session) {
  auto document = session.document();
  document.findings = findings;
  long long made = 0;
  for (const auto& order : outcome.orders) {
    made += order.act == csr::Act::made ? 1 : 0;
    document.orders.push_back({order.order, order.folder.string(), std::string(word(order.act))});
  }
  for (const auto& failure : outcome.failures) {
    document.errors.push_back(failure.error);
  }
  document.summary = {{"orders", static_cast<long long>(outcome.orders.size())},
                      {"made", made},
                      {"failed", static_cast<long long>(outcome.failures.size())},
                      {"interrupted", outcome.interrupted}};
  return document;
}

void print_text(const csr::Outcome& outcome, const Session& session) {
  for (const auto& made : outcome.orders) {
    const Args args = {
        arg("site", report::printable(made.order.site)), arg("usage", to_string(made.order.usage)),
        arg("service", made.order.service), arg("folder", report::printable(made.folder.string()))};
    session.print(session.text("cli.csr." + std::string(word(made.act)), args) + "\n");
  }
}

/// Keys that others could read have been closed; whoever runs us should know that they were open.
void tell_open_keys(const csr::Outcome& outcome, const Session& session) {
  for (const auto& order : outcome.orders) {
    if (order.key_was_open) {
      session.say(session.text("cli.csr.key-was-open",
                               {arg("folder", report::printable(order.folder.string()))}));
    }
  }
}

int code_of(const csr::Outcome& outcome, const Session& session) {
  int code = outcome.interrupted ? kInterrupted : kFine;
  for (const auto& failure : outcome.failures) {
    session.complain(failure.error,
                     session.text("cli.csr.failed", {arg("site", report::printable(failure.site)),
                                                     arg("usage", to_string(failure.usage))}));
    code = std::max(code, exit_code(failure.error.kind));
  }
  return code;
}

int make(const CsrOptions& options, const DossierInput& input, const Session& session) {
  const auto bits = rsa_bits(options.key);
  const auto usages = parse_usages(options.usages);
  if (!bits || !usages) {
    return session.fail(bits ? usages.error() : bits.error());
  }
  if (*bits != 2048) {
    session.say(session.text("cli.csr.unusual-key", {arg("key", options.key)}));
  }
  const auto passphrase = obtain_passphrase(options.passphrase, session,
                                            session.text("cli.ask.purpose.new-keys"), true);
  if (!passphrase) {
    return session.fail(passphrase.error());
  }
  const csr::Request request{*input.reading.value,
                             input.chosen.sites,
                             *usages,
                             input.policy,
                             options.workspace,
                             *bits,
                             passphrase->has_value() ? &**passphrase : nullptr,
                             session.clock(),
                             user_name(),
                             options.renew,
                             options.dry_run,
                             interrupted};
  const auto outcome = csr::make_orders(request);
  if (!outcome) {
    return session.fail(outcome.error());
  }
  tell_open_keys(*outcome, session);
  const int code =
      std::max(code_of(*outcome, session), input.chosen.left_out.empty() ? kFine : kInput);
  if (session.json()) {
    session.print_document(document_of(*outcome, input.chosen.left_out, session));
  } else {
    print_text(*outcome, session);
  }
  return code;
}

int verify(const CsrOptions& options, const Session& session) {
  const auto usages = parse_usages(options.usages);
  return usages ? run_verify(options.verify,
                             {options.dossier, options.sites, options.policy, *usages}, session)
                : session.fail(usages.error());
}

int run_csr(const CsrOptions& options, const Session& session) {
  if (!options.verify.files.empty()) {
    return verify(options, session);
  }
  if (options.dossier.empty()) {
    return session.fail({ErrorKind::usage, "CLI-REQUIRED", {arg("name", "DOSSIER")}, {}});
  }
  const auto input = load_dossier_input(session, options.dossier, options.policy, options.sites);
  return input ? make(options, *input, session) : input.error();
}

}  // namespace

void add_csr(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<CsrOptions>();
  auto* command = add_command(root, "csr", session);
  add_path(*command, "DOSSIER", options->dossier, session);
  add_sites(*command, options->sites, session);
  add_policy(*command, options->policy, session);
  command->add_option("--usage", options->usages, session.text("cli.opt.usages"))
      ->type_name("USAGE,…")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--workspace", options->workspace, session.text("cli.opt.workspace"))
      ->type_name("DIR");
  command->add_option("--key", options->key, session.text("cli.opt.key"))->type_name("rsa:BITS");
  add_passphrase_options(*command, options->passphrase, "passphrase", session);
  command->add_flag("--renew", options->renew, session.text("cli.opt.renew"));
  command->add_flag("-n,--dry-run", options->dry_run, session.text("cli.opt.dry-run"));
  add_verify_options(*command, options->verify, session);
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "csr";
    chosen = [options, &session] { return run_csr(*options, session); };
  });
}

}  // namespace dmp::cli
