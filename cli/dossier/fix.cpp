#include "dmp/dossier/fix.hpp"

#include <algorithm>
#include <memory>

#include "dmp/render/patch.hpp"
#include "dossier/in_place.hpp"
#include "dossier/tables.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"

namespace dmp::cli {
namespace {

struct FixOptions {
  std::string dossier;
  std::string output;
  bool dry_run = false;
};

Args args_of(const dossier::Mend& mend) {
  return {arg("line", mend.at.line), arg("from", render::printable(mend.from)),
          arg("to", render::printable(mend.to))};
}

/// What was or would be changed, and what was not: on standard output, where nothing else goes
/// there.
void show(const dossier::Fixed& fixed, bool is_stdout_free, const Session& session) {
  const auto tell = [&](const std::string& line) {
    if (is_stdout_free) {
      session.print(line + "\n");
    } else {
      session.say(line);
    }
  };
  if (fixed.has_quotes) {
    tell(session.text("cli.dossier.fix.quotes"));
  }
  for (const auto& mend : fixed.mends) {
    tell(session.text("cli.dossier.fix.mend", args_of(mend)));
  }
  for (const auto& guess : fixed.guesses) {
    tell(session.text("cli.dossier.fix.guess", args_of(guess)));
  }
}

/// Writes the dossier where it belongs, and returns what became of it.
Result<std::string> write(const FixOptions& options, const Bytes& read,
                          const dossier::Fixed& fixed) {
  if (options.output.empty()) {
    return write_in_place(options.dossier, fixed.document,
                          [&](ByteView now) { return std::ranges::equal(read, now); });
  }
  const std::vector<std::string> inputs = {options.dossier};
  return keep_or_write(options.output, fixed.document, inputs).map([](bool is_new) {
    return std::string(is_new ? "create" : "keep");
  });
}

int run_fix(const FixOptions& options, const Session& session) {
  const auto content = read_input(options.dossier, Whose::ours);
  if (!content) {
    return session.fail(content.error());
  }
  const auto fixed = dossier::fix({*content, options.dossier});
  if (!fixed.understood) {
    return session.fail_reading(fixed.findings);
  }
  const auto path = options.output.empty() ? options.dossier : options.output;
  const bool is_patch = session.format == "diff" || (options.dry_run && !session.json());
  if (is_patch) {
    session.print(render::unified_diff(as_text(*content), fixed.document,
                                       options.dossier == "-" ? kNewDossier : options.dossier));
  } else if (path == "-" && !session.json()) {
    session.print(fixed.document);
  }
  std::string act = as_text(*content) == fixed.document ? "keep" : "replace";
  if (!is_patch && !options.dry_run && path != "-") {
    auto written = write(options, *content, fixed);
    if (!written) {
      return session.fail(written.error());
    }
    act = *written;
  }
  if (session.json()) {
    dossier::to_json(fixed, path, act, session.heading(), session.output());
    return kFine;
  }
  show(fixed, !is_patch && path != "-", session);
  if (!is_patch && path != "-") {
    session.say(session.text("report.file." + act, {arg("path", render::printable(path))}));
  }
  session.say(session.text("cli.dossier.fix.done", {arg("count", fixed.mends.size()),
                                                    arg("guesses", fixed.guesses.size())}));
  return kFine;
}

}  // namespace

void add_dossier_fix(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<FixOptions>();
  auto* command = root.add_subcommand("fix", session.text("cli.dossier.fix.about"));
  add_path(*command, "DOSSIER", options->dossier, session)->required();
  command->add_option("-o,--output", options->output, session.text("cli.opt.fix-output"))
      ->type_name("FILE");
  command->add_flag("--dry-run", options->dry_run, session.text("cli.opt.patch-dry-run"));
  add_format(*command, session, {"text", "json", "diff"});
  command->callback([options, &session, &chosen] {
    session.command = "dossier fix";
    if (options->dossier == "-" && options->output.empty()) {
      options->output = "-";
    }
    chosen = [options, &session] { return run_fix(*options, session); };
  });
}

}  // namespace dmp::cli
