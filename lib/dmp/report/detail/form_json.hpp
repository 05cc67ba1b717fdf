#pragma once

#include "dmp/render/json.hpp"
#include "dmp/report/document.hpp"

namespace dmp::report::detail {

/// to_value renders one form 413 with all its values.
render::Json to_value(const FormRow& row);

/// to_value renders the fields of a PDF's form.
render::Json to_value(const std::vector<PdfFieldRow>& rows);
/// to_value renders the values that were read from a filled form.
render::Json to_value(const std::vector<ReadValueRow>& rows);

}  // namespace dmp::report::detail
