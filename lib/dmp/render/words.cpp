#include "dmp/render/words.hpp"

namespace dmp::render {

std::string message_of(const Finding& finding, const Wording& wording) {
  return wording.text(finding.rule, finding.args);
}

std::string remedy_of(const Finding& finding, const Wording& wording) {
  return wording.remedy(finding.rule, finding.args);
}

std::string severity_word(Severity severity, const Wording& wording) {
  return wording.text("severity." + std::string(to_string(severity)));
}

std::string column_title(std::string_view name, const Wording& wording) {
  return wording.text("report.column." + std::string(name));
}

std::string place_of(const Location& at, const Wording& wording) {
  if (at.line == 0) {
    return {};
  }
  return wording.text(at.column == 0 ? "report.line" : "report.line-column",
                      {arg("line", at.line), arg("column", at.column)});
}

std::string acceptance_word(const Acceptance& accepted, const Wording& wording) {
  return wording.text("report.accepted-until",
                      {arg_day("date", accepted.until), arg("reason", accepted.reason)});
}

}  // namespace dmp::render
