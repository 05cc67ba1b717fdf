#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "dmp/check/check.hpp"
#include "dmp/model/carrier.hpp"

/// What a theme of rules (rules_*.cpp) is written with. A new rule is one more Check in its theme,
/// with its texts; nothing else changes.
namespace dmp::check {

using Sites = std::vector<const model::Establishment*>;

/// Index finds what rules ask of other parts of the dossier, which it must not outlive.
struct Index {
  explicit Index(const model::Dossier& dossier);

  std::unordered_map<std::string_view, const model::Administrator*> administrators;  ///< By id.
  std::unordered_map<std::string_view, Sites> naming;  ///< Sites that name an administrator.
  std::unordered_set<std::string_view> contracted;     ///< Legal entities with a signed contract.
  model::Carriers carriers;
};

/// Site is one establishment with all that its rules look at.
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

/// Violation is one place where a rule is violated, with the values of its text.
struct Violation {
  std::string pointer;
  Args args;
  bool may_be_accepted = false;  ///< Though the rule is firm: nothing hangs on it here.
};
using Violations = std::vector<Violation>;

/// Check is a rule with what judges it: the document, each site, each administrator (once, however
/// many sites name the person), or several of them.
struct Check {
  Rule rule;
  void (*site)(const Site&, Violations&) = nullptr;
  void (*administrator)(const NamedAdministrator&, Violations&) = nullptr;
  void (*document)(const Document&, Violations&) = nullptr;
};

/// The themes, in the order of the procedure's chapters.
std::span<const Check> edition_checks();         // the policy itself
std::span<const Check> acceptance_checks();      // what the dossier accepts
std::span<const Check> scope_checks();           // 1, 3
std::span<const Check> finess_checks();          // 4.1
std::span<const Check> contract_checks();        // 4.2
std::span<const Check> representative_checks();  // 4.2
std::span<const Check> administrator_checks();   // 4, 4.2
std::span<const Check> proxy_checks();           // 4.2
std::span<const Check> group_checks();           // 4.3, 4.4, 4.5
std::span<const Check> form_checks();            // 4.6, 5
std::span<const Check> contact_checks();         // 5: telephone, e-mail, card numbers
std::span<const Check> order_checks();           // 6, 7
std::span<const Check> naming_checks();          // names that certificates carry
std::span<const Check> register_checks();        // the FINESS register, where one is given

/// checks lists all of them.
const std::vector<Check>& checks();

}  // namespace dmp::check
