#include "dmp/model/structure_id.hpp"

#include <algorithm>

#include "dmp/model/rpps.hpp"
#include "dmp/model/typed.hpp"

namespace dmp::model {
namespace {

constexpr std::string_view kName = "STRUCTURE-ID";
constexpr std::size_t kRppsLength = 11;
constexpr std::size_t kRankLength = 3;

/// Length with the kind digit; 0 for a digit that is no kind.
std::size_t length_of(char32_t kind) {
  switch (kind) {
    case U'1':
    case U'2':
      return 10;
    case U'3':
    case U'4':
      return 1 + kRppsLength + kRankLength;
    default:
      return 0;
  }
}

/// Tells what is wrong with the number inside, in the words and positions of the whole identifier.
template <typename T>
Status check_number(const Typed& typed, std::string_view number) {
  const auto parsed = T::parse(number);
  if (parsed) {
    return {};
  }
  auto error = parsed.error();
  for (auto& one : error.args) {
    if (one.name == "value") {
      one.value = typed.shown;
    } else if (one.name == "position") {
      one.value = std::to_string(std::stoul(one.value) + 1);
    }
  }
  if (error.reason == Reason::wrong_character) {
    error.id = std::string(kName) + "-CHARACTER";
  }
  return fail(std::move(error));
}

Status check_number(StructureId::Kind kind, const Typed& typed, std::string_view number) {
  switch (kind) {
    case StructureId::Kind::finess:
      return check_number<Finess>(typed, number);
    case StructureId::Kind::siren:
      return check_number<Siren>(typed, number);
    case StructureId::Kind::siret:
      return check_number<Siret>(typed, number);
    case StructureId::Kind::rpps_rank:
      return check_number<Rpps>(typed, number.substr(0, kRppsLength));
  }
  return {};
}

/// Whether the letter may follow the digit before it is judged where the number inside is read.
bool is_allowed_in_finess(const std::u32string& all, std::size_t position) {
  return is_digit(all[position]) || (position == 2 && (all[2] == U'A' || all[2] == U'B'));
}

std::string_view expected_in_finess(std::size_t position) {
  return position == 2 ? "EXPECTED-DIGIT-OR-CORSICA" : "EXPECTED-DIGIT";
}

}  // namespace

ParseResult<StructureId> StructureId::parse(std::string_view text) {
  auto typed = read_typed(text);
  if (typed.characters.empty()) {
    return fail(nothing_typed(typed, kName));
  }
  const char32_t first = typed.characters.front();
  const auto length = length_of(first);
  if (length == 0) {
    auto error = wrong_character(typed, kName, 0, "EXPECTED-STRUCTURE-KIND");
    error.id = "STRUCTURE-ID-KIND";
    return fail(std::move(error));
  }
  const auto kind = static_cast<Kind>(first - U'0');
  const Form form{kName, length};
  auto all = kind == Kind::finess
                 ? characters_of(typed, form, {is_allowed_in_finess, expected_in_finess})
                 : digits_of(typed, form);
  if (!all) {
    return fail(all.error());
  }
  if (auto number = check_number(kind, typed, std::string_view(*all).substr(1)); !number) {
    return fail(number.error());
  }
  return Parsed<StructureId>{StructureId(kind, std::move(*all)), std::move(typed.forgiven)};
}

StructureId StructureId::of(const Finess& finess) { return {Kind::finess, "1" + finess.text()}; }

StructureId StructureId::of(const Siret& siret) { return {Kind::siret, "3" + siret.text()}; }

}  // namespace dmp::model
