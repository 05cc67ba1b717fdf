#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::sources {

/// messages are the texts of the module sources, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::sources
