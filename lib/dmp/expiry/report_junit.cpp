#include "dmp/base/shown.hpp"
#include "dmp/expiry/detail/report.hpp"
#include "dmp/expiry/report.hpp"
#include "dmp/render/xml.hpp"

namespace dmp::expiry {
namespace {

using render::xml::attribute;
using render::xml::escaped;

std::string message_of(const Row& row, const Wording& wording) {
  const auto name = detail::name_of(row) + ": ";
  if (row.status == model::CertificateStatus::expired) {
    return name + detail::end_words(row, wording);
  }
  const auto message = name + detail::status_word(row, wording);
  return detail::is_missing(row) ? message : message + ", " + detail::end_words(row, wording);
}

std::string case_of(const Row& row, const Wording& wording) {
  const auto place = row.source.empty() ? row.site : row.source;
  auto name = detail::name_of(row);
  name += row.facts.serial.empty() ? "" : " " + row.facts.serial;
  auto out = "    <testcase" + attribute("classname", place) + attribute("name", name);
  if (row.status == model::CertificateStatus::superseded) {
    return out + ">\n      <skipped" + attribute("message", message_of(row, wording)) +
           "/>\n    </testcase>\n";
  }
  if (!row.due) {
    return out + "/>\n";
  }
  std::string details;
  for (const auto& line : detail::todo(row, wording)) {
    details += escaped(line) + "\n";
  }
  if (row.renewal) {
    details += escaped(row.renewal->command) + "\n";
  }
  for (const auto& each : row.places()) {
    details += escaped(each) + "\n";
  }
  return out + ">\n      <failure" + attribute("message", message_of(row, wording)) +
         attribute("type", to_string(row.status)) + ">" + details + "</failure>\n    </testcase>\n";
}

std::string case_of(const Error& error, const ReportOptions& options) {
  std::string name;
  for (const auto& each : error.args) {
    name = each.name == "file" || each.name == "path" ? without_passwords(each.value) : name;
  }
  const auto message = options.style.wording.text(error.id, error.args);
  return "    <testcase" + attribute("classname", name) + attribute("name", error.id) +
         ">\n      <" +
         (options.broken_counts ? "error" + attribute("type", error.id) : std::string("skipped")) +
         attribute("message", message) + "/>\n    </testcase>\n";
}

}  // namespace

std::string to_junit(const Outcome& outcome, const ReportOptions& options) {
  std::string cases;
  std::size_t failures = 0;
  std::size_t skipped = options.broken_counts ? 0 : outcome.broken.size();
  for (const auto& row : outcome.rows) {
    cases += case_of(row, options.style.wording);
    failures += row.due ? 1U : 0U;
    skipped += row.status == model::CertificateStatus::superseded ? 1U : 0U;
  }
  for (const auto& error : outcome.broken) {
    cases += case_of(error, options);
  }
  const auto counts =
      attribute("tests", outcome.rows.size() + outcome.broken.size()) +
      attribute("failures", failures) +
      attribute("errors", options.broken_counts ? outcome.broken.size() : std::size_t{0}) +
      attribute("skipped", skipped);
  return std::string(render::xml::kProlog) + "<testsuites>\n  <testsuite" +
         attribute("name", "dmpcert expiry") + counts +
         attribute("timestamp", format_instant(options.now).substr(0, 19)) + ">\n" + cases +
         "  </testsuite>\n</testsuites>\n";
}

}  // namespace dmp::expiry
