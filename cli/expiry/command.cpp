#include <algorithm>
#include <iterator>

#include "dmp/expiry/expiry.hpp"
#include "dmp/expiry/report.hpp"
#include "expiry/sources.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"

namespace dmp::cli {
namespace {

struct ExpiryOptions {
  SourceOptions source;
  std::string warn;
  std::string critical;
  std::string output;
  bool strict = false;
};

/// The notices, by the policy where the command line says nothing: whoever wants to be warned later
/// than the policy's critical notice does not want that one.
Status read_thresholds(const ExpiryOptions& options, ExpiryInputs& inputs) {
  const auto read = [](const std::string& text, int usual, expiry::Threshold& threshold) {
    const auto given = text.empty() ? expiry::Threshold{usual} : expiry::parse_threshold(text);
    if (!given) {
      return Status(fail(ErrorKind::usage, "CLI-DURATION", {arg("value", text)}));
    }
    threshold = *given;
    return Status();
  };
  auto& warn = inputs.request.warn;
  return read(options.warn, inputs.policy.warn_days, warn).and_then([&] {
    const int usual = warn.percent ? inputs.policy.critical_days
                                   : std::min(inputs.policy.critical_days, warn.amount);
    return read(options.critical, usual, inputs.request.critical);
  });
}

/// Authorities that end later than anything of ours are many and rarely asked for: --verbose shows
/// them.
void print_text(const expiry::Outcome& outcome, expiry::ReportOptions options,
                const Session& session) {
  const auto hidden = std::ranges::count_if(outcome.rows, [](const auto& row) {
    return row.facts.usage == model::Usage::ca && row.status == model::CertificateStatus::valid;
  });
  options.style.all = session.verbose > 0 || hidden == std::ssize(outcome.rows);
  session.print(expiry::to_text(outcome, options));
  if (hidden > 0 && !options.style.all) {
    session.say(session.text("cli.expiry.hidden", {arg("count", hidden)}));
  }
}

Status print(const expiry::Outcome& outcome, const expiry::ReportOptions& options,
             const std::string& output, const std::vector<std::string>& inputs,
             const Session& session) {
  const auto rendered = [&] {
    const auto formats = expiry::formats();
    return std::ranges::find(formats, session.format, &expiry::Format::name)
        ->render(outcome, options);
  };
  if (!output.empty() && output != "-") {
    return write_output(output, rendered(), files::WriteMode::replace, inputs);
  }
  if (session.format == "text") {
    print_text(outcome, options, session);
  } else if (session.json()) {
    expiry::write_json(outcome, options, [&](std::string_view part) { session.print(part); });
  } else {
    session.print(rendered());
  }
  return {};
}

/// Files met in folders are told and no more, unless --strict asks for them; what was named is
/// owed.
int code_of(const expiry::Outcome& outcome, bool strict) {
  if (outcome.interrupted) {
    return kInterrupted;
  }
  const bool counts = strict || outcome.owed > 0;
  const auto any = [&broken = outcome.broken](ErrorKind kind) {
    return std::ranges::find(broken, kind, &Error::kind) != broken.end();
  };
  if (counts && any(ErrorKind::secret)) {
    return kSecret;
  }
  const bool unreached = any(ErrorKind::environment);
  if (outcome.certificates == 0 && outcome.due == 0) {
    return unreached ? kEnvironment : kInput;
  }
  if (outcome.due > 0) {
    return kFindings;
  }
  return !counts || outcome.broken.empty() ? kFine : unreached ? kEnvironment : kInput;
}

/// Whether it is an answer that nothing ends before the day of the filter.
bool answers_none(const expiry::Outcome& outcome, const expiry::Filter& filter) {
  return filter.expires_before && outcome.certificates > 0 && outcome.owed == 0;
}

/// As a monitoring plugin every failure is UNKNOWN, on standard output.
int fail_expiry(const Error& error, const Session& session) {
  if (session.format != "nagios") {
    return session.fail(error);
  }
  session.print(expiry::plugin_failure(error, session.wording));
  return expiry::kPluginUnknown;
}

/// The files and folders that the options have read.
std::vector<std::string> read_paths(const SourceOptions& options, const ExpiryInputs& inputs,
                                    const Session& session) {
  auto paths = options.sources;
  for (const auto* named : {&inputs.request.paths, &inputs.request.workspaces}) {
    std::ranges::transform(*named, std::back_inserter(paths),
                           [](const auto& path) { return path.string(); });
  }
  paths.insert(paths.end(), options.trust.named.begin(), options.trust.named.end());
  paths.insert(paths.end(), options.passphrase_files.begin(), options.passphrase_files.end());
  paths.insert(paths.end(), options.revocation.crls.begin(), options.revocation.crls.end());
  for (const auto& other :
       {options.list, options.workspace, options.policy, options.passphrase.file}) {
    paths.push_back(other);
  }
  std::ranges::copy(session.configuration->paths(), std::back_inserter(paths));
  return paths;
}

int run_expiry(const ExpiryOptions& options, const Session& session) {
  ExpiryInputs inputs;
  const auto ready = read_expiry_inputs(options.source, session, inputs).and_then([&] {
    return read_thresholds(options, inputs);
  });
  if (!ready) {
    return fail_expiry(ready.error(), session);
  }
  auto read = read_paths(options.source, inputs, session);
  const bool to_file = !options.output.empty() && options.output != "-";
  if (to_file) {  // Before hours of reading.
    if (const auto fine = check_output(options.output, read); !fine) {
      return fail_expiry(fine.error(), session);
    }
  }
  const auto outcome = expiry::expiry(inputs.request);
  const Error cut_short{ErrorKind::environment, "EXPIRY-INTERRUPTED", {}, {}};
  // Half a report takes no whole one's place, and what was not read is not known to be fine.
  if (outcome.interrupted && (to_file || session.format != "text")) {
    return fail_expiry(cut_short, session);
  }
  for (const auto& row : outcome.rows) {
    std::ranges::copy(row.places(), std::back_inserter(read));  // Also by a link in a folder.
  }
  const bool is_plugin = session.format == "nagios";
  for (const auto& error : outcome.broken) {
    if (!is_plugin) {
      session.complain(error);
    }
  }
  for (const auto& list : outcome.without_delta) {
    const Args args = {arg("list", render::printable(list))};
    session.say(session.text("CRL-WITHOUT-DELTA", args) + "\n  → " +
                session.wording.remedy("CRL-WITHOUT-DELTA", args));
  }
  const expiry::ReportOptions shown{session.style(),
                                    session.now(),
                                    inputs.request.warn,
                                    inputs.request.critical,
                                    options.strict || outcome.owed > 0,
                                    answers_none(outcome, inputs.request.filter)};
  if (shown.none_is_fine && outcome.rows.empty() && !is_plugin) {
    session.say(session.text("cli.expiry.none-before",
                             {arg_day("date", *inputs.request.filter.expires_before)}));
  }
  if (const auto written = print(outcome, shown, options.output, read, session); !written) {
    return fail_expiry(written.error(), session);
  }
  if (outcome.interrupted) {
    session.complain(cut_short);
  }
  return is_plugin ? expiry::plugin_code(outcome, shown) : code_of(outcome, options.strict);
}

}  // namespace

void add_expiry(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<ExpiryOptions>();
  auto* command = add_command(root, "expiry", session);
  add_source_options(*command, options->source, session);
  command->add_option("--warn", options->warn, session.text("cli.opt.warn"))->type_name("90d");
  command->add_option("--critical", options->critical, session.text("cli.opt.critical"))
      ->type_name("30d");
  command->add_flag("--strict", options->strict, session.text("cli.opt.strict"));
  command->add_option("-o,--output", options->output, session.text("cli.opt.output"))
      ->type_name("FILE");
  add_format(*command, session, names_of(expiry::formats()));
  command->callback([options, &session, &chosen] {
    session.command = "expiry";
    chosen = [options, &session] { return run_expiry(*options, session); };
  });
}

}  // namespace dmp::cli
