#pragma once

#include <string_view>

#include "dmp/base/bytes.hpp"

namespace dmp::documents {

/// other_format tells what a file is in which people keep what belongs into a dossier: a
/// spreadsheet, a table in CSV, YAML. It returns the id of its name in the catalogue, or "" for all
/// else.
std::string_view other_format(ByteView content);

}  // namespace dmp::documents
