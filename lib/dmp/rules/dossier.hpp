#pragma once

#include <span>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/documents/reading.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/registry/registry.hpp"

/// The rules of the procedure over a dossier.
namespace dmp::rules {

/// DossierQuestion is one dossier that was understood, and what to judge it by. It must not outlive
/// what it refers to.
struct DossierQuestion {
  const documents::Reading<model::Dossier>& reading;
  const policy::Policy& policy;
  Date as_of;
  std::vector<const model::Establishment*> sites = {};  ///< Only these; all when empty.
  /// What the FINESS register says of `finess_numbers`; without it, no rule compares with it.
  const registry::Extract* finess_register = nullptr;
};

/// SiteVerdict is what was found about one site. A finding counts where it is listed: one about
/// several sites, or about the document, with none.
struct SiteVerdict {
  const model::Establishment* site;
  int errors = 0;
  int warnings = 0;
  int accepted = 0;  ///< Findings that are accepted; not counted as errors or warnings.
  /// Ids of the rules that it violates and does not accept, each once, in the findings' order.
  std::vector<std::string> violated = {};
  std::vector<std::string> blocking = {};  ///< Those of them that are errors.

  [[nodiscard]] bool ready() const { return blocking.empty(); }
};

struct DossierVerdict {
  Findings findings;                  ///< Sorted by file, line, column, rule.
  std::vector<SiteVerdict> sites;     ///< In the order of the dossier.
  std::vector<std::string> violated;  ///< By the document as a whole, each rule once.
};

/// judge_dossier applies the rules to a dossier, its sites and its administrators, and says whom
/// they and the reader's findings concern.
DossierVerdict judge_dossier(const DossierQuestion& question);

/// finess_numbers lists the valid FINESS numbers of dossiers, each once: what to ask the register.
std::vector<std::string> finess_numbers(
    std::span<const documents::Reading<model::Dossier>> dossiers);

/// document_errors returns the reader's errors that concern the whole document: those that lie in
/// none of its establishments and of its administrators. With one of them nothing is to be done.
Findings document_errors(const documents::Reading<model::Dossier>& reading);

/// comes_before sorts findings by file, line, column and rule.
bool comes_before(const Finding& a, const Finding& b);

}  // namespace dmp::rules
