#include <cmath>

#include "dmp/form413/report.hpp"
#include "dmp/render/lines.hpp"

namespace dmp::form413 {

std::string to_text(const Outcome& outcome, bool dry_run, const Wording& wording) {
  render::Lines lines(wording);
  for (const auto& form : outcome.forms) {
    lines.say(form.kept ? "report.file.keep"
              : dry_run ? "form413.would-create"
                        : "report.file.create",
              {arg("path", form.path.string())});
  }
  return lines.text();
}

std::string fields_to_text(const std::vector<PdfField>& fields, const Wording& wording) {
  const auto rounded = [](double points) { return std::to_string(std::lround(points)); };
  render::Lines lines(wording);
  for (const auto& field : fields) {
    const auto box = rounded(field.x) + "," + rounded(field.y) + " " + rounded(field.width) + "x" +
                     rounded(field.height);
    lines.say(
        "form413.field",
        {arg("page", field.page), arg("kind", field.kind), arg("name", field.name),
         arg("state", field.state.empty() ? "" : "=" + field.state), arg("box", box),
         arg("value", field.value), arg("proposal", field.proposal.empty() ? "-" : field.proposal),
         arg("label", field.label)});
  }
  return lines.text();
}

std::string values_to_text(const std::vector<ComparedValue>& values, const Wording& wording) {
  render::Lines lines(wording);
  for (const auto& one : values) {
    lines.say(one.differs() ? "form413.read-other" : "form413.read",
              {arg("part", one.part), arg("label", one.label), arg("value", one.value),
               arg("meant", one.meant)});
  }
  return lines.text();
}

}  // namespace dmp::form413
