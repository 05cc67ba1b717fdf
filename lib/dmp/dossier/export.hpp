#pragma once

#include <string>

#include "dmp/base/text.hpp"
#include "dmp/documents/edit.hpp"

namespace dmp::dossier {

/// export_csv writes a dossier as the table that import reads: a line a site with its
/// representative, then one for each administrator, with headings in the language. Columns that
/// nobody has anything in are left out. What a spreadsheet would compute with is marked as text.
std::string export_csv(const documents::Edit& dossier, Language language);

}  // namespace dmp::dossier
