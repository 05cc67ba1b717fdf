#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "dmp/dossier/detail/finding_list.hpp"
#include "dmp/dossier/reading.hpp"

namespace dmp::dossier {

/// Where findings about a document go, and how a pointer becomes a place in it.
struct Report {
  FindingList& findings;
  const SourceMap& source;
};

/// OtherName is another way in which people name a key: an older spelling, the French term.
using OtherName = std::pair<std::string_view, std::string_view>;

/// expanded_schema returns an embedded schema with each `$ref` replaced by what it names; null when
/// there is no schema of that name.
const nlohmann::json& expanded_schema(std::string_view name);

/// subschema_at returns the part of an expanded schema that speaks of `pointer`, or nullptr.
const nlohmann::json* subschema_at(const nlohmann::json& schema, std::string_view pointer);

/// remove_unknown_keys takes out of `root` the members that its schema has not, and reports each
/// with the key that was probably meant.
void remove_unknown_keys(nlohmann::json& root, const nlohmann::json& schema,
                         std::span<const OtherName> other_names, Report report);

/// validate runs the schema validator and reports each fault once, where it is. It returns whether
/// the structure is as described; a word out of its vocabulary is reported but does not count.
bool validate(const nlohmann::json& root, std::string_view schema_name, Report report);

/// check_version reports a `version` that this program does not read; true when there is none or it
/// is the right one.
bool check_version(const nlohmann::json& root, Report report);

}  // namespace dmp::dossier
