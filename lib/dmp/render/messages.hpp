#pragma once

#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::render {

/// messages are the texts of the module render, for a Catalogue.
std::vector<Messages> messages();

}  // namespace dmp::render
