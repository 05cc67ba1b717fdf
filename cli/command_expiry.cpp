#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "commands.hpp"
#include "dmp/expiry/expiry.hpp"
#include "exit_code.hpp"
#include "passphrase.hpp"
#include "process.hpp"

namespace dmp::cli {
namespace {

struct ExpiryOptions {
  std::vector<std::string> paths;
  std::string warn = "90d";
  std::string critical = "30d";
  PassphraseOptions passphrase;
};

/// A number of days: "90", "90d" or "12w".
Result<int> parse_days(const std::string& text) {
  int days = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, days);
  const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  constexpr int kLongest = 36'500;
  const bool known = unit.empty() || unit == "d" || unit == "w";
  if (error != std::errc() || !known || days < 0 || days > kLongest) {
    return fail(ErrorKind::usage, "CLI-DURATION", {arg("value", text)});
  }
  return unit == "w" ? days * 7 : days;
}

report::Document document_of(const expiry::Outcome& outcome, const Session& session) {
  auto document = session.document();
  for (const auto& row : outcome.rows) {
    document.certificates.push_back({row.source, row.facts, row.status, row.days_left});
  }
  document.errors = outcome.broken;
  document.summary = {{"certificates", static_cast<long long>(outcome.rows.size())},
                      {"files", static_cast<long long>(outcome.files)},
                      {"due", static_cast<long long>(outcome.due)},
                      {"broken", static_cast<long long>(outcome.broken.size())}};
  return document;
}

Result<expiry::Request> prepare(const ExpiryOptions& options, const Session& session) {
  expiry::Request request;
  const auto warn = parse_days(options.warn);
  const auto critical = parse_days(options.critical);
  if (!warn || !critical) {
    return fail(warn ? critical.error() : warn.error());
  }
  request.warn_days = *warn;
  request.critical_days = *critical;
  request.as_of = session.now();
  request.stop = interrupted;
  for (const auto& path : options.paths) {
    if (path != "-") {
      request.paths.emplace_back(path);
      continue;
    }
    auto content = read_named(path);
    if (!content) {
      return fail(content.error());
    }
    request.given.push_back({path, std::move(*content)});
  }
  return request;
}

/// Authorities that end later than anything of ours are many and rarely asked for: --verbose shows
/// them.
void print_text(const report::Document& document, const Session& session) {
  auto rows = document.certificates;
  if (session.verbose == 0) {
    std::erase_if(rows, [](const report::CertificateRow& row) {
      return row.facts.usage == model::Usage::ca && row.status == model::CertificateStatus::valid;
    });
  }
  const auto hidden = document.certificates.size() - rows.size();
  if (rows.empty()) {
    session.print(report::certificates_to_text(document.certificates, session.style()));
    return;
  }
  session.print(report::certificates_to_text(rows, session.style()));
  if (hidden > 0) {
    session.say(session.text("cli.expiry.hidden", {arg("count", hidden)}));
  }
}

int run_expiry(const ExpiryOptions& options, const Session& session) {
  auto request = prepare(options, session);
  if (!request) {
    return session.fail(request.error());
  }
  const auto passphrase = obtain_passphrase(options.passphrase, session,
                                            session.text("cli.ask.purpose.delivered"), false);
  if (!passphrase) {
    return session.fail(passphrase.error());
  }
  request->passphrase = passphrase->has_value() ? &**passphrase : nullptr;
  const auto outcome = expiry::expiry(*request);
  const auto document = document_of(outcome, session);
  for (const auto& error : outcome.broken) {
    session.complain(error);
  }
  if (session.json()) {
    session.print_document(document);
  } else if (!document.certificates.empty()) {
    print_text(document, session);
  }
  if (outcome.interrupted) {
    return kInterrupted;
  }
  if (std::ranges::any_of(outcome.broken,
                          [](const Error& error) { return error.kind == ErrorKind::secret; })) {
    return kSecret;
  }
  if (outcome.rows.empty()) {
    return kInput;
  }
  if (outcome.due > 0) {
    return kFindings;
  }
  return outcome.broken.empty() ? kFine : kInput;
}

}  // namespace

void add_expiry(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<ExpiryOptions>();
  auto* command = add_command(root, "expiry", session);
  add_paths(*command, "PATH", options->paths, session)->required();
  command->add_option("--warn", options->warn, session.text("cli.opt.warn"))->type_name("90d");
  command->add_option("--critical", options->critical, session.text("cli.opt.critical"))
      ->type_name("30d");
  add_passphrase_options(*command, options->passphrase, "passphrase", session);
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "expiry";
    chosen = [options, &session] { return run_expiry(*options, session); };
  });
}

}  // namespace dmp::cli
