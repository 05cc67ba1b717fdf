#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "dmp/documents/detail/mapper.hpp"

namespace dmp::documents {

/// OtherName is another way in which people name a key: an older spelling, the French term.
using OtherName = std::pair<std::string_view, std::string_view>;

/// expanded_schema returns an embedded schema with each `$ref` replaced by what it names; null when
/// there is no schema of that name.
const nlohmann::json& expanded_schema(std::string_view name);

/// subschema_at returns the part of an expanded schema that speaks of `pointer`, or nullptr.
const nlohmann::json* subschema_at(const nlohmann::json& schema, std::string_view pointer);

/// check_form checks a document against its schema. Members that the schema has not are reported,
/// with the key that was probably meant, and ignored from then on. It returns whether the structure
/// is as described; a word out of its vocabulary is reported but does not count.
bool check_form(ValueTree& tree, std::string_view schema_name,
                std::span<const OtherName> other_names, Report report);

/// explain_faults runs the schema validator over the value at `pointer` and reports each fault
/// once, where it is. `schema` is a part of an expanded schema. It returns what check_form does.
bool explain_faults(const nlohmann::json& value, const nlohmann::json& schema,
                    const std::string& pointer, Report report);

/// version_of returns the `version` of a document; null when there is none.
nlohmann::json version_of(const ValueTree& tree);

/// check_version reports a `version` that this program does not read; true when there is none or it
/// is the right one.
bool check_version(const ValueTree& tree, Report report);

}  // namespace dmp::documents
