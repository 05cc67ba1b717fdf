#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::pdf {

/// messages are the texts of the module pdf, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::pdf
