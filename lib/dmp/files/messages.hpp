#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::files {

/// messages are the texts of the module files, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::files
