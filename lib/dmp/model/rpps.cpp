#include "dmp/model/rpps.hpp"

#include "dmp/model/luhn.hpp"
#include "dmp/model/typed.hpp"

namespace dmp::model {

ParseResult<Rpps> Rpps::parse(std::string_view text) {
  auto typed = read_typed(text);
  auto number = digits_of(typed, {"RPPS", 11});
  if (!number) {
    return fail(number.error());
  }
  if (const char key = luhn_key(*number); number->back() != key) {
    return fail(wrong_key(typed, "RPPS", 11, number->back(), std::string(1, key)));
  }
  return Parsed<Rpps>{Rpps(std::move(*number)), std::move(typed.forgiven)};
}

}  // namespace dmp::model
