#include "dmp/dossier/export.hpp"

#include <unistd.h>

#include <memory>

#include "dossier/tables.hpp"
#include "system/choice.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"

namespace dmp::cli {
namespace {

constexpr const char* kXlsx = "xlsx";

struct ExportOptions {
  std::string dossier;
  std::string format;
  std::string output = "-";
};

/// The format that was asked for; else that of the file's name.
bool is_xlsx(const ExportOptions& options) {
  return options.format.empty() ? options.output.ends_with(".xlsx") : options.format == kXlsx;
}

Result<std::string> table_of(const documents::Edit& dossier, const ExportOptions& options,
                             const Session& session) {
  if (!is_xlsx(options)) {
    return dossier::export_csv(dossier, session.wording.language());
  }
  if (options.output == "-" && ::isatty(STDOUT_FILENO) == 1) {
    return fail(ErrorKind::usage, "EXPORT-TERMINAL");
  }
  return dossier::export_xlsx(dossier, session.wording.language()).map([](const Bytes& content) {
    return std::string(as_text(content));
  });
}

int run_export(const ExportOptions& options, const Session& session) {
  const auto dossier =
      open_dossier(options.dossier, options.output == "-" ? Whose::anybodys : Whose::ours, session);
  if (!dossier) {
    return dossier.error();
  }
  const auto table = table_of(*dossier, options, session);
  if (!table) {
    return session.fail(table.error());
  }
  if (options.output == "-") {
    session.print(*table);
    return kFine;
  }
  const std::vector<std::string> inputs = {options.dossier};
  const auto written = keep_or_write(options.output, *table, inputs);
  if (!written) {
    return session.fail(written.error());
  }
  session.say(session.text(*written ? "report.file.create" : "report.file.keep",
                           {arg("path", render::printable(options.output))}));
  return kFine;
}

}  // namespace

tl::expected<documents::Edit, int> open_dossier(const std::string& path, Whose whose,
                                                const Session& session) {
  auto content = read_input(path, whose);
  if (!content) {
    return tl::make_unexpected(session.fail(content.error()));
  }
  if (const auto reading = documents::read_dossier(*content, path); !reading.value) {
    return tl::make_unexpected(session.fail_reading(reading.findings));
  }
  Findings findings;
  return *documents::Edit::open(std::move(*content), path, findings);
}

void add_dossier_export(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<ExportOptions>();
  auto* command = root.add_subcommand("export", session.text("cli.dossier.export.about"));
  add_path(*command, "DOSSIER", options->dossier, session)->required();
  take_one_of(
      command->add_option("--format", options->format, session.text("cli.opt.export-format")),
      {"csv", kXlsx});
  command->add_option("-o,--output", options->output, session.text("cli.opt.export-output"))
      ->type_name("FILE");
  command->callback([options, &session, &chosen] {
    session.command = "dossier export";
    chosen = [options, &session] { return run_export(*options, session); };
  });
}

}  // namespace dmp::cli
