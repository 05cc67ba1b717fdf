#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::model {

/// messages are the texts of the module model, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::model
