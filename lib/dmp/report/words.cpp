#include "dmp/report/detail/words.hpp"

namespace dmp::report {

std::string message_of(const Finding& finding, Language language) {
  return text(language, finding.rule, finding.args);
}

std::string remedy_of(const Finding& finding, Language language) {
  return remedy(language, finding.rule, finding.args);
}

std::string severity_word(Severity severity, Language language) {
  return text(language, "severity." + std::string(to_string(severity)));
}

std::string stage_word(model::Stage stage, Language language) {
  return text(language, "report.stage." + std::string(to_string(stage)));
}

std::string column_title(std::string_view name, Language language) {
  return text(language, "report.column." + std::string(name));
}

std::string place_of(const Location& at, Language language) {
  if (at.line == 0) {
    return {};
  }
  return text(language, at.column == 0 ? "report.line" : "report.line-column",
              {arg("line", at.line), arg("column", at.column)});
}

std::string acceptance_word(const Acceptance& accepted, Language language) {
  return text(language, "report.accepted-until",
              {arg_day("date", accepted.until), arg("reason", accepted.reason)});
}

std::string form_word(const model::Step& step, Language language) {
  return step.form.empty() ? std::string()
                           : text(language, "report.form", {arg("form", step.form)});
}

}  // namespace dmp::report
