#pragma once

#include <vector>

#include "dmp/dossier/detail/draft.hpp"
#include "dmp/dossier/questions.hpp"

namespace dmp::dossier {

/// questions_about lists what a draft is asked for: the group, its contact, an administrator, and
/// the representative of each of a few legal entities.
std::vector<Question> questions_about(const Draft& draft);

/// take_answers puts answers where they belong; what is open stays so.
void take_answers(Draft& draft, const Answers& answers, const Wording& wording);

}  // namespace dmp::dossier
