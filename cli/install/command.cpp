#include <algorithm>
#include <filesystem>

#include "dmp/files/read.hpp"
#include "dmp/install/install.hpp"
#include "dmp/rules/dossier.hpp"
#include "install/back.hpp"
#include "install/extras.hpp"
#include "install/targets.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"
#include "system/folder.hpp"
#include "system/passphrase.hpp"
#include "system/process.hpp"
#include "system/run_secrets.hpp"
#include "system/trust.hpp"

namespace dmp::cli {
namespace {

struct InstallOptions {
  std::vector<std::string> delivered;
  std::string dossier;
  std::string policy;
  std::string workspace;
  TrustOptions trust;
  std::string usage;
  std::string key_file;
  TargetOptions targets;
  ExtraOptions extras;
  PassphraseOptions passphrase;
  bool list = false;
  bool rollback = false;
  std::string run;
  bool plain_key = false;
  bool older = false;
  bool verify_only = false;
  bool dry_run = false;
};

constexpr const char* kDefaultWorkspace = "dmp-workspace";

std::optional<std::string> workspace_of(const InstallOptions& options) {
  if (options.workspace.empty() && !std::filesystem::exists(kDefaultWorkspace)) {
    return std::nullopt;
  }
  return options.workspace.empty() ? kDefaultWorkspace : options.workspace;
}

install::Source source(const std::string& path, const Bytes& content, Status is_own,
                       const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  install::Source read{path, std::make_shared<const Secret>(content), folder};
  const fs::path named = path == "-" ? "/dev/stdin" : path;
  read.by_descriptor = (path == "-" || path.starts_with("/dev/") || path.starts_with("/proc/")) &&
                       fs::is_regular_file(named, ignored);
  if (!is_own) {
    read.foreign = std::move(is_own.error());
  }
  return read;
}

/// What the request points to and therefore has to live as long as it.
struct Held {
  std::optional<documents::Reading<model::Dossier>> dossier;
  std::optional<Secret> passphrase;
  Targets targets;
};

Status add_delivered(const std::string& named, install::Request& request) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(named, ignored)) {
    Status is_own;
    return read_named(named, files::kDefaultLimit, &is_own).map([&](const Bytes& content) {
      request.delivered.push_back(source(named, content, std::move(is_own), {}));
    });
  }
  auto held = read_folder(named);
  if (!held) {
    return fail(std::move(held.error()));
  }
  if (held->empty()) {
    return fail(ErrorKind::input, "INSTALL-FOLDER-EMPTY", {arg("file", named)});
  }
  for (auto& file : *held) {
    request.delivered.push_back(source(file.path, file.content, std::move(file.is_own), named));
    file.content = {};  // Held twice at no time.
  }
  return {};
}

Status add_sources(const InstallOptions& options, install::Request& request) {
  for (const auto& named : options.delivered) {
    if (auto added = add_delivered(named, request); !added) {
      return added;
    }
  }
  auto trusted = read_trust_files(options.trust);
  if (!trusted) {
    return fail(trusted.error());
  }
  for (auto& file : *trusted) {
    request.trusted.push_back(
        {std::move(file.path), std::make_shared<const Secret>(file.content), file.folder});
  }
  if (!options.key_file.empty()) {
    // Whoever else owns it may know the key, or whoever may read it.
    Status is_closed;
    auto content =
        options.key_file == "-"
            ? read_input(options.key_file, Whose::ours)
            : files::read_own_key_file(options.key_file, files::KeyReaders::group, &is_closed);
    if (!content) {
      return fail(content.error());
    }
    request.key_file = source(options.key_file, *content, std::move(is_closed), {});
  }
  return {};
}

Status add_secrets(const InstallOptions& options, const documents::InstallPlan& plan,
                   const Session& session, Held& held, install::Request& request) {
  auto passphrase =
      obtain_passphrase(options.passphrase, session, session.text("cli.ask.purpose.delivered"));
  if (!passphrase) {
    return fail(passphrase.error());
  }
  held.passphrase = std::move(*passphrase);
  request.passphrase = held.passphrase ? &*held.passphrase : nullptr;
  auto targets = read_targets(options.targets, plan, session);
  if (!targets) {
    return fail(targets.error());
  }
  held.targets = std::move(*targets);
  request.targets = held.targets.all;
  return check_snippets(options.extras, request.targets);
}

Status add_commands(const InstallOptions& options, const documents::InstallPlan& plan,
                    install::Request& request) {
  auto commands = read_commands(options.targets, plan);
  if (!commands) {
    return fail(commands.error());
  }
  if (auto fine = check_extras(options.extras); !fine) {
    return fine;
  }
  auto revocation = read_revocation(options.extras.revocation, options.extras.timeout);
  if (!revocation) {
    return fail(revocation.error());
  }
  request.revocation = std::move(*revocation);
  request.commands = std::move(*commands);
  request.keep = options.targets.keep;
  return {};
}

Status add_usage(const InstallOptions& options, install::Request& request) {
  if (options.usage.empty()) {
    return {};
  }
  request.expected_usage = model::parse_usage(options.usage);
  if (!request.expected_usage) {
    return fail(ErrorKind::usage, "CLI-USAGE", {arg("word", options.usage)});
  }
  return {};
}

