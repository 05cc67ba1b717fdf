#pragma once

#include <optional>
#include <string_view>

#include "dmp/base/date.hpp"

namespace dmp {

/// parse_written_day reads a day as people write it: "YYYY-MM-DD" also with "/" or ".", and day,
/// month and year as in French, "31/03/2024", "31.3.2024", "31-03-2024"; with or without an hour
/// behind it ("2024-03-31T00:00:00"). Nothing where a year has two digits, or the day does not
/// exist.
std::optional<Date> parse_written_day(std::string_view text);

}  // namespace dmp
