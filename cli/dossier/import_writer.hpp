#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/dossier/import.hpp"
#include "dmp/files/transaction.hpp"
#include "system/session.hpp"

namespace dmp::cli {

struct ImportOptions {
  std::string table;
  std::vector<std::string> certificates;  ///< Instead of a table.
  std::string finess;
  std::string into;
  std::string output;
  std::vector<std::string> map;
  std::string columns;
  bool names_columns = false;  ///< Else the place beside the table is meant, if it can be written.
  std::string sheet;
  std::string refused;
  bool dry_run = false;
  bool all = false;
};

/// inputs_of are the files that an import reads, as far as they are named.
std::vector<std::string> inputs_of(const ImportOptions& options);

/// is_stream tells whether a path leads to a device or a pipe.
bool is_stream(const std::string& path);

/// ImportWriter writes all that an import gives, or nothing.
class ImportWriter {
 public:
  ImportWriter(const ImportOptions& options, const dossier::Imported& imported)
      : options_(options), imported_(imported), inputs_(inputs_of(options)) {}

  /// write puts all in its place, the dossier last; `is_same` tells whether that is still what was
  /// read. A dossier for a stream is left to the caller. Error ids: DOSSIER-WHERE, those of
  /// place_of_output, held_own and Transaction.
  Status write(const dossier::ColumnMap& kept, const Wording& wording,
               const std::function<Status()>& is_same);

  [[nodiscard]] const std::vector<dossier::ImportedFile>& files() const { return files_; }
  /// refused are the paths of those that hold refused lines.
  [[nodiscard]] const std::vector<std::string>& refused() const { return refused_; }
  /// has_kept tells whether what columns mean could be kept beside the table, where it is to be.
  [[nodiscard]] bool has_kept() const { return !not_kept_; }

 private:
  Status stage_dossier();
  Status stage_refused();
  Status stage(const std::string& path, std::string_view content, files::WriteMode mode);

  const ImportOptions& options_;
  const dossier::Imported& imported_;
  std::vector<std::string> inputs_;
  files::Transaction transaction_;
  std::vector<dossier::ImportedFile> files_;
  std::vector<std::string> refused_;
  bool not_kept_ = false;
};

/// show_import shows what was understood, what is wrong and what changes, before anything is
/// written.
void show_import(const dossier::Imported& imported, const ImportOptions& options,
                 const Session& session);

/// finish_import writes what came of it, and says what was written. `columns` is what is kept of
/// the table's, `into` the dossier that was read.
Status finish_import(const ImportOptions& options, const dossier::ColumnMap& columns,
                     const std::optional<documents::Edit>& into, const dossier::Imported& imported,
                     const Session& session);

/// import_certificates is an import of what is in service; it returns the exit code.
int import_certificates(const ImportOptions& options, const Session& session);

}  // namespace dmp::cli
