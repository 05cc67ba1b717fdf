#pragma once

#include <string>

#include "dmp/base/error.hpp"
#include "dmp/documents/sheet.hpp"
#include "dmp/dossier/columns.hpp"

namespace dmp::dossier {

/// Value is what a cell says, as a dossier writes it.
struct Value {
  std::string text;
  std::string mended = {};  ///< Id of the text that says what was mended; empty: nothing.
};

/// read_value reads a cell of a column. What a spreadsheet does to numbers and days is mended only
/// where nothing has to be guessed: a number's key, or its fixed length, says that it is right.
/// Error ids (input), each with `found`: IMPORT-ERROR-CELL, IMPORT-ROUNDED, IMPORT-DATE,
/// IMPORT-DATE-NUMBER (with `day`), IMPORT-DATE-YEAR, IMPORT-WORD (with `known`), IMPORT-EMAIL,
/// IMPORT-CERTIFICATES, IMPORT-DEPARTMENT, IMPORT-ID, and those of the model's identifiers.
Result<Value> read_value(const documents::Cell& cell, const Column& column);

/// is_same_value tells whether two values of a column, as a dossier writes them, mean one thing:
/// e-mail addresses in upper and lower case, telephone numbers with other spaces.
bool is_same_value(const Column& column, std::string_view one, std::string_view other);

}  // namespace dmp::dossier
