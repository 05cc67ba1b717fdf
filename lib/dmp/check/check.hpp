#pragma once

#include <span>
#include <string>
#include <vector>

#include "dmp/core/date.hpp"
#include "dmp/core/finding.hpp"
#include "dmp/dossier/reading.hpp"
#include "dmp/model/readiness.hpp"
#include "dmp/policy/policy.hpp"

/// The rules of the procedure over a dossier.
namespace dmp::check {

/// Rule is one sentence of the procedure that a dossier can violate.
struct Rule {
  std::string_view id;
  Severity severity;           ///< Usual one; a policy may set another.
  std::string_view reference;  ///< "ANS 30/09/2021, 4.2"
};

/// rules lists the catalogue, in the order of the procedure's chapters.
std::span<const Rule> rules();

struct Request {
  /// Dossiers as read; their own findings are part of the outcome.
  std::vector<dossier::Reading<model::Dossier>> dossiers;
  policy::Policy policy;
  Date as_of;
  std::vector<std::string> sites;  ///< Only these ids; all when empty.
};

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
