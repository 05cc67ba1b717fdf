#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/text.hpp"

/// What the user says of the columns of a table, where their headings do not.
namespace dmp::dossier {

/// ColumnMap gives headings, as they stand in a table, the key of the column that they mean; "-":
/// none.
using ColumnMap = std::vector<std::pair<std::string, std::string>>;

/// parse_map reads "HEADING=COLUMN"; headings may have a "=" themselves. Error ids (usage):
/// IMPORT-MAP-FORM (with `word`), IMPORT-MAP-COLUMN (with `heading`, `key`, `known`).
Result<ColumnMap::value_type> parse_map(std::string_view word);

/// read_column_map reads what was kept: one map a line, and lines of "#". Error id (input):
/// IMPORT-MAP-LINE (with `file`, `line`, and what parse_map says as its cause).
Result<ColumnMap> read_column_map(ByteView content, std::string_view file, const Wording& wording);

/// write_column_map writes what read_column_map reads.
std::string write_column_map(const ColumnMap& map, const Wording& wording);

/// is_same_heading compares headings as people write them.
bool is_same_heading(std::string_view one, std::string_view other);

/// joined returns both maps; where they speak of one heading, the newer one counts.
ColumnMap joined(const ColumnMap& older, const ColumnMap& newer);

}  // namespace dmp::dossier
