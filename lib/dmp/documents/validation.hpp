#pragma once

#include <string_view>

#include "dmp/base/finding.hpp"
#include "dmp/documents/reading.hpp"

namespace dmp::documents {

/// validate_document checks a text against one of the embedded schemas, by its name, and nothing
/// else: no meaning is read. Rules: JSON-… and SCHEMA-…, as for read_dossier, and DATE-INVALID for
/// texts whose schema says that they are days. A document without errors conforms, but for unknown
/// keys.
Findings validate_document(std::string_view text, std::string_view schema, std::string_view file,
                           const Limits& limits = {});

}  // namespace dmp::documents
