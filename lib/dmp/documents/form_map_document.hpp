#pragma once

#include <string>
#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/model/form_map.hpp"

namespace dmp::documents {

/// write_form_map makes the text of a mapping file (schemas/form413-map.schema.json), ending with a
/// newline.
std::string write_form_map(const model::FormMap& map);

/// read_form_map reads it back. Error id: FORM-MAP-INVALID (input) with `file`; its causes are the
/// faults with line and column.
Result<model::FormMap> read_form_map(std::string_view text, std::string_view file);

}  // namespace dmp::documents
