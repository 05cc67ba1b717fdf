#include <algorithm>

#include "dmp/report/detail/watch.hpp"
#include "dmp/report/detail/words.hpp"

namespace dmp::report::watch {

bool is_missing(const CertificateRow& row) {
  return row.status == model::CertificateStatus::missing;
}

std::string status_word(const CertificateRow& row, Language language) {
  return text(language, "report.status." + std::string(to_string(row.status)));
}

std::string environment_word(model::Environment environment, Language language) {
  return text(language, "report.environment." + std::string(to_string(environment)));
}

double life_left(const CertificateRow& row) {
  const int life = days_between(date_of(row.facts.not_before), date_of(row.facts.ends_at()));
  return is_missing(row) || life <= 0
             ? 0.0
             : std::clamp(static_cast<double>(row.days_left) / static_cast<double>(life), 0.0, 1.0);
}

std::vector<std::string> todo(const CertificateRow& row, Language language) {
  std::vector<std::string> lines;
  for (const auto& remark : row.remarks) {
    lines.push_back(text(language, remark.id, remark.args));
  }
  if (const auto& renewal = row.renewal) {
    lines.push_back(renewal->possible ? text(language, "report.renewal.possible",
                                             {arg("start", day_word(renewal->start_by, language)),
                                              arg("notice", day_word(renewal->notice_on, language)),
                                              arg("last", day_word(renewal->last_day, language))})
                                      : text(language, is_missing(row) ? "report.renewal.missing"
                                                                       : "report.renewal.new"));
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
