#include "dmp/base/shown.hpp"
#include "dmp/expiry/detail/report.hpp"
#include "dmp/expiry/report.hpp"
#include "dmp/render/junit.hpp"
#include "dmp/render/xml.hpp"

namespace dmp::expiry {
namespace {

namespace junit = render::junit;
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
  if (row.status == model::CertificateStatus::superseded) {
    return junit::test_case(place, name, junit::skipped(message_of(row, wording)));
  }
  if (!row.due) {
    return junit::test_case(place, name, {});
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
  return junit::test_case(place, name,
                          junit::failure(message_of(row, wording), to_string(row.status), details));
}

std::string case_of(const Error& error, const ReportOptions& options) {
  std::string name;
  for (const auto& each : error.args) {
    name = each.name == "file" || each.name == "path" ? without_passwords(each.value) : name;
  }
  const auto message = options.style.wording.text(error.id, error.args);
  return junit::test_case(
      name, error.id,
      options.broken_counts ? junit::error(message, error.id) : junit::skipped(message));
}

}  // namespace

std::string to_junit(const Outcome& outcome, const ReportOptions& options) {
  junit::Counts counts{.tests = outcome.rows.size() + outcome.broken.size()};
  (options.broken_counts ? counts.errors : counts.skipped) = outcome.broken.size();
  std::string cases;
  for (const auto& row : outcome.rows) {
    cases += case_of(row, options.style.wording);
    counts.failures += row.due ? 1U : 0U;
    counts.skipped += row.status == model::CertificateStatus::superseded ? 1U : 0U;
  }
  for (const auto& error : outcome.broken) {
    cases += case_of(error, options);
  }
  return junit::document(
      junit::suite("dmpcert expiry", counts, format_instant(options.now).substr(0, 19), cases));
}

}  // namespace dmp::expiry
