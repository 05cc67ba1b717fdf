#pragma once

#include <string>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/text.hpp"
#include "dmp/documents/edit.hpp"

namespace dmp::dossier {

/// export_csv writes a dossier as the table that import reads: a line a site with its
/// representative, then one for each administrator, with headings in the language. Columns that
/// nobody has anything in are left out. What a spreadsheet would compute with is marked as text.
std::string export_csv(const documents::Edit& dossier, Language language);

/// export_xlsx writes the same table as a workbook, whose cells are all texts; the same dossier
/// gives the same bytes. Errors as documents::write_xlsx.
Result<Bytes> export_xlsx(const documents::Edit& dossier, Language language);

}  // namespace dmp::dossier
