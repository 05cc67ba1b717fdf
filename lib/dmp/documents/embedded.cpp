#include "dmp/documents/embedded.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace dmp::documents {

std::string_view find_schema(std::string_view name) {
  const auto schemas = embedded_schemas();
  const auto found = std::ranges::find(schemas, name, &EmbeddedSchema::name);
  return found == schemas.end() ? std::string_view() : found->text;
}

std::optional<int> version_of(const EmbeddedSchema& schema) {
  using nlohmann::json;
  static const json::json_pointer kVersion("/properties/version/enum/0");
  const auto document = json::parse(schema.text, nullptr, false);
  return document.contains(kVersion) ? std::optional(document.at(kVersion).get<int>())
                                     : std::nullopt;
}

}  // namespace dmp::documents
