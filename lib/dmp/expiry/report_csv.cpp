#include "dmp/expiry/detail/report.hpp"
#include "dmp/expiry/report.hpp"
#include "dmp/render/csv.hpp"

namespace dmp::expiry {
namespace {

using render::csv_text;

std::string revocation_word(const Row& row, const Wording& wording) {
  const auto word = to_string(row.revocation);
  return word.empty() ? std::string()
                      : csv_text(wording.text("expiry.revocation." + std::string(word)));
}

}  // namespace

std::string to_csv(const Outcome& outcome, const ReportOptions& options) {
  const auto& wording = options.style.wording;
  auto out = std::string(render::kCsvMark) +
             render::csv_titles(
                 {"ends-on", "days-left", "status", "usage", "environment", "structure", "service",
                  "name", "site", "to-start", "serial", "sha256", "source", "places", "revocation"},
                 wording);
  for (const auto& row : outcome.rows) {
    const auto& facts = row.facts;
    const bool known = !detail::is_missing(row);
    out += render::csv_line(
        {known ? wording.day(date_of(facts.ends_at())) : std::string(),
         known ? std::to_string(row.days_left) : std::string(),
         csv_text(detail::status_word(row, wording)), csv_text(to_string(facts.usage)),
         csv_text(detail::environment_word(facts.environment, wording)),
         csv_text(facts.structure()), csv_text(facts.subject.common_name),
         csv_text(facts.subject.organisation), csv_text(row.site),
         row.renewal ? wording.day(row.renewal->start_by) : std::string(), csv_text(facts.serial),
         csv_text(facts.sha256.hex()), csv_text(row.source), std::to_string(row.places().size()),
         revocation_word(row, wording)});
  }
  return out;
}

}  // namespace dmp::expiry
