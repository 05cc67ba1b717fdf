#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "dmp/dossier/detail/draft.hpp"
#include "dmp/registry/registry.hpp"

namespace dmp::dossier {

/// name_of returns the name of an establishment or a legal entity, the long one where there is one.
std::string name_of(const registry::Record& record);

/// site_of is a site as the register has it, with an id that `is_taken` does not know.
Json site_of(const registry::Record& record, const std::function<bool(std::string_view)>& is_taken);

/// entity_of is a legal entity, named by the register where that knows its name, else a TODO; null:
/// there is no register.
Json entity_of(const std::string& number, const registry::Extract* extract, const Wording& wording);

}  // namespace dmp::dossier
