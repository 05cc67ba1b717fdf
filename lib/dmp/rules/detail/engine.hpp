#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmp/policy/policy.hpp"
#include "dmp/rules/rules.hpp"
#include "dmp/rules/subjects.hpp"

namespace dmp::rules {
struct WorkstationQuestion;
}

/// What a theme of rules is written with. A new rule is one more Check in its theme, with its
/// texts; nothing else changes.
namespace dmp::rules::detail {

struct Held;      // certificate.hpp
struct Together;  // certificate.hpp

/// Violation is one place of a dossier where a rule is violated, with the values of its text.
struct Violation {
  std::string pointer;
  Args args;
  bool may_be_accepted = false;  ///< Though the rule is firm: nothing hangs on it here.
};
using Violations = std::vector<Violation>;

/// Faults are the ways in which a certificate or a workstation violates a rule: the values of the
/// text.
using Faults = std::vector<Args>;

/// SharedFault is about several certificates; `first` is where it is reported, or nullptr.
struct SharedFault {
  const Held* first = nullptr;
  Args args;
};
using SharedFaults = std::vector<SharedFault>;

/// StationPart is what of a workstation a rule is about.
enum class StationPart { readers, machine, portal };

/// Check is a rule with what judges it: the document, each site, each administrator (once, however
/// many sites name the person), each certificate, all of them together, the workstation.
struct Check {
  Rule rule;
  void (*site)(const Site&, Violations&) = nullptr;
  void (*administrator)(const NamedAdministrator&, Violations&) = nullptr;
  void (*document)(const Document&, Violations&) = nullptr;
  void (*certificate)(const Held&, Faults&) = nullptr;
  void (*together)(const Together&, SharedFaults&) = nullptr;
  void (*workstation)(const WorkstationQuestion&, Faults&) = nullptr;
  StationPart part = StationPart::readers;
  bool said_anyway = false;  ///< About the edition: also where it stands in no site's way.
  bool also_cards = false;   ///< The certificates of CPx cards have profiles of their own.
  /// What it is at least where a certificate is to be installed, whatever edition and dossier say.
  std::optional<Severity> installing = std::nullopt;
};
using Checks = std::span<const Check>;

/// The themes over dossiers, in the order of the procedure's chapters.
Checks edition_checks();         // the policy itself
Checks acceptance_checks();      // what the dossier accepts
Checks scope_checks();           // 1, 3
Checks finess_checks();          // 4.1
Checks contract_checks();        // 4.2
Checks representative_checks();  // 4.2
Checks administrator_checks();   // 4, 4.2
Checks proxy_checks();           // 4.2
Checks group_checks();           // 4.3, 4.4, 4.5
Checks form_checks();            // 4.6, 5
Checks contact_checks();         // 5: telephone, e-mail, card numbers
Checks order_checks();           // 6, 7
Checks naming_checks();          // names that certificates carry
Checks register_checks();        // the FINESS register, where one is given

/// Those over certificates.
Checks usage_checks();
Checks subject_checks();
Checks service_checks();
Checks key_checks();
Checks date_checks();
Checks extension_checks();
Checks environment_checks();
Checks chain_checks();
Checks site_checks();
Checks pair_checks();

/// All of them over dossiers, over certificates, and over the workstation.
Checks dossier_checks();
Checks certificate_checks();
Checks workstation_checks();

/// has tells whether a theme has the rule.
bool has(Checks theme, std::string_view rule);

/// finding_of is a finding of the rule without a place, as severe as the edition says.
Finding finding_of(const Rule& rule, const policy::Policy& policy, Args args);

}  // namespace dmp::rules::detail
