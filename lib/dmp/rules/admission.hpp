#pragma once

#include <vector>

#include "dmp/rules/dossier.hpp"

/// The one judgement of all commands: which sites may go on with what.
namespace dmp::rules {

/// Purpose is what sites are admitted to.
enum class Purpose {
  order,  ///< Order certificates: nothing may block the site.
  form,   ///< Make form 413: nothing may block the site that bears on what the form declares.
};

/// Admission is the sites in question, each in one of two lists, in the dossier's order.
struct Admission {
  std::vector<const model::Establishment*> admitted;
  std::vector<const model::Establishment*> refused;
  /// What blocks the refused ones, each once, in their order; then what an order or a form of an
  /// admitted one does not show by itself: that the edition was replaced; of a form also that who
  /// signs was assumed, and the number that the certificates are on.
  Findings findings;
};

/// admit judges a dossier. What bears on form 413 (procedure 4, 4.1, 4.2, 5) is the site's name and
/// number, those of its legal entity where the certificates are on it, who signs, the technical
/// administrators and their cards, and what could not be read. A contract that is missing does not:
/// it may go to ANS in the same sending. Of a representative for whom a proxy signs, nothing does.
Admission admit(const DossierQuestion& question, Purpose purpose);

}  // namespace dmp::rules
