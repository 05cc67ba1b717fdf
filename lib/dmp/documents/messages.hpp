#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::documents {

/// messages are the texts of the module documents, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::documents
