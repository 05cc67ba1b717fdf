#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::rules {

/// messages are the texts of the module rules: those of the rules
/// themselves, and the words in them, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::rules
