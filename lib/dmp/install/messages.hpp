#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::install {

/// messages are the texts of the module install, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::install
