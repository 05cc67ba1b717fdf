#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dmp/base/finding.hpp"
#include "dmp/base/text.hpp"
#include "dmp/documents/edit.hpp"
#include "dmp/documents/sheet.hpp"
#include "dmp/dossier/column_map.hpp"
#include "dmp/render/heading.hpp"
#include "dmp/render/sink.hpp"

/// Tables of sites and people into a dossier.
namespace dmp::dossier {

/// ColumnGuess is how a column of a table was understood.
struct ColumnGuess {
  std::string sheet;
  std::uint32_t column = 0;
  std::string heading;
  std::string key;  ///< Of our column; empty: left out.
};

/// ImportRequest is a table and where its lines go.
struct ImportRequest {
  const documents::Workbook& workbook;
  std::string file;   ///< Its name, for findings.
  std::string sheet;  ///< Only this one; empty: all with headings that are known, but hidden ones.
  ColumnMap map;      ///< Each of its headings has to be there.
  std::optional<documents::Edit> into;  ///< A dossier that gets what is new; else one is begun.
  Wording wording;                      ///< Of the comments of a new dossier.
  ColumnMap kept = {};                  ///< Of an earlier table: where `map` says nothing.
};

/// Change is one change of a dossier.
struct Change {
  /// Id of the site; of what a legal entity says, its FINESS number, and "defaults" of those; empty
  /// of a person.
  std::string site;
  std::string what;  ///< Key of a column; empty: all of it is new.
  std::string from;
  std::string to;
};

/// RefusedTable is the lines of one sheet that were refused, as CSV.
struct RefusedTable {
  std::string sheet;
  std::string csv;
};

/// Imported is what came of it.
struct Imported {
  std::vector<ColumnGuess> columns;
  Findings findings;  ///< In the order of the table; errors are about lines that were refused.
  std::vector<Change> changes;
  std::size_t lines = 0;
  std::size_t refused = 0;
  std::size_t sites = 0;  ///< That the table is about.
  std::string document;   ///< The dossier's text.
  /// The refused lines in their own columns with what to do, to be mended and imported again.
  std::vector<RefusedTable> refused_tables;
};

/// ImportedFile is a file that an import wrote.
struct ImportedFile {
  std::string path;
  std::string act;  ///< "create", "replace", "keep".
};

/// to_json renders a report (schemas/report.schema.json).
void to_json(const Imported& imported, const std::vector<ImportedFile>& files,
             const render::Heading& heading, render::Sink sink);

/// import_table reads a table and makes or changes a dossier. A line with any fault is refused as a
/// whole, and nothing of it is taken. Error ids (input), each with `file`: IMPORT-NO-HEADINGS (with
/// `sheets`), IMPORT-SHEET (with `name`, `known`), IMPORT-NO-LINES; IMPORT-MAP-HEADING
/// (usage, with `heading`), IMPORT-COLUMN-TWICE (with `first`, `second`, `key`). Rules of findings:
/// IMPORT-…, and the ids of the model's identifiers.
Result<Imported> import_table(const ImportRequest& request);

}  // namespace dmp::dossier
