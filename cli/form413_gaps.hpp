#pragma once

#include <string>
#include <vector>

#include "session.hpp"

namespace dmp::cli {

/// FormGaps is what forms 413 lack.
struct FormGaps {
  Findings findings;               ///< Each gap once, with its place.
  std::vector<std::string> sites;  ///< Ids of the sites whose form lacks something.
};

/// form_gaps holds the sites of `input` against the rules that bear on form 413 and against the
/// form's own required fields.
FormGaps form_gaps(const DossierInput& input, const Session& session);

}  // namespace dmp::cli
