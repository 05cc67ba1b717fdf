#pragma once

#include <vector>

#include "dmp/base/component.hpp"

namespace dmp::files {

/// components are the libraries of others that the module files uses.
std::vector<Component> components();

}  // namespace dmp::files
