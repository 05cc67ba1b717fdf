#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>

#include "dmp/files/output.hpp"
#include "dossier/import_writer.hpp"
#include "dossier/in_place.hpp"
#include "dossier/tables.hpp"
#include "system/admission.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"

namespace dmp::cli {
namespace {

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

/// The maps of the command line.
Result<dossier::ColumnMap> maps_of(const std::vector<std::string>& words) {
  dossier::ColumnMap maps;
  for (const auto& word : words) {
    auto one = dossier::parse_map(word);
    if (!one) {
      return fail(std::move(one.error()));
    }
    maps.push_back(std::move(*one));
  }
  return maps;
}

/// What was kept of an earlier table, where anything was.
Result<dossier::ColumnMap> kept_maps(const std::string& path, const Session& session) {
  std::error_code error;
  if (path.empty() || !std::filesystem::exists(path, error)) {
    return dossier::ColumnMap();
  }
  const auto content = read_input(path, Whose::ours);
  return content ? dossier::read_column_map(*content, path, session.wording)
                 : fail(content.error());
}

/// Whether the dossier goes to standard output, by whatever name.
bool is_standard_output(const ImportOptions& options) {
  const auto destination = files::find_destination(options.output);
  return options.output == "-" || (destination && destination->descriptor == STDOUT_FILENO);
}

int import_table(const ImportOptions& options, const Session& session) {
  const auto maps = maps_of(options.map);
  if (!maps) {
    return session.fail(maps.error());
  }
  const auto kept = kept_maps(options.columns, session);
  if (!kept) {
    return session.fail(kept.error());
  }
  const auto content = read_input(options.table, Whose::ours);
  if (!content) {
    return session.fail(content.error());
  }
  const auto workbook = documents::read_workbook(*content, options.table);
  if (!workbook) {
    return session.fail(workbook.error());
  }
  dossier::ImportRequest request{*workbook,    options.table,   options.sheet, *maps,
                                 std::nullopt, session.wording, *kept};
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
  if (!session.json()) {
    show_import(*imported, options, session);
  }
  const auto columns = dossier::joined(request.kept, request.map);
  if (auto done = finish_import(options, columns, request.into, *imported, session); !done) {
    return session.fail(done.error());
  }
  session.say(
      session.text("cli.dossier.imported",
                   {arg("lines", imported->lines), arg("refused", imported->refused),
                    arg("sites", imported->sites), arg("changes", imported->changes.size())}));
  return imported->refused == 0 ? kFine : kFindings;
}

/// Finds out what is meant: a table or certificates.
int run_import(ImportOptions& options, const Session& session) {
  if (options.table.empty() == options.certificates.empty()) {
    return session.fail({ErrorKind::usage, "IMPORT-WHAT", {}, {}});
  }
  if (options.into == "-") {
    return session.fail({ErrorKind::usage, "IMPORT-INTO", {}, {}});
  }
  if (is_standard_output(options) && session.json()) {
    return session.fail({ErrorKind::usage, "IMPORT-STDOUT", {}, {}});
  }
  return options.table.empty() ? import_certificates(options, session)
                               : import_table(options, session);
}

}  // namespace

void show_import(const dossier::Imported& imported, const ImportOptions& options,
                 const Session& session) {
  show_columns(imported, session);
  auto style = session.style();
  style.all = options.all;
  std::cerr << render::findings_to_text(shown_findings(imported.findings, session), style);
  if (!is_standard_output(options)) {
    show_changes(imported, session);
  }
}

Status finish_import(const ImportOptions& options, const dossier::ColumnMap& kept,
                     const std::optional<documents::Edit>& into, const dossier::Imported& imported,
                     const Session& session) {
  ImportWriter writer(options, imported);
  if (!options.dry_run) {
    auto done = writer.write(kept, session.wording, [&]() -> Status {
      const auto is_same = [&](ByteView now) { return into->is_of(now); };
      return into ? check_unchanged(options.into, is_same) : Status();
    });
    if (!done) {
      return done;
    }
    if (options.output == "-" && imported.refused < imported.lines) {
      session.print(imported.document);
    } else if (is_stream(options.output) && imported.refused < imported.lines) {
      done = write_output(options.output, imported.document, files::WriteMode::create,
                          inputs_of(options));
    }
    if (!done) {
      return done;
    }
  }
  if (session.json()) {
    dossier::to_json(imported, writer.files(), session.heading(), session.output());
  }
  if (!writer.has_kept()) {
    session.say(session.text("cli.dossier.columns-not-kept",
                             {arg("path", render::printable(options.columns))}));
  }
  for (const auto& [path, act] : writer.files()) {
    const bool is_refused = std::ranges::find(writer.refused(), path) != writer.refused().end();
    session.say(session.text(is_refused ? "cli.dossier.refused" : "report.file." + act,
                             {arg("path", render::printable(path))}));
  }
  return {};
}

void add_dossier_import(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<ImportOptions>();
  auto* command = root.add_subcommand("import", session.text("cli.dossier.import.about"));
  auto* table = add_path(*command, "TABLE", options->table, session);
  auto* certificates = command
                           ->add_option("--certificates", options->certificates,
                                        session.text("cli.opt.import-certificates"))
                           ->type_name("PATH")
                           ->excludes(table);
  command->add_option("--finess", options->finess, session.text("cli.opt.import-finess"))
      ->type_name("FILE")
      ->needs(certificates);
  auto* into = command->add_option("--into", options->into, session.text("cli.opt.import-into"))
                   ->type_name("DOSSIER");
  command->add_option("-o,--output", options->output, session.text("cli.opt.new-output"))
      ->type_name("FILE")
      ->excludes(into);
  command->add_option("--map", options->map, session.text("cli.opt.import-map"))
      ->type_name("HEADING=COLUMN")
      ->allow_extra_args(false)
      ->excludes(certificates);
  command->add_option("--columns", options->columns, session.text("cli.opt.import-columns"))
      ->type_name("FILE")
      ->excludes(certificates);
  command->add_option("--sheet", options->sheet, session.text("cli.opt.import-sheet"))
      ->type_name("NAME")
      ->excludes(certificates);
  command->add_option("--refused", options->refused, session.text("cli.opt.import-refused"))
      ->type_name("FILE")
      ->excludes(certificates);
  command->add_flag("--dry-run", options->dry_run, session.text("cli.opt.dry-run"));
  command->add_flag("--all", options->all, session.text("cli.opt.import-all"));
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "dossier import";
    options->names_columns = !options->columns.empty();
    if (!options->names_columns && options->table != "-") {
      options->columns = options->table + ".columns";
    }
    chosen = [options, &session] { return run_import(*options, session); };
  });
}

}  // namespace dmp::cli
