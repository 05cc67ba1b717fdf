#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/model/carrier.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/registry/registry.hpp"

/// The parts of a dossier, each with all that its rules and its next steps look at.
namespace dmp::rules {

using Sites = std::vector<const model::Establishment*>;

/// Index finds what rules ask of other parts of the dossier, which it must not outlive.
struct Index {
  explicit Index(const model::Dossier& dossier);

  std::unordered_map<std::string_view, const model::Administrator*> administrators;  ///< By id.
  std::unordered_map<std::string_view, Sites> naming;  ///< Sites that name an administrator.
  std::unordered_set<std::string_view> contracted;     ///< Legal entities with a signed contract.
  /// Pointers of what the reader found wrong or is still to be filled in, and of the objects that
  /// hold it: what the model lacks there is not missing.
  std::unordered_set<std::string> misread;
  model::Carriers carriers;
};

/// Site is one establishment.
struct Site {
  const model::Dossier& dossier;
  const Index& index;
  const model::Establishment& establishment;
  const policy::Policy& policy;
  Date as_of;
  const registry::Extract* finess_register = nullptr;

  /// at returns the JSON pointer of a part of the establishment: at("contract/status").
  [[nodiscard]] std::string at(std::string_view part) const;
};

/// NamedAdministrator is an administrator whom at least one of the sites in question names.
struct NamedAdministrator {
  const model::Administrator& administrator;
  const Sites& sites;  ///< Those that name the person.
  const policy::Policy& policy;
  Date as_of;

  /// at returns the JSON pointer of a part of the administrator.
  [[nodiscard]] std::string at(std::string_view part) const;
};

/// Document is the dossier as a whole.
struct Document {
  const model::Dossier& dossier;
  const Index& index;
  const policy::Policy& policy;
  Date as_of;
  const registry::Extract* finess_register = nullptr;
};

}  // namespace dmp::rules
