#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::registry {

/// messages are the texts of the module registry, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::registry
