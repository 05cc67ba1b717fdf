#include "dmp/csr/detail/card_holder.hpp"

#include <string>

namespace dmp::csr::detail {

bool has_card(const model::Administrator& administrator, std::string_view number) {
  const auto& card = administrator.person.card;
  return card && card->number && card->number->text() == number;
}

bool is_foreign(model::Environment card, model::Environment dossier) {
  return card != model::Environment::unknown && card != dossier;
}

Arg environment_word(std::string_view name, model::Environment environment) {
  return arg_text(name, "csr.verify.environment." + std::string(to_string(environment)));
}

}  // namespace dmp::csr::detail
