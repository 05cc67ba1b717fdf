#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

/// Tables as people keep them: CSV, Excel's .xlsx, OpenDocument's .ods.
namespace dmp::documents {

/// CellKind is what a cell was to the program that wrote it. Of CSV, every cell is a text.
enum class CellKind {
  text,
  number,   ///< Its text: digits, with the zeros that the cell's format shows before them.
  date,     ///< Its text: YYYY-MM-DD, the time of day left out.
  boolean,  ///< Its text: "true" or "false".
  error,    ///< Its text: the name of the error, such as "#N/A", or a formula without a result.
};

/// Cell is one that has something in it; the others of its row are not kept.
struct Cell {
  std::uint32_t column = 0;  ///< From 1.
  std::string text;          ///< UTF-8, without outer spaces.
  CellKind kind = CellKind::text;
  bool computed = false;  ///< By a formula; the text is the value that it had last.

  bool operator==(const Cell&) const = default;
};

/// Row is one that has a cell with something in it.
struct Row {
  std::uint32_t number = 0;  ///< From 1, as spreadsheets count.
  bool hidden = false;
  std::vector<Cell> cells;  ///< In the order of their columns.

  /// cell returns the one in that column, or nullptr.
  [[nodiscard]] const Cell* cell(std::uint32_t column) const;
};

/// Area is a rectangle of cells that were merged into one, its corners included.
struct Area {
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;

  bool operator==(const Area&) const = default;
};

/// Sheet is one table of a file. What is hidden is there all the same.
struct Sheet {
  std::string name;  ///< "" in CSV.
  bool hidden = false;
  std::vector<Row> rows;
  std::vector<std::uint32_t> hidden_columns;  ///< Those that have a cell, in their order.
  std::vector<Area> merged;                   ///< Those of more than one cell.
};

/// TableFormat is what a file of tables is.
enum class TableFormat { csv, xlsx, ods };

/// Workbook is the content of such a file.
struct Workbook {
  TableFormat format = TableFormat::csv;
  std::string encoding;  ///< Of CSV: "UTF-8", "UTF-16" or "Windows-1252".
  char separator = 0;    ///< Of CSV: ';', ',' or a tab.
  std::vector<Sheet> sheets;
};

/// TableLimits protect against tables that no person wrote.
struct TableLimits {
  std::size_t rows = 200'000;     ///< With something in them, of all sheets.
  std::size_t cells = 4'000'000;  ///< As well.
  std::size_t text = 64U << 20U;  ///< Bytes of all cells.
};

/// column_name returns the letters by which spreadsheets call a column, from 1: "A", "AB".
std::string column_name(std::uint32_t column);

/// read_workbook reads a file of tables, known by its content, whatever its name. Nothing in it is
/// run, computed or fetched. Error ids (input), each with `file`: SHEET-EMPTY, SHEET-DAMAGED (with
/// `part`, of an archive), SHEET-PASSWORD, SHEET-MACROS, SHEET-OLD-FORMAT (.xls),
/// SHEET-OTHER-FORMAT (with `format`), SHEET-BINARY, SHEET-QUOTE (with `line`: a quotation mark
/// that is never closed), SHEET-TOO-LARGE (with `rows`, `cells` and `size`, the limits).
Result<Workbook> read_workbook(ByteView content, std::string_view file,
                               const TableLimits& limits = {});

}  // namespace dmp::documents
