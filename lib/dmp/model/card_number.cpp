#include "dmp/model/card_number.hpp"

#include <algorithm>

#include "dmp/model/typed.hpp"

namespace dmp::model {
namespace {

constexpr std::size_t kLength = 10;

/// Removes the issuer's ten digits and the slash; any other slash stays, and is refused.
void forgive_issuer(Typed& typed) {
  const auto& all = typed.characters;
  if (all.size() > kLength && all[kLength] == U'/' &&
      std::ranges::all_of(all.substr(0, kLength), is_digit)) {
    typed.characters.erase(0, kLength + 1);
    typed.forgiven.emplace_back("FORGIVEN-ISSUER");
  }
}

}  // namespace

ParseResult<CardNumber> CardNumber::parse(std::string_view text) {
  auto typed = read_typed(text);
  forgive_issuer(typed);
  auto number = digits_of(typed, {"CARD-NUMBER", kLength});
  if (!number) {
    return fail(number.error());
  }
  return Parsed<CardNumber>{CardNumber(std::move(*number)), std::move(typed.forgiven)};
}

}  // namespace dmp::model
