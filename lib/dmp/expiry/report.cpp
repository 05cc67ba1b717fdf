#include "dmp/expiry/report.hpp"

#include <algorithm>
#include <array>

#include "dmp/expiry/detail/report.hpp"

namespace dmp::expiry {

std::span<const Format> formats() {
  static constexpr std::array kFormats = {Format{"text", to_text},
                                          Format{"json", to_json},
                                          Format{"csv", to_csv},
                                          Format{"nagios", to_nagios},
                                          Format{"prometheus", to_prometheus},
                                          Format{"junit", to_junit},
                                          Format{"ics", to_icalendar},
                                          Format{"html", to_html}};
  return kFormats;
}

namespace detail {

bool is_missing(const Row& row) { return row.status == model::CertificateStatus::missing; }

bool is_critical(const Row& row) { return row.due && row.critical; }

bool is_warning(const Row& row) { return row.due && !row.critical; }

bool is_in_service(const Row& row) {
  return !row.facts.is_ca && !is_missing(row) &&
         row.status != model::CertificateStatus::superseded &&
         row.status != model::CertificateStatus::revoked;
}

std::string end_words(const Row& row, const Wording& wording) {
  const auto date = arg_day("date", row.ends_on());
  return row.status == model::CertificateStatus::expired
             ? wording.text("expiry.ended", {date})
             : wording.text("expiry.ends", {date, arg("days", row.days_left)});
}

std::string status_word(const Row& row, const Wording& wording) {
  return wording.text("report.status." + std::string(to_string(row.status)));
}

std::string environment_word(model::Environment environment, const Wording& wording) {
  return wording.text("environment." + std::string(to_string(environment)));
}

double life_left(const Row& row) {
  const int life = days_between(date_of(row.facts.not_before), date_of(row.facts.ends_at()));
  return is_missing(row) || row.status == model::CertificateStatus::revoked || life <= 0
             ? 0.0
             : std::clamp(static_cast<double>(row.days_left) / static_cast<double>(life), 0.0, 1.0);
}

std::vector<std::string> todo(const Row& row, const Wording& wording) {
  std::vector<std::string> lines;
  for (const auto& remark : row.remarks) {
    lines.push_back(wording.text(remark.id, remark.args));
  }
  if (const auto& renewal = row.renewal) {
    const bool late = days_between(renewal->start_by, row.ends_on()) > row.days_left;
    lines.push_back(
        wording.text(is_missing(row)      ? "expiry.renewal.missing"
                     : !renewal->possible ? "expiry.renewal.new"
                     : late               ? "expiry.renewal.late"
                                          : "expiry.renewal.possible",
                     {arg_day("start", renewal->start_by), arg_day("notice", renewal->notice_on),
                      arg_day("last", renewal->last_day)}));
  }
  return lines;
}

std::string name_of(const Row& row) {
  std::string name(to_string(row.facts.usage));
  for (const auto& part : {row.facts.structure(), row.facts.subject.common_name}) {
    name += part.empty() ? "" : " " + part;
  }
  return name;
}

}  // namespace detail
}  // namespace dmp::expiry
