#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::documents {

/// SchemaField is one key of an object.
struct SchemaField {
  std::string name;
  /// "string", "integer", "list of person", "string|person": words of JSON, and names of parts.
  std::string type;
  bool required = false;
  std::string about;
  /// The words that it takes, each with what is said of it, if anything is.
  std::vector<std::pair<std::string, std::string>> values;
};

/// SchemaPart is the document itself, or an object that stands in several places of it.
struct SchemaPart {
  std::string name;  ///< Empty for the document.
  std::string about;
  std::vector<SchemaField> fields;
};

/// SchemaOutline is what a schema says of a document, for people: the document first, then its
/// parts in the order of the schema.
struct SchemaOutline {
  std::vector<SchemaPart> parts;
  std::string example;  ///< The schema's first example, as JSON; empty without one.
};

/// outline_schema describes the embedded schema `name`, in French where it says it in French; an
/// unknown one has no parts.
SchemaOutline outline_schema(std::string_view name, Language language);

}  // namespace dmp::documents
