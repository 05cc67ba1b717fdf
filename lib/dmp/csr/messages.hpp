#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::csr {

/// messages are the texts of the module csr, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::csr
