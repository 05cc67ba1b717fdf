#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::form413 {

/// messages are the texts of the module form413, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::form413
