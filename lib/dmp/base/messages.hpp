#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp {

/// messages are the texts of the module base, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp
