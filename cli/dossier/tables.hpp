#pragma once

#include <CLI/CLI.hpp>

#include "dmp/documents/edit.hpp"
#include "dmp/registry/registry.hpp"
#include "system/commands.hpp"

namespace dmp::cli {

/// Each adds its subcommand to `dmpcert dossier`.
void add_dossier_new(CLI::App& root, Session& session, Run& chosen);
void add_dossier_import(CLI::App& root, Session& session, Run& chosen);
void add_dossier_export(CLI::App& root, Session& session, Run& chosen);
void add_dossier_fix(CLI::App& root, Session& session, Run& chosen);
void add_dossier_record(CLI::App& root, Session& session, Run& chosen);

/// kNewDossier is where a new dossier goes that nobody names a place for.
inline constexpr const char* kNewDossier = "dossier.json";

/// open_dossier opens a dossier that can be understood, to be read or changed as a text; else the
/// exit code of what it has reported.
tl::expected<documents::Edit, int> open_dossier(const std::string& path, Whose whose,
                                                const Session& session);

/// read_register reads what a register says of numbers, and of all sites of legal entities. Errors
/// as open_input's and registry::read's.
Result<registry::Extract> read_register(const std::string& path, std::vector<std::string> numbers,
                                        const std::vector<std::string>& entities);

/// check_new refuses to write a new dossier, for which nobody named a place, into / or a home
/// directory. Error id: DOSSIER-WHERE (usage).
Status check_new(const std::string& named);

}  // namespace dmp::cli
