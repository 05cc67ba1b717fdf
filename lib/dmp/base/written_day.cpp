#include "dmp/base/written_day.hpp"

#include <array>
#include <utility>

#include "dmp/base/digits.hpp"

namespace dmp {
namespace {

/// The text without an hour, which belongs to no day.
std::string_view without_hour(std::string_view text) {
  const auto at = text.find_first_of(" T");
  const bool is_hour = at != std::string_view::npos &&
                       text.find_first_not_of("0123456789:.Z", at + 1) == std::string_view::npos;
  return is_hour ? text.substr(0, at) : text;
}

}  // namespace

std::optional<Date> parse_written_day(std::string_view text) {
  constexpr std::size_t kYearDigits = 4;
  text = without_hour(text);
  const auto first = text.find_first_of("/.-");
  const auto second = first == std::string_view::npos ? first : text.find(text[first], first + 1);
  if (second == std::string_view::npos) {
    return std::nullopt;
  }
  std::array parts{text.substr(0, first), text.substr(first + 1, second - first - 1),
                   text.substr(second + 1)};
  if (parts[0].size() != kYearDigits) {
    std::swap(parts[0], parts[2]);
  }
  const auto is_short = [](std::string_view part) { return part.size() == 1 || part.size() == 2; };
  if (parts[0].size() != kYearDigits || !is_short(parts[1]) || !is_short(parts[2])) {
    return std::nullopt;
  }
  const auto year = parse_digits(parts[0]);
  const auto month = parse_digits(parts[1]);
  const auto day = parse_digits(parts[2]);
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const Date date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                  std::chrono::day(*day)};
  return date.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace dmp
