#pragma once

#include <vector>

#include "dmp/model/workstation.hpp"
#include "dmp/render/json.hpp"

namespace dmp::render {

/// to_value renders readers and their cards.
Json to_value(const std::vector<model::ReaderFacts>& readers, const Wording& wording);

}  // namespace dmp::render
