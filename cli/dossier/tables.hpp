#pragma once

#include <CLI/CLI.hpp>

#include "system/commands.hpp"

namespace dmp::cli {

/// Each adds its subcommand to `dmpcert dossier`.
void add_dossier_new(CLI::App& root, Session& session, Run& chosen);
void add_dossier_import(CLI::App& root, Session& session, Run& chosen);
void add_dossier_export(CLI::App& root, Session& session, Run& chosen);

/// kNewDossier is where a new dossier goes that nobody names a place for.
inline constexpr const char* kNewDossier = "dossier.json";

/// write_new writes a new dossier to `named`, or into the current directory where that is empty:
/// true when it was written, false when the same is there already. Error ids: DOSSIER-WHERE (usage:
/// the current directory is / or a home directory), those of keep_or_write.
Result<bool> write_new(const std::string& named, std::string_view content,
                       const std::vector<std::string>& inputs);

}  // namespace dmp::cli
