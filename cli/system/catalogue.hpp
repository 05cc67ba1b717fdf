#pragma once

#include "dmp/base/text.hpp"

namespace dmp::cli {

/// catalogue has the texts of all modules and of the command line.
const Catalogue& catalogue();

}  // namespace dmp::cli
