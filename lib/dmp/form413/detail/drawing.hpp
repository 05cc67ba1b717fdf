#pragma once

#include <string>
#include <vector>

#include "dmp/core/bytes.hpp"
#include "dmp/form413/detail/layout.hpp"

namespace dmp::form413 {

/// PdfInformation is the document information of a PDF.
struct PdfInformation {
  std::string title;
  std::string subject;
  Date created;
};

/// draw_pages makes a PDF of pages. Error ids: those of `draw`, and FORM-DRAW (environment).
Result<Bytes> draw_pages(const std::vector<Page>& pages, const PdfInformation& information);

}  // namespace dmp::form413
