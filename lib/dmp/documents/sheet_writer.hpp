#pragma once

#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

/// Tables for people who work in a spreadsheet.
namespace dmp::documents {

/// TextTable is a table of texts, UTF-8. Its first line is the headings; an empty text is no cell.
struct TextTable {
  std::string name;  ///< Of the sheet: at most 31 characters, none of []:*?/\.
  std::vector<std::vector<std::string>> lines;
};

/// write_xlsx writes a workbook of one sheet (ECMA-376) in which every cell is a text, whatever it
/// looks like: a number keeps its zeros, and nothing is a formula. The headings are bold and stay
/// in sight. The bytes depend on the table alone. What was written is read back and compared.
/// Error ids: SHEET-CELL-LONG (input, with `cell`: more than 32,767 characters), SHEET-MANY-LINES
/// (input, with `limit`), SHEET-NOT-WRITTEN (environment: no room for its temporary files, or no
/// /proc).
Result<Bytes> write_xlsx(const TextTable& table);

}  // namespace dmp::documents
