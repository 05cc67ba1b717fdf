#include "dmp/render/component.hpp"

#include <nlohmann/json.hpp>

namespace dmp::render {

std::vector<Component> components() {
  return {{"nlohmann-json", dotted(NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR,
                                   NLOHMANN_JSON_VERSION_PATCH)}};
}

}  // namespace dmp::render
