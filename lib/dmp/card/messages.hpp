#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::card {

/// messages are the texts of the module card, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::card
