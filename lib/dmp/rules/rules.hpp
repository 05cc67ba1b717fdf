#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "dmp/base/finding.hpp"

/// Every rule there is: those of the procedure over dossiers, requests and workstations, and those
/// of the authority's profiles over certificates.
namespace dmp::rules {

/// Rule is one sentence of the procedure that a dossier can violate, or one of the authority's
/// profiles that a certificate can.
struct Rule {
  /// Text is what a rule says when it is violated, and what to do about it, in both languages.
  struct Text {
    std::string_view english = {};
    std::string_view french = {};
    std::string_view english_remedy = {};
    std::string_view french_remedy = {};
  };

  std::string_view id;
  Severity severity;           ///< Usual one; a policy may set another.
  std::string_view reference;  ///< "ANS 30/09/2021, 4.2"
  /// Empty where the rule tells an error of another module under its id (CHAIN-…).
  Text text = {};
  /// What it asks for is something without which no order or no form 413 can be made: its findings
  /// are neither accepted nor loosened by an edition.
  bool firm = false;
};

/// rules lists the catalogue: those over dossiers in the order of the procedure's chapters, then
/// those over certificates, over the workstation and over requests.
std::span<const Rule> rules();

/// find_rule returns a rule by its id, or nullptr.
const Rule* find_rule(std::string_view id);

/// findings_catalogue has the texts of the rules and of what reading a dossier can find: the ids
/// that a dossier accepts and an edition gives severities to.
const Catalogue& findings_catalogue();

/// Inputs says what a run looks at.
struct Inputs {
  bool dossiers = false;
  bool finess_register = false;
  bool certificates = false;
  bool cards = false;        ///< The machine's readers and what is in them.
  bool workstation = false;  ///< The machine's clock too.
  bool portal = false;       ///< Whether the portal can be reached.
  bool requests = false;
};

/// Applied is the rules that a run can find violated, by what they are checked against.
struct Applied {
  std::vector<Rule> dossiers;
  std::vector<Rule> certificates;
  std::vector<Rule> machine;
  std::vector<Rule> requests;
};

/// rules_over lists the rules that are applied to these inputs, in the order of the catalogue.
Applied rules_over(const Inputs& inputs);

}  // namespace dmp::rules
