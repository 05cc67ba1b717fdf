#pragma once

#include <string>
#include <vector>

namespace dmp::model {

/// SiteReadiness says whether a site's order can go, and which rules stand in its way.
struct SiteReadiness {
  std::string site;
  std::string name;
  std::string finess;  ///< The geographic number, or "" when the dossier has no valid one.
  bool ready = false;
  int errors = 0;
  int warnings = 0;
  std::vector<std::string> blocking_rules;  ///< Rule ids, each once, in the order of the findings.
};

}  // namespace dmp::model
