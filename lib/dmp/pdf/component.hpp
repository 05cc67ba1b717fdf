#pragma once

#include <vector>

#include "dmp/base/component.hpp"

namespace dmp::pdf {

/// components are the libraries of others that the module pdf uses.
std::vector<Component> components();

}  // namespace dmp::pdf
