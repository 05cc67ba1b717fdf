#pragma once

#include <string>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/csr/detail/sheet_content.hpp"
#include "dmp/pdf/page.hpp"

namespace dmp::csr::detail {

/// sheet_pages places the sheet on pages: alerts at the top of each, and sections in one piece.
/// `footer` stands at the foot of each page, before its number. Error ids: those of pdf::size_of.
Result<std::vector<pdf::Page>> sheet_pages(const std::vector<Line>& lines,
                                           const std::string& footer);

}  // namespace dmp::csr::detail
