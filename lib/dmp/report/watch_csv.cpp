#include <array>

#include "dmp/base/csv.hpp"
#include "dmp/report/detail/watch.hpp"
#include "dmp/report/detail/words.hpp"
#include "dmp/report/watch.hpp"

namespace dmp::report {
namespace {

std::string words(std::string_view text) { return csv_cell(printable(text)); }

std::string revocation_word(const CertificateRow& row, const Wording& wording) {
  const auto word = to_string(row.revocation);
  return word.empty() ? std::string()
                      : words(wording.text("report.revocation." + std::string(word)));
}

}  // namespace

std::string watch_to_csv(const Document& document, const Wording& wording) {
  static constexpr std::array<std::string_view, 15> kColumns = {
      "ends-on", "days-left", "status", "usage",  "environment", "structure", "service",   "name",
      "site",    "to-start",  "serial", "sha256", "source",      "places",    "revocation"};
  std::vector<std::string> titles;
  for (const auto column : kColumns) {
    titles.push_back(csv_cell(column_title(column, wording)));
  }
  auto out = std::string(kCsvMark) + csv_line(titles);
  for (const auto& row : document.certificates) {
    const auto& facts = row.facts;
    const bool known = !watch::is_missing(row);
    out += csv_line({known ? wording.day(date_of(facts.ends_at())) : std::string(),
                     known ? std::to_string(row.days_left) : std::string(),
                     words(watch::status_word(row, wording)), words(to_string(facts.usage)),
                     words(watch::environment_word(facts.environment, wording)),
                     words(facts.structure()), words(facts.subject.common_name),
                     words(facts.subject.organisation), words(row.site),
                     row.renewal ? wording.day(row.renewal->start_by) : std::string(),
                     words(facts.serial), words(facts.sha256.hex()), words(row.source),
                     std::to_string(row.places().size()), revocation_word(row, wording)});
  }
  return out;
}

}  // namespace dmp::report
