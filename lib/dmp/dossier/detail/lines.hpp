#pragma once

#include <map>
#include <string>
#include <vector>

#include "dmp/base/finding.hpp"
#include "dmp/documents/sheet.hpp"
#include "dmp/dossier/detail/value.hpp"
#include "dmp/dossier/import.hpp"

namespace dmp::dossier {

/// Read is a cell that was read.
struct Read {
  std::string text;
  std::uint32_t column = 0;
};

/// Line is one row of a table with its values by column.
struct Line {
  const documents::Sheet* sheet = nullptr;
  const documents::Row* row = nullptr;
  std::size_t table = 0;  ///< Index into Lines::tables.
  std::map<const Column*, Read> cells;
  bool refused = false;
  Findings faults;

  /// text returns the value in a column, "" for none.
  [[nodiscard]] std::string text(std::string_view key) const;
};

/// Lines are all rows of a workbook that are meant, with how its columns were understood.
struct Lines {
  struct Table {
    const documents::Sheet* sheet = nullptr;
    std::uint32_t heading_row = 0;
    std::vector<std::pair<std::uint32_t, std::string>> headings;  ///< All, by their column.
  };
  std::vector<Table> tables;
  std::vector<ColumnGuess> columns;
  std::vector<Line> lines;
  Findings notes;
};

/// read_lines finds the tables of a workbook by their headings and reads their rows. Errors as
/// import's.
Result<Lines> read_lines(const ImportRequest& request);

/// finding_at makes a finding about a cell; column 0: about the row.
Finding finding_at(std::string_view rule, Severity severity, const std::string& file,
                   const documents::Sheet& sheet, std::uint32_t row, std::uint32_t column,
                   Args args);

}  // namespace dmp::dossier
