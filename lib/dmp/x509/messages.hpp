#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::x509 {

/// messages are the texts of the module x509, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::x509
