#pragma once

#include <vector>

#include "dmp/base/text.hpp"
#include "dmp/dossier/detail/lines.hpp"

namespace dmp::dossier {

/// refused_tables writes the lines that were refused as CSV, in their own columns and with their
/// own words, and what to do about each in one more: a table a sheet that has any.
std::vector<RefusedTable> refused_tables(const Lines& lines, char separator,
                                         const Wording& wording);

}  // namespace dmp::dossier
