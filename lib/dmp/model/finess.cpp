#include "dmp/model/finess.hpp"

#include "dmp/model/luhn.hpp"
#include "dmp/model/typed.hpp"

namespace dmp::model {
namespace {

/// A letter stands in second place only: 2A and 2B of Corsica, 0A and 0B of ANS's test structures.
bool is_allowed(const std::u32string& all, std::size_t position) {
  const char32_t c = all[position];
  const bool may_be_letter = position == 1 && (all[0] == U'0' || all[0] == U'2');
  return is_digit(c) || (may_be_letter && (c == U'A' || c == U'B'));
}

std::string_view expected(std::size_t position) {
  return position == 1 ? "EXPECTED-DIGIT-OR-CORSICA" : "EXPECTED-DIGIT";
}

}  // namespace

ParseResult<Finess> Finess::parse(std::string_view text) {
  auto typed = read_typed(text);
  auto number = characters_of(typed, {"FINESS", 9}, {is_allowed, expected});
  if (!number) {
    return fail(number.error());
  }
  if (const char key = luhn_key(*number); number->back() != key) {
    return fail(wrong_key(typed, "FINESS", 9, number->back(), std::string(1, key)));
  }
  return Parsed<Finess>{Finess(std::move(*number)), std::move(typed.forgiven)};
}

const Department* Finess::department() const { return department_of_finess(text_); }

}  // namespace dmp::model
