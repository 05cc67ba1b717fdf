#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/documents/reading.hpp"
#include "dmp/model/readiness.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/registry/registry.hpp"

/// Dossiers held against the rules of the procedure: what blocks each site, and what is to be done
/// next, by whom.
namespace dmp::check {

struct Request {
  /// Dossiers as read; their own findings are part of the outcome.
  std::vector<documents::Reading<model::Dossier>> dossiers;
  policy::Policy policy;
  Instant now;
  std::vector<std::string> sites;  ///< Only these ids; all when empty.
  /// What the FINESS register says of rules::finess_numbers; without it, no rule compares with it.
  std::optional<registry::Extract> finess_register = std::nullopt;
};

/// Ending is the last day of a certificate or of a card.
struct Ending {
  enum class Kind { certificate, card };
  Kind kind = Kind::certificate;
  std::string whose;  ///< Name of the site, or of the card's holder.
  std::string what;   ///< "DMP AUTH_CLI", "CPE".
  Date on;
  std::optional<Date> from;  ///< Its first day, where the dossier says it.
  bool is_near = false;      ///< Within the days that the edition warns before, or past.
};

struct Outcome {
  Findings findings;  ///< Sorted by file, line, column, rule.
  std::vector<model::SiteReadiness> sites;
  std::vector<model::Step> steps;  ///< Of the groups, one dossier after the other.
  std::vector<Ending> endings;     ///< The first one first, one dossier after the other.
  std::vector<std::string> unknown_sites;
  bool understood = true;  ///< False when a dossier could not be read at all.
};

/// check applies schema findings, identifiers, references and rules.
Outcome check(const Request& request);

}  // namespace dmp::check
