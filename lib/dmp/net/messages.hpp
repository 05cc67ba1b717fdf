#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::net {

/// messages are the texts of the module net, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::net
