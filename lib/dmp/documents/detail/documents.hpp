#pragma once

#include "dmp/documents/detail/mapper.hpp"
#include "dmp/documents/detail/schema_check.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"

namespace dmp::documents {

/// map_dossier reads the model out of a document that was validated, well or not. What is referred
/// to by nobody is only known of a dossier that could be read as a whole, without an error.
model::Dossier map_dossier(const ValueTree& tree, bool is_whole, Mapper& mapper);

/// check_references reports ids of sites and numbers that are given twice, and numbers that
/// contradict each other.
void check_references(const model::Dossier& dossier, Mapper& mapper);

/// map_policy does the same for a policy; nothing when it extends an edition that does not exist.
std::optional<policy::Policy> map_policy(const ValueTree& tree, std::string_view file,
                                         const Catalogue& rules, Mapper& mapper);

/// Other names of a dossier's keys: older spellings and French terms.
std::span<const OtherName> other_names_of_dossier();

}  // namespace dmp::documents
