#include "csr/verify.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <iostream>
#include <iterator>

#include "dmp/base/secret.hpp"
#include "dmp/csr/report.hpp"
#include "system/choice.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

/// Thousands of requests fit; a larger file is none of requests.
constexpr std::uintmax_t kLargestFile = std::uintmax_t{16} * 1024 * 1024;

/// Held is what was read beside the requests.
struct Held {
  policy::Policy policy;
  std::optional<DossierInput> dossier;
  Sites sites;
  Findings faulty;  ///< Of the chosen sites' part of the dossier.
  std::optional<x509::DebianKeys> weak_keys;
  std::vector<x509::Certificate> trusted;
};

Result<std::string> dossier_of(const VerifyOptions& options, const VerifyChoice& choice) {
  if (!options.dossier.empty() && !choice.dossier.empty()) {
    return fail(ErrorKind::usage, "CLI-EXCLUDES",
                {arg("first", "--dossier"), arg("second", "DOSSIER")});
  }
  auto path = options.dossier.empty() ? choice.dossier : options.dossier;
  if (path.empty() && !choice.sites.ids.empty()) {
    return fail(ErrorKind::usage, "CLI-NEEDS",
                {arg("first", "--site"), arg("second", "--dossier")});
  }
  return path;
}

Status load_weak_keys(const std::string& path, Held& held) {
  if (path.empty()) {
    return {};
  }
  return read_named(path)
      .and_then(
          [&path](const Bytes& content) { return x509::DebianKeys::read(as_text(content), path); })
      .map([&held](x509::DebianKeys keys) { held.weak_keys = std::move(keys); });
}

Status load_trusted(const TrustOptions& options, Held& held) {
  return read_trusted(options).map(
      [&held](std::vector<x509::Certificate> trusted) { held.trusted = std::move(trusted); });
}

/// The latest moment that --as-of can mean, where the clock is not asked: its day is a whole one.
Instant latest(const Session& session) {
  const auto now = session.now();
  return session.as_of_text.empty() ? now : now + std::chrono::days(1) - std::chrono::seconds(1);
}

/// The reader's errors in the chosen sites' part of the dossier.
Findings faults_of(const documents::Reading<model::Dossier>& reading, const Sites& sites) {
  Findings faults;
  std::ranges::copy_if(reading.findings, std::back_inserter(faults), [&](const Finding& one) {
    return one.severity == Severity::error &&
           std::ranges::find(sites, one.site, &model::Establishment::id) != sites.end();
  });
  return faults;
}

/// Reads policy and dossier and chooses sites; on failure everything has been said.
tl::expected<void, int> load(const std::string& dossier, const VerifyChoice& choice,
                             const Session& session, Held& held) {
  if (dossier.empty()) {
    auto policy = load_policy(session, choice.policy, Whose::anybodys);
    if (!policy) {
      return tl::make_unexpected(session.fail(policy.error()));
    }
    held.policy = std::move(*policy);
    return {};
  }
  auto input = load_dossier_input(session, dossier, choice.policy,
                                  {choice.sites.ids, choice.sites.ids.empty()});
  if (!input) {
    return tl::make_unexpected(input.error());
  }
  held.policy = input->policy;
  // A request for a site that has errors is compared with what can be said of that site.
  held.sites = input->sites;
  held.dossier = std::move(*input);
  held.faulty = faults_of(held.dossier->reading, held.sites);
  std::cerr << render::findings_to_text(held.faulty, session.style());
  return {};
}

int show(const csr::VerifyOutcome& outcome, const Held& held, const VerifyOptions& options,
         const Session& session) {
  const auto threshold = options.fail_on == "warning" ? Severity::warning : Severity::error;
  int code = has_at_least(outcome.findings, threshold) ? kFindings : kFine;
  if (!held.faulty.empty()) {
    code = kFindings;
  }
  for (const auto& error : outcome.errors) {
    session.complain(error);
    code = std::max(code, exit_code(error.kind));
  }
  if (session.json()) {
    csr::write_json(outcome, held.faulty, session.heading(), session.output());
  } else {
    session.print(csr::to_text(outcome, session.style()));
    const auto refused =
        std::ranges::count(outcome.requests, false, &rules::JudgedRequest::accepted);
    session.say(session.text("cli.csr.verified",
                             {arg("count", outcome.requests.size()), arg("refused", refused)}));
  }
  return code;
}

int verify(const VerifyOptions& options, const VerifyChoice& choice, const Held& held,
           const Session& session) {
  std::deque<Bytes> contents;
  std::vector<Error> unreadable;
  csr::VerifyRequest request;
  for (const auto& file : options.files) {
    auto content = read_named(file, kLargestFile);
    if (content) {
      contents.push_back(std::move(*content));
      request.inputs.push_back({file, contents.back()});
    } else {
      unreadable.push_back(content.error());
    }
  }
  request.by = {.dossier = held.dossier ? &*held.dossier->reading.value : nullptr,
                .sites = held.sites,
                .usages = choice.usages,
                .service_name = choice.service_name,
                .policy = held.policy,
                .weak_keys = held.weak_keys ? &*held.weak_keys : nullptr,
                .trusted = held.trusted,
                .trust_rule = options.trust.rule(),
                .now = latest(session)};
  request.stop = interrupted;
  auto outcome = csr::verify(request);
  outcome.errors.insert(outcome.errors.begin(), unreadable.begin(), unreadable.end());
  return show(outcome, held, options, session);
}

}  // namespace

void add_verify_options(CLI::App& command, VerifyOptions& options, const Session& session) {
  auto* verify = command.add_option("--verify", options.files, session.text("cli.opt.verify"));
  auto* dossier =
      command.add_option("--dossier", options.dossier, session.text("cli.opt.verify-dossier"));
  auto* weak_keys =
      command.add_option("--weak-keys", options.weak_keys, session.text("cli.opt.weak-keys"));
  auto* fail_on =
      take_one_of(command.add_option("--fail-on", options.fail_on, session.text("cli.opt.fail-on")),
                  {"error", "warning"});
  add_trust_options(command, options.trust, session);
  auto* trust = command.get_option("--trust");
  auto* trust_any = command.get_option("--trust-any");
  auto* trust_partial = command.get_option("--trust-partial");
  for (auto* option : {verify, dossier, weak_keys}) {
    option->type_name("FILE");
  }
  fail_on->type_name("error|warning");
  for (auto* option : {verify, dossier, weak_keys, trust, trust_any, trust_partial, fail_on}) {
    option->group(session.text("cli.group.verify"));
    // --trust serves --card as well.
    if (option != verify && option != trust) {
      option->needs(verify);
    }
  }
  // What would act on orders; what only says how, and may stand in a file of options, is let be.
  for (const auto* name : {"--renew", "--force", "--dry-run", "--key-file", "--status", "--mark"}) {
    verify->excludes(command.get_option(name));
  }
}

int run_verify(const VerifyOptions& options, const VerifyChoice& choice, const Session& session) {
  Held held;
  const auto dossier = dossier_of(options, choice);
  if (!dossier) {
    return session.fail(dossier.error());
  }
  if (const auto listed = load_weak_keys(options.weak_keys, held); !listed) {
    return session.fail(listed.error());
  }
  if (const auto read = load_trusted(options.trust, held); !read) {
    return session.fail(read.error());
  }
  const auto loaded = load(*dossier, choice, session, held);
  return loaded ? verify(options, choice, held, session) : loaded.error();
}

}  // namespace dmp::cli
