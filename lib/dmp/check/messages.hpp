#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::check {

/// messages are the texts of the module check, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::check
