#include "dmp/base/bytes.hpp"
#include "dmp/model/card_number.hpp"
#include "dmp/model/rpps.hpp"
#include "dmp/model/structure_id.hpp"

namespace {

/// What was parsed once must parse again, with nothing left to forgive.
template <typename T>
void round_trip(std::string_view text) {
  if (const auto parsed = T::parse(text)) {
    const auto again = T::parse(parsed->value.text());
    if (!again || !(again->value == parsed->value) || !again->forgiven.empty()) {
      __builtin_trap();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dmp::model;
  const auto text = dmp::as_text({data, size});
  round_trip<Finess>(text);
  round_trip<Siren>(text);
  round_trip<Siret>(text);
  round_trip<Rpps>(text);
  round_trip<CardNumber>(text);
  round_trip<StructureId>(text);
  return 0;
}
