#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::cli {

/// messages are the texts of the command line, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::cli
