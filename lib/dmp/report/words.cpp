#include "dmp/report/detail/words.hpp"

namespace dmp::report {

std::string stage_word(model::Stage stage, const Wording& wording) {
  return wording.text("report.stage." + std::string(to_string(stage)));
}

std::string form_word(const model::Step& step, const Wording& wording) {
  return step.form.empty() ? std::string() : wording.text("report.form", {arg("form", step.form)});
}

}  // namespace dmp::report
