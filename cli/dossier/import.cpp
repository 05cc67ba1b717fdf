#include "dmp/dossier/import.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "dmp/dossier/export.hpp"
#include "dmp/render/json_report.hpp"
#include "dossier/tables.hpp"
#include "system/admission.hpp"
#include "system/choice.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"

namespace dmp::cli {
namespace {

struct ImportOptions {
  std::string table;
  std::string into;
  std::string output;
  std::vector<std::string> map;
  std::string sheet;
  std::string refused;
  bool dry_run = false;
  bool all = false;
};

/// Opens a dossier that is to be read or changed as a text.
tl::expected<documents::Edit, int> open_dossier(const std::string& path, Whose whose,
                                                const Session& session) {
  auto content = read_input(path, whose);
  if (!content) {
    return tl::make_unexpected(session.fail(content.error()));
  }
  Findings findings;
  auto edit = documents::Edit::open(std::move(*content), path, findings);
  if (!edit) {
    return tl::make_unexpected(session.fail_reading(findings));
  }
  return *edit;
}

/// "HEADING=COLUMN", where headings may have a "=" themselves.
Result<std::vector<std::pair<std::string, std::string>>> maps_of(
    const std::vector<std::string>& words) {
  std::vector<std::pair<std::string, std::string>> maps;
  for (const auto& word : words) {
    const auto equals = word.rfind('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == word.size()) {
      return fail(ErrorKind::usage, "IMPORT-MAP-FORM", {arg("word", word)});
    }
    maps.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  return maps;
}

void show_columns(const dossier::Imported& imported, const Session& session) {
  for (const auto& each : imported.columns) {
    const Args args = {arg("cell", (each.sheet.empty() ? "" : render::printable(each.sheet) + "!") +
                                       documents::column_name(each.column)),
                       arg("heading", render::printable(each.heading)), arg("key", each.key)};
    session.say(
        session.text(each.key.empty() ? "cli.dossier.column-out" : "cli.dossier.column", args));
  }
}

/// What is changed, as lines that begin with "+" (new) or "~" (another value).
void show_changes(const dossier::Imported& imported, const Session& session) {
  for (const auto& each : imported.changes) {
    const auto site = render::printable(each.site.empty() ? "-" : each.site);
    const auto to = render::printable(each.to);
    session.print(each.what.empty()
                      ? "+ " + site + ": " + to + "\n"
                      : "~ " + site + ": " + each.what + ": " +
                            (each.from.empty() ? "" : render::printable(each.from) + " -> ") + to +
                            "\n");
  }
}

std::string name_of_table(const std::string& path) {
  return path == "-" ? "table" : std::filesystem::path(path).stem().string();
}

/// Where the refused lines of a sheet go: beside the dossier, named after the table.
std::string refused_path(const ImportOptions& options, const std::string& sheet, bool is_only) {
  namespace fs = std::filesystem;
  const fs::path base =
      options.refused.empty()
          ? fs::path(!options.into.empty() ? options.into : options.output).parent_path() /
                (name_of_table(options.table) + "-refused.csv")
          : fs::path(options.refused);
  if (is_only) {
    return base.string();
  }
  auto name = sheet;
  std::ranges::replace(name, '/', '-');
  return (base.parent_path() / (base.stem().string() + "-" + name + base.extension().string()))
      .string();
}

/// The dossier first, then what is left to mend.
Status write(const ImportOptions& options, const dossier::Imported& imported,
             const Session& session) {
  const std::vector<std::string> inputs = {options.table};
  const bool has_any = imported.refused < imported.lines;
  const auto path = !options.into.empty()    ? options.into
                    : options.output.empty() ? kNewDossier
                                             : options.output;
  if (has_any && options.into.empty() && path == "-") {
    session.print(imported.document);
  } else if (has_any && (options.into.empty() || !imported.changes.empty())) {
    Result<bool> written = true;
    if (options.into.empty()) {
      written = write_new(options.output, imported.document, inputs);
    } else if (auto fine =
                   write_output(options.into, imported.document, files::WriteMode::replace, inputs);
               !fine) {
      written = fail(std::move(fine.error()));
    }
    if (!written) {
      return fail(written.error());
    }
    session.say(session.text(*written ? "report.file.create" : "report.file.keep",
                             {arg("path", render::printable(path))}));
  }
  for (const auto& [sheet, csv] : imported.refused_tables) {
    const auto refused = refused_path(options, sheet, imported.refused_tables.size() == 1);
    if (auto done = keep_or_write(refused, csv, inputs); !done) {
      return fail(std::move(done.error()));
    }
    session.say(session.text("cli.dossier.refused", {arg("path", render::printable(refused))}));
  }
  return {};
}

void print_json(const dossier::Imported& imported, const Session& session) {
  const render::Json summary = {{"lines", imported.lines},
                                {"refused", imported.refused},
                                {"sites", imported.sites},
                                {"changes", imported.changes.size()}};
  render::JsonReport(session.heading(), summary, imported.findings, session.output()).finish();
}

/// Whether the dossier is still what was read: somebody may have saved it meanwhile.
Status check_same(const std::string& path, const documents::Edit& edit) {
  const auto now = files::read_file(path);
  if (!now || !edit.is_of(*now)) {
    return fail(ErrorKind::environment, "DOSSIER-CHANGED", {arg("path", path)});
  }
  return {};
}

int run_import(const ImportOptions& options, const Session& session) {
  if (options.into == "-") {
    return session.fail({ErrorKind::usage, "IMPORT-INTO", {}, {}});
  }
  const auto content = read_input(options.table, Whose::ours);
  if (!content) {
    return session.fail(content.error());
  }
  const auto workbook = documents::read_workbook(*content, options.table);
  const auto maps = maps_of(options.map);
  if (!workbook || !maps) {
    return session.fail(workbook ? maps.error() : workbook.error());
  }
  dossier::ImportRequest request{*workbook, options.table, options.sheet,
                                 *maps,     std::nullopt,  session.wording};
  if (!options.into.empty()) {
    auto dossier = open_dossier(options.into, Whose::ours, session);
    if (!dossier) {
      return dossier.error();
    }
    request.into = std::move(*dossier);
  }
  const auto imported = dossier::import_table(request);
  if (!imported) {
    return session.fail(imported.error());
  }
  if (session.json()) {
    print_json(*imported, session);
  } else {
    show_columns(*imported, session);
    auto style = session.style();
    style.all = options.all;
    std::cerr << render::findings_to_text(shown_findings(imported->findings, session), style);
    if (options.output != "-") {
      show_changes(*imported, session);
    }
  }
  if (!options.dry_run) {
    auto done = options.into.empty() || imported->changes.empty()
                    ? Status()
                    : check_same(options.into, *request.into);
    if (done) {
      done = write(options, *imported, session);
    }
    if (!done) {
      return session.fail(done.error());
    }
  }
  session.say(
      session.text("cli.dossier.imported",
                   {arg("lines", imported->lines), arg("refused", imported->refused),
                    arg("sites", imported->sites), arg("changes", imported->changes.size())}));
  return imported->refused == 0 ? kFine : kFindings;
}

struct ExportOptions {
  std::string dossier;
  std::string format = "csv";
  std::string output = "-";
};

int run_export(const ExportOptions& options, const Session& session) {
  const auto dossier = open_dossier(options.dossier, Whose::anybodys, session);
  if (!dossier) {
    return dossier.error();
  }
  const auto table = dossier::export_csv(*dossier, session.wording.language());
  if (options.output == "-") {
    session.print(table);
    return kFine;
  }
  const std::vector<std::string> inputs = {options.dossier};
  const auto written = keep_or_write(options.output, table, inputs);
  if (!written) {
    return session.fail(written.error());
  }
  session.say(session.text(*written ? "report.file.create" : "report.file.keep",
                           {arg("path", render::printable(options.output))}));
  return kFine;
}

}  // namespace

void add_dossier_import(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<ImportOptions>();
  auto* command = root.add_subcommand("import", session.text("cli.dossier.import.about"));
  add_path(*command, "TABLE", options->table, session)->required();
  auto* into = command->add_option("--into", options->into, session.text("cli.opt.import-into"))
                   ->type_name("DOSSIER");
  command->add_option("-o,--output", options->output, session.text("cli.opt.new-output"))
      ->type_name("FILE")
      ->excludes(into);
  command->add_option("--map", options->map, session.text("cli.opt.import-map"))
      ->type_name("HEADING=COLUMN")
      ->allow_extra_args(false);
  command->add_option("--sheet", options->sheet, session.text("cli.opt.import-sheet"))
      ->type_name("NAME");
  command->add_option("--refused", options->refused, session.text("cli.opt.import-refused"))
      ->type_name("FILE");
  command->add_flag("--dry-run", options->dry_run, session.text("cli.opt.dry-run"));
  command->add_flag("--all", options->all, session.text("cli.opt.all-findings"));
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "dossier import";
    chosen = [options, &session] { return run_import(*options, session); };
  });
}

void add_dossier_export(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<ExportOptions>();
  auto* command = root.add_subcommand("export", session.text("cli.dossier.export.about"));
  add_path(*command, "DOSSIER", options->dossier, session)->required();
  take_one_of(command->add_option("--format", options->format, session.text("cli.opt.format")),
              {"csv"});
  command->add_option("-o,--output", options->output, session.text("cli.opt.export-output"))
      ->type_name("FILE");
  command->callback([options, &session, &chosen] {
    session.command = "dossier export";
    chosen = [options, &session] { return run_export(*options, session); };
  });
}

}  // namespace dmp::cli
