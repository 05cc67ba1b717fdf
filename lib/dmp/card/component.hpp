#pragma once

#include <vector>

#include "dmp/base/component.hpp"

namespace dmp::card {

/// components are the libraries of others that the module card uses.
std::vector<Component> components();

}  // namespace dmp::card
