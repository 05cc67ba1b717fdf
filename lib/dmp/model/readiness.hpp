#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"
#include "dmp/model/words.hpp"

namespace dmp::model {

/// Step is one act on the way from nothing to a running certificate.
struct Step {
  Stage stage = Stage::contract;  ///< What it belongs to.
  std::string act;                ///< Catalogue id of what is to be done, with `args`.
  Args args;
  std::string actor;                 ///< Catalogue id of who does it: "step.actor.representative".
  std::string form;                  ///< Number of the ANS form, "101"; empty when there is none.
  std::string addressee;             ///< E-mail address or URL; empty when nothing is sent.
  Stage unblocks = Stage::contract;  ///< The stage that can go on once it is done.
  std::optional<Date> due;           ///< Day by which it has to be done, where there is one.
  std::vector<std::string> rules;    ///< Rules whose findings it settles, in the order of chapters.
  /// Whether it can be done today: nothing that is still to be done has to come before it, and its
  /// day, where it has one, is near.
  bool can_start = true;
};

/// SiteReadiness says whether a site's order can go, which rules stand in its way, how far it has
/// come, and what is to be done next.
struct SiteReadiness {
  std::string site;
  std::string name;
  std::string finess;  ///< The geographic number, or "" when the dossier has no valid one.
  std::string finess_juridical;  ///< Likewise.
  bool ready = false;
  int errors = 0;
  int warnings = 0;
  int accepted = 0;  ///< Findings that are accepted; not counted as errors or warnings.
  std::vector<std::string> blocking_rules;  ///< Rule ids, each once, in the order of the findings.
  ContractStatus contract = ContractStatus::unknown;
  std::string contract_number;
  std::optional<Date> contract_signed_on;
  Stage stage = Stage::contract;  ///< The first stage that is not behind it.
  std::vector<Step> steps;        ///< In the order in which they are to be done.
};

}  // namespace dmp::model
