#include "dmp/model/siren.hpp"

#include <numeric>

#include "dmp/model/luhn.hpp"
#include "dmp/model/typed.hpp"

namespace dmp::model {
namespace {

constexpr std::string_view kLaPoste = "356000000";
constexpr std::string_view kLaPosteHeadOffice = "35600000000048";

int sum_of_digits(std::string_view digits) {
  return std::accumulate(digits.begin(), digits.end(), 0,
                         [](int sum, char c) { return sum + c - '0'; });
}

/// The keys that would make the number right: two for an establishment of La Poste.
std::string right_keys(std::string_view siret) {
  if (siret.substr(0, 9) != kLaPoste || siret.substr(0, 13) == kLaPosteHeadOffice.substr(0, 13)) {
    return {luhn_key(siret)};
  }
  const int rest = (5 - sum_of_digits(siret.substr(0, 13)) % 5) % 5;
  return std::to_string(rest) + "/" + std::to_string(rest + 5);
}

}  // namespace

ParseResult<Siren> Siren::parse(std::string_view text) {
  auto typed = read_typed(text);
  auto number = digits_of(typed, {"SIREN", 9});
  if (!number) {
    return fail(number.error());
  }
  if (const char key = luhn_key(*number); number->back() != key) {
    return fail(wrong_key(typed, "SIREN", 9, number->back(), std::string(1, key)));
  }
  return Parsed<Siren>{Siren(std::move(*number)), std::move(typed.forgiven)};
}

ParseResult<Siret> Siret::parse(std::string_view text) {
  auto typed = read_typed(text);
  auto number = digits_of(typed, {"SIRET", 14});
  if (!number) {
    return fail(number.error());
  }
  // The key of the SIREN inside comes first: when it is wrong, so is the place to correct.
  const auto siren = std::string_view(*number).substr(0, 9);
  if (const char key = luhn_key(siren); siren.back() != key) {
    return fail(wrong_key(typed, "SIRET", 9, siren.back(), std::string(1, key)));
  }
  if (const auto keys = right_keys(*number); keys.find(number->back()) == std::string::npos) {
    return fail(wrong_key(typed, "SIRET", 14, number->back(), keys));
  }
  return Parsed<Siret>{Siret(std::move(*number)), std::move(typed.forgiven)};
}

}  // namespace dmp::model
