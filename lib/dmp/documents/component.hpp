#pragma once

#include <vector>

#include "dmp/base/component.hpp"

namespace dmp::documents {

/// components are the libraries of others that the module documents uses.
std::vector<Component> components();

}  // namespace dmp::documents
