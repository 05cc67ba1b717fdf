#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace dmp::documents {

/// EmbeddedSchema is one JSON Schema of schemas/, part of the binary.
struct EmbeddedSchema {
  std::string_view name;  ///< "dossier", "policy", "order", …
  std::string_view text;
};

/// embedded_schemas lists all of them.
std::span<const EmbeddedSchema> embedded_schemas();

/// find_schema returns the text of a schema, or "" when there is none of that name.
std::string_view find_schema(std::string_view name);

/// version_of returns which version of its documents a schema describes; nullopt where they say
/// none.
std::optional<int> version_of(const EmbeddedSchema& schema);

}  // namespace dmp::documents
