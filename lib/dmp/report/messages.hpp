#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::report {

/// messages are the texts of the module report, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::report
