#include "dmp/documents/embedded.hpp"

#include <algorithm>

namespace dmp::documents {

std::string_view find_schema(std::string_view name) {
  const auto schemas = embedded_schemas();
  const auto found = std::ranges::find(schemas, name, &EmbeddedSchema::name);
  return found == schemas.end() ? std::string_view() : found->text;
}

}  // namespace dmp::documents
