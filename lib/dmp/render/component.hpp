#pragma once

#include <vector>

#include "dmp/base/component.hpp"

namespace dmp::render {

/// components are the libraries of others that the module render uses.
std::vector<Component> components();

}  // namespace dmp::render
