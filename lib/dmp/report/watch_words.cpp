#include <algorithm>

#include "dmp/report/detail/watch.hpp"

namespace dmp::report::watch {

bool is_missing(const CertificateRow& row) {
  return row.status == model::CertificateStatus::missing;
}

bool is_critical(const CertificateRow& row) { return row.due && row.critical; }

bool is_warning(const CertificateRow& row) { return row.due && !row.critical; }

bool is_in_service(const CertificateRow& row) {
  return !row.facts.is_ca && !is_missing(row) &&
         row.status != model::CertificateStatus::superseded &&
         row.status != model::CertificateStatus::revoked;
}

std::string end_words(const CertificateRow& row, const Wording& wording) {
  const auto date = arg_day("date", row.ends_on());
  return row.status == model::CertificateStatus::expired
             ? wording.text("report.ended", {date})
             : wording.text("report.ends", {date, arg("days", row.days_left)});
}

std::string status_word(const CertificateRow& row, const Wording& wording) {
  return wording.text("report.status." + std::string(to_string(row.status)));
}

std::string environment_word(model::Environment environment, const Wording& wording) {
  return wording.text("environment." + std::string(to_string(environment)));
}

double life_left(const CertificateRow& row) {
  const int life = days_between(date_of(row.facts.not_before), date_of(row.facts.ends_at()));
  return is_missing(row) || row.status == model::CertificateStatus::revoked || life <= 0
             ? 0.0
             : std::clamp(static_cast<double>(row.days_left) / static_cast<double>(life), 0.0, 1.0);
}

std::vector<std::string> todo(const CertificateRow& row, const Wording& wording) {
  std::vector<std::string> lines;
  for (const auto& remark : row.remarks) {
    lines.push_back(wording.text(remark.id, remark.args));
  }
  if (const auto& renewal = row.renewal) {
    const bool late = days_between(renewal->start_by, row.ends_on()) > row.days_left;
    lines.push_back(
        wording.text(is_missing(row)      ? "report.renewal.missing"
                     : !renewal->possible ? "report.renewal.new"
                     : late               ? "report.renewal.late"
                                          : "report.renewal.possible",
                     {arg_day("start", renewal->start_by), arg_day("notice", renewal->notice_on),
                      arg_day("last", renewal->last_day)}));
  }
  return lines;
}

std::string name_of(const CertificateRow& row) {
  std::string name(to_string(row.facts.usage));
  for (const auto& part : {row.facts.structure(), row.facts.subject.common_name}) {
    name += part.empty() ? "" : " " + part;
  }
  return name;
}

}  // namespace dmp::report::watch
