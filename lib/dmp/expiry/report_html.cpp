#include <array>
#include <vector>

#include "dmp/expiry/detail/report.hpp"
#include "dmp/expiry/report.hpp"
#include "dmp/render/html.hpp"
#include "dmp/render/timeline.hpp"
#include "dmp/render/words.hpp"
#include "dmp/render/xml.hpp"

namespace dmp::expiry {
namespace {

using model::CertificateStatus;
using render::xml::attribute;
using render::xml::element;
using render::xml::escaped;

std::string_view class_of(const Row& row) {
  if (row.is_set_aside()) {
    return "quiet";
  }
  return row.critical ? "bad" : row.due ? "soon" : "fine";
}

std::string cell(std::string_view content) { return element("td", escaped(content)); }

/// What a person reads, and the key that the column is sorted by.
std::string keyed(std::string_view content, std::string_view key, std::string_view kind) {
  return element("td", escaped(content), attribute("class", kind) + attribute("data-key", key));
}

std::string row_of(const Row& row, const Wording& wording) {
  const bool known = !detail::is_missing(row);
  const auto end = date_of(row.facts.ends_at());
  std::string places;
  for (const auto& place : row.places()) {
    places += (places.empty() ? "" : "<br>") + escaped(place);
  }
  // Negative numbers sort before the others when all are moved far up.
  constexpr int kShift = 10'000'000;
  return "<tr>" +
         keyed(known ? wording.day(end) : std::string(), known ? format_date(end) : std::string(),
               "number") +
         keyed(known ? std::to_string(row.days_left) : std::string(),
               std::to_string(known ? row.days_left + kShift : 0), "number") +
         element("td", escaped(detail::status_word(row, wording)),
                 attribute("class", class_of(row))) +
         cell(to_string(row.facts.usage)) +
         cell(detail::environment_word(row.facts.environment, wording)) +
         cell(row.facts.structure()) + cell(row.facts.subject.organisation) +
         cell(row.facts.subject.common_name) + cell(row.site) +
         element("td", places, attribute("class", "place")) + "</tr>\n";
}

std::string table_of(const Outcome& outcome, const Wording& wording) {
  static constexpr std::array<std::string_view, 10> kColumns = {
      "ends-on",   "days-left", "status",  "usage", "environment",
      "structure", "name",      "service", "site",  "source"};
  std::vector<std::string> titles;
  for (const auto column : kColumns) {
    titles.push_back(render::column_title(column, wording));
  }
  std::string body;
  for (const auto& row : outcome.rows) {
    body += row_of(row, wording);
  }
  return render::html_table(titles, wording.text("expiry.page.caption"), body, wording);
}

/// The lives of certificates, those of authorities left out.
std::string lives_of(const Outcome& outcome, const ReportOptions& options) {
  std::vector<render::Life> lives;
  for (const auto& row : outcome.rows) {
    if (!detail::is_missing(row) && !row.facts.is_ca) {
      lives.push_back({detail::name_of(row), date_of(row.facts.not_before),
                       date_of(row.facts.ends_at()), class_of(row)});
    }
  }
  const auto& wording = options.style.wording;
  const auto title = wording.text("expiry.page.timeline");
  const auto drawn = render::timeline(lives, date_of(options.now), title, wording);
  return drawn.empty() ? drawn : element("h2", escaped(title)) + "\n" + drawn;
}

std::string actions_of(const Outcome& outcome, const Wording& wording) {
  std::string items;
  for (const auto& row : outcome.rows) {
    if (!row.due) {
      continue;
    }
    auto item = element("strong", escaped(detail::name_of(row)), attribute("class", class_of(row)));
    for (const auto& line : detail::todo(row, wording)) {
      item += "<br>" + escaped(line);
    }
    if (row.renewal && !row.renewal->command.empty()) {
      item += "<br>" + element("code", escaped(row.renewal->command));
    }
    items += element("li", item) + "\n";
  }
  return items.empty() ? items
                       : element("h2", escaped(wording.text("report.steps"))) + "\n<ul>\n" + items +
                             "</ul>\n";
}

std::string broken_of(const Outcome& outcome, const Wording& wording) {
  std::string items;
  for (const auto& error : outcome.broken) {
    items += element("li", escaped(wording.text(error.id, error.args))) + "\n";
  }
  return items.empty() ? items
                       : element("h2", escaped(wording.text("expiry.page.unreadable"))) +
                             "\n<ul>\n" + items + "</ul>\n";
}

}  // namespace

std::string to_html(const Outcome& outcome, const ReportOptions& options) {
  const auto& wording = options.style.wording;
  return render::html_page(
      wording.text("expiry.page.title", {arg_day("date", date_of(options.now))}),
      actions_of(outcome, wording) + lives_of(outcome, options) +
          element("h2", escaped(wording.text("expiry.page.table"))) + "\n" +
          table_of(outcome, wording) + broken_of(outcome, wording),
      wording.language());
}

}  // namespace dmp::expiry
