#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::expiry {

/// messages are the texts of the module expiry, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::expiry
