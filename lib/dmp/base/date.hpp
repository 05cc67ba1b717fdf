#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dmp {

/// Date is a day of the Gregorian calendar, without hour or zone.
using Date = std::chrono::year_month_day;
/// Instant is a moment in UTC, to the second.
using Instant = std::chrono::sys_seconds;

/// parse_date reads "YYYY-MM-DD"; nothing when the text has another shape or the day does not
/// exist.
std::optional<Date> parse_date(std::string_view text);

/// format_date writes "YYYY-MM-DD".
std::string format_date(Date date);

/// format_date_french writes "JJ/MM/AAAA", as French forms do.
std::string format_date_french(Date date);

/// format_instant writes "YYYY-MM-DDTHH:MM:SSZ" (RFC 3339, UTC).
std::string format_instant(Instant instant);

/// parse_instant reads what format_instant writes.
std::optional<Instant> parse_instant(std::string_view text);

/// date_of returns the UTC day of an instant.
Date date_of(Instant instant);

/// start_of returns midnight UTC of a day.
Instant start_of(Date date);

/// add_months returns the same day that many months later, the last one of its month where that
/// month is shorter.
Date add_months(Date date, int months);

/// days_between counts the days from one date to another, negative when `to` is before `from`.
int days_between(Date from, Date to);

}  // namespace dmp