install::Stage stage_of(const InstallOptions& options) {
  return options.verify_only ? install::Stage::verify
         : options.dry_run   ? install::Stage::rehearse
                             : install::Stage::install;
}

Result<install::Request> prepare(const InstallOptions& options, const Session& session,
                                 Held& held) {
  install::Request request;
  const bool is_dossiers = options.policy.empty() && held.dossier;
  auto policy = load_policy(session, is_dossiers ? held.dossier->value->edition : options.policy,
                            Whose::ours);
  if (!policy) {
    return fail(policy.error());
  }
  request.policy = std::move(*policy);
  request.trust_rule = options.trust.rule();
  request.now = session.now();
  request.recorded_at = session.clock();
  request.user = user_name();
  request.plain_key = options.plain_key;
  request.older = options.older;
  request.stage = stage_of(options);
  request.stop = interrupted;
  request.workspace = workspace_of(options);
  const auto plan = load_plan(options.targets);
  if (!plan) {
    return fail(plan.error());
  }
  for (const auto& status : {add_usage(options, request), add_commands(options, *plan, request),
                             add_sources(options, request)}) {
    if (!status) {
      return fail(status.error());
    }
  }
  if (const auto status = add_secrets(options, *plan, session, held, request); !status) {
    return fail(status.error());
  }
  return request;
}

/// A P12 without a passphrase is asked for at the terminal, once.
Result<install::Outcome> install_asking(install::Request& request, const Session& session,
                                        Held& held) {
  auto outcome = install::install(request);
  const bool needed = !outcome && outcome.error().reason == Reason::passphrase_needed;
  if (!needed || request.passphrase != nullptr || !can_ask()) {
    return outcome;
  }
  auto typed = ask_passphrase(session, session.text("cli.ask.purpose.delivered"));
  if (!typed) {
    return fail(typed.error());
  }
  remember_secret(*typed);
  held.passphrase = std::move(*typed);
  request.passphrase = &*held.passphrase;
  return install::install(request);
}

int run_install(const InstallOptions& options, const Session& session) {
  if (options.list) {
    return list_installed(options.targets, session);
  }
  if (options.rollback) {
    return go_back(options.targets, {options.run, workspace_of(options), options.dry_run}, session);
  }
  if (options.delivered.empty()) {
    return session.fail(fail(ErrorKind::usage, "CLI-NOTHING-DELIVERED").value());
  }
  Held held;
  if (!options.dossier.empty()) {
    auto reading = load_dossier(options.dossier, Whose::ours);
    if (!reading) {
      return session.fail(reading.error());
    }
    if (!reading->value) {
      return session.fail_reading(reading->findings);
    }
    if (const auto errors = rules::document_errors(*reading); !errors.empty()) {
      return session.fail_reading(errors);
    }
    held.dossier = std::move(*reading);
  }
  auto request = prepare(options, session, held);
  if (!request) {
    return session.fail(request.error());
  }
  request->dossier = held.dossier ? &*held.dossier->value : nullptr;
  const auto outcome = install_asking(*request, session, held);
  if (!outcome) {
    return session.fail(outcome.error());
  }
  if (!session.json()) {
    session.print(install::to_text(*outcome, request->stage, request->now, session.style()));
  }
  std::vector<install::Probed> probes;
  const bool is_in_place = request->stage == install::Stage::install && !outcome->interrupted;
  const int probed = is_in_place ? probe_installed({options.extras, options.trust}, *outcome,
                                                   *request, probes, session)
                                 : kFine;
  if (session.json() && (probed == kFine || probed == kFindings)) {
    install::write_json(*outcome, probes, session.heading(), session.output());
  }
  if (outcome->interrupted) {
    return kInterrupted;
  }
  const int shown = show_snippets(options.extras, *outcome, session);
  return !outcome->accepted ? kFindings : probed != kFine ? probed : shown;
}

}  // namespace

void add_install(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<InstallOptions>();
  auto* command = add_command(root, "install", session);
  add_paths(*command, "CERTIFICATE", options->delivered, session);
  const auto text_option = [&](const std::string& name, std::string& value, const char* type) {
    command->add_option("--" + name, value, session.text("cli.opt." + name))->type_name(type);
  };
  text_option("dossier", options->dossier, "FILE");
  add_policy(*command, options->policy, session);
  text_option("workspace", options->workspace, "DIR");
  add_trust_options(*command, options->trust, session);
  text_option("usage", options->usage, "USAGE");
  text_option("key-file", options->key_file, "FILE");
  add_passphrase_options(*command, options->passphrase, "passphrase", session);
  add_target_options(*command, options->targets, session);
  auto* list = command->add_flag("--list", options->list, session.text("cli.opt.list"));
  command->add_flag("--rollback", options->rollback, session.text("cli.opt.rollback"))
      ->excludes(list);
  text_option("run", options->run, "RUN");
  command->add_flag("--plain-key", options->plain_key, session.text("cli.opt.plain-key"));
  command->add_flag("--older", options->older, session.text("cli.opt.older"));
  command->add_flag("--verify-only", options->verify_only, session.text("cli.opt.verify-only"));
  command->add_flag("-n,--dry-run", options->dry_run, session.text("cli.opt.dry-run"));
  add_extra_options(*command, options->extras, session);
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "install";
    chosen = [options, &session] { return run_install(*options, session); };
  });
}

}  // namespace dmp::cli
