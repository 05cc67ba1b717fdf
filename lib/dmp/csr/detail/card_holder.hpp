#pragma once

#include <string_view>

#include "dmp/base/text.hpp"
#include "dmp/model/dossier.hpp"

/// What signing with a card and verifying such a signature ask of card and dossier alike.
namespace dmp::csr::detail {

/// has_card tells whether the dossier declares the card with that number as this administrator's.
bool has_card(const model::Administrator& administrator, std::string_view number);

/// is_foreign tells whether a card is of another environment than the dossier: a TEST card asks for
/// nothing in production, nor the reverse. What environment a card is of may not show.
bool is_foreign(model::Environment card, model::Environment dossier);

/// environment_word is an environment as messages name it.
Arg environment_word(std::string_view name, model::Environment environment);

}  // namespace dmp::csr::detail
