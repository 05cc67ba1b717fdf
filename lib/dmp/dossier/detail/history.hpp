#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/documents/edit.hpp"
#include "dmp/documents/reading.hpp"
#include "dmp/dossier/record.hpp"

namespace dmp::dossier {

/// Entry is one value that an event writes.
struct Entry {
  std::string pointer;    ///< Where; of an element that a list gets, that of the list.
  std::string value;      ///< As JSON.
  std::string what;       ///< The part: "contract/signed_on".
  std::string site;       ///< Id of the site that it is a part of; empty for what is shared.
  std::string said = {};  ///< What stands there already, as text; "" for nothing.
  std::string to = {};    ///< The value as a text.
  bool is_added = false;  ///< An element of a list.
  bool is_state = false;  ///< A state, which goes forwards; else a day or another detail.
};

/// Plan is what an event writes, for the sites that it holds for.
struct Plan {
  std::vector<Entry> entries;
  std::vector<std::string> sites;
  Findings refused;
};

/// plan_event finds where an event is to be written. Errors as record's.
Result<Plan> plan_event(const RecordRequest& request,
                        const documents::Reading<model::Dossier>& reading,
                        const documents::Edit& edit);

/// contradictions returns the findings about the history of a dossier that `after` has and `before`
/// has not.
Findings contradictions(const RecordRequest& request,
                        const documents::Reading<model::Dossier>& before,
                        const documents::Reading<model::Dossier>& after);

}  // namespace dmp::dossier
