#include <algorithm>
#include <array>

#include "dmp/expiry/detail/report.hpp"
#include "dmp/expiry/report.hpp"
#include "dmp/render/icalendar.hpp"

namespace dmp::expiry {
namespace {

using render::icalendar::line;

std::string compact(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

/// Days before the end that a notice stands for; none where a certificate ends before it begins.
int days_of(const Threshold& notice, const Row& row) {
  const int life =
      std::max(0, days_between(date_of(row.facts.not_before), date_of(row.facts.ends_at())));
  return notice.percent ? static_cast<int>(static_cast<long long>(life) * notice.amount / 100)
                        : notice.amount;
}

std::string alarm(int days, const std::string& summary) {
  return line("BEGIN:VALARM") + line("ACTION:DISPLAY") +
         line("TRIGGER:-P" + std::to_string(days) + "D") + line("DESCRIPTION:" + summary) +
         line("END:VALARM");
}

struct Event {
  std::string uid;
  Date day;
  std::string summary;
  std::string description;
  std::vector<int> alarms;
};

std::string event_text(const Event& event, const ReportOptions& options) {
  const Date next(std::chrono::sys_days(event.day) + std::chrono::days(1));
  // Calendars have the years 1 to 9999; what has no end there lasts its day (RFC 5545 3.6.1).
  constexpr std::chrono::year kFirst(1);
  constexpr std::chrono::year kLast(9999);
  if (event.day.year() < kFirst) {
    return {};
  }
  const auto end =
      next.year() > kLast ? std::string() : line("DTEND;VALUE=DATE:" + compact(format_date(next)));
  auto out = line("BEGIN:VEVENT") + line("UID:" + event.uid + "@dmpcert") +
             line("DTSTAMP:" + compact(format_instant(options.now))) +
             line("DTSTART;VALUE=DATE:" + compact(format_date(event.day))) + end +
             line("SUMMARY:" + event.summary) + line("DESCRIPTION:" + event.description) +
             line("TRANSP:TRANSPARENT");
  for (const int days : event.alarms) {
    out += alarm(days, event.summary);
  }
  return out + line("END:VEVENT");
}

std::string events_of(const Row& row, const ReportOptions& options) {
  const auto& wording = options.style.wording;
  std::string description;
  const auto add = [&description](const std::string& part) {
    description +=
        (description.empty() || part.empty() ? "" : "\\n") + render::icalendar::text(part);
  };
  for (const auto& each : detail::todo(row, wording)) {
    add(each);
  }
  add(row.renewal ? row.renewal->command : "");
  constexpr std::size_t kMost = 10;
  const auto places = row.places();
  for (std::size_t i = 0; i < std::min(kMost, places.size()); ++i) {
    add(places[i]);
  }
  std::vector<int> alarms = {days_of(options.warn, row), days_of(options.critical, row)};
  alarms.erase(std::unique(alarms.begin(), alarms.end()), alarms.end());
  const auto name = detail::name_of(row);
  const auto uid = row.facts.sha256.hex();
  auto out =
      event_text({uid, date_of(row.facts.ends_at()),
                  render::icalendar::text(wording.text("expiry.event.end", {arg("name", name)})),
                  description, alarms},
                 options);
  if (row.renewal && row.renewal->possible) {
    out += event_text(
        {uid + "-renewal",
         row.renewal->start_by,
         render::icalendar::text(wording.text("expiry.event.renewal", {arg("name", name)})),
         description,
         {0}},
        options);
  }
  return out;
}

}  // namespace

std::string to_icalendar(const Outcome& outcome, const ReportOptions& options) {
  // Without a METHOD: it would make a message of it, which has to name an organiser (RFC
  // 5546 3.2.1).
  auto out = line("BEGIN:VCALENDAR") + line("VERSION:2.0") + line("PRODID:-//dmpcert//expiry//FR") +
             line("CALSCALE:GREGORIAN") +
             line("X-WR-CALNAME:" +
                  render::icalendar::text(options.style.wording.text("expiry.event.calendar")));
  constexpr std::size_t kUsual = 1280;  // A certificate's events: growing would copy them.
  out.reserve(out.size() + outcome.rows.size() * kUsual);
  for (const auto& row : outcome.rows) {
    out += detail::is_in_service(row) ? events_of(row, options) : "";
  }
  out += line("END:VCALENDAR");
  return out;
}

}  // namespace dmp::expiry
