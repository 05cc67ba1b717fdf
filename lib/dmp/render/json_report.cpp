#include "dmp/render/json_report.hpp"

#include <utility>

namespace dmp::render {

JsonReport::JsonReport(const Heading& heading, const Json& summary, const Findings& findings,
                       Sink sink)
    : wording_(heading.wording), members_(std::move(sink)) {
  add("version", 1);
  add("command", heading.command);
  add("as_of", format_date(date_of(heading.now)));
  add("summary", summary);
  list("findings", findings, [this](const Finding& one) { return to_value(one, wording_); });
}

void JsonReport::finish(const std::vector<Error>& errors) {
  list_some("errors", errors, [this](const Error& error) { return to_value(error, wording_); });
  members_.finish();
}

}  // namespace dmp::render
