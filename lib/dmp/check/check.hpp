#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/documents/reading.hpp"
#include "dmp/model/readiness.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/registry/registry.hpp"

/// The rules of the procedure over a dossier.
namespace dmp::check {

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
/// those over certificates and over the workstation.
std::span<const Rule> rules();

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
};

/// Applied is the rules that a run can find violated, by what they are checked against.
struct Applied {
  std::vector<Rule> dossiers;
  std::vector<Rule> certificates;
  std::vector<Rule> machine;
};

/// rules_over lists the rules that are applied to these inputs, in the order of the catalogue.
Applied rules_over(const Inputs& inputs);

struct Request {
  /// Dossiers as read; their own findings are part of the outcome.
  std::vector<documents::Reading<model::Dossier>> dossiers;
  policy::Policy policy;
  Date as_of;
  std::vector<std::string> sites;  ///< Only these ids; all when empty.
  /// What the FINESS register says of `finess_numbers`; without it, no rule compares with it.
  std::optional<registry::Extract> finess_register = std::nullopt;
};

/// finess_numbers lists the valid FINESS numbers of dossiers, each once: what to ask the register.
std::vector<std::string> finess_numbers(
    std::span<const documents::Reading<model::Dossier>> dossiers);

struct Outcome {
  Findings findings;  ///< Sorted by file, line, column, rule.
  std::vector<model::SiteReadiness> sites;
  std::vector<model::Step> steps;  ///< Of the groups, one dossier after the other.
  std::vector<std::string> unknown_sites;
  bool understood = true;  ///< False when a dossier could not be read at all.
};

/// check applies schema findings, identifiers, references and rules.
Outcome check(const Request& request);

}  // namespace dmp::check
