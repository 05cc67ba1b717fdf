#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <utility>

#include "dmp/documents/detail/mapper.hpp"
#include "dmp/documents/detail/schema.hpp"

namespace dmp::documents {

/// OtherName is another way in which people name a key: an older spelling, the French term.
using OtherName = std::pair<std::string_view, std::string_view>;

/// The rule about a text with spaces at its ends.
inline constexpr std::string_view kSpacesRule = "DOSSIER-SPACES";

/// check_form checks a document against its schema and reports each fault once, where it is.
/// Members that the schema does not have are reported, with the key that was probably meant, and
/// ignored from then on. It returns whether the structure is as described, that is, types and
/// required keys; a value that does not fit is reported but does not count. With `takes_todos`, a
/// member that says "TODO: …" stands for a value of whatever kind that is to be found out
/// (DOSSIER-TODO): it is reported, and ignored from then on.
bool check_form(ValueTree& tree, const Schema& schema, std::span<const OtherName> other_names,
                Report report, bool takes_todos = false);

/// version_of returns the `version` of a document; null when there is none.
nlohmann::json version_of(const ValueTree& tree);

/// check_version reports a `version` other than that of the schema; true when there is none or it
/// is the right one.
bool check_version(const ValueTree& tree, const Schema& schema, Report report);

}  // namespace dmp::documents
