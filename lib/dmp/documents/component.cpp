#include "dmp/documents/component.hpp"

#include <pugixml.hpp>

namespace dmp::documents {

std::vector<Component> components() {
  return {{"pugixml",
           dotted(PUGIXML_VERSION / 1000, PUGIXML_VERSION / 10 % 100, PUGIXML_VERSION % 10)}};
}

}  // namespace dmp::documents
