#include <algorithm>
#include <array>
#include <span>

#include "dmp/expiry/detail/report.hpp"
#include "dmp/expiry/report.hpp"
#include "dmp/render/html.hpp"
#include "dmp/render/printable.hpp"
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
  std::string head;
  for (const auto column : kColumns) {
    head += element("th",
                    element("button", escaped(render::column_title(column, wording)),
                            attribute("type", "button")),
                    attribute("scope", "col"));
  }
  std::string body;
  for (const auto& row : outcome.rows) {
    body += row_of(row, wording);
  }
  const auto caption =
      element("caption", escaped(wording.text("expiry.page.caption")), attribute("class", "soft"));
  return "<div" + attribute("class", "scroll") + "><table>\n" + caption + "\n<thead><tr>" + head +
         "</tr></thead>\n<tbody>\n" + body + "</tbody>\n</table></div>\n";
}

/// Timeline draws lives on an axis of days.
class Timeline {
 public:
  Timeline(const Outcome& outcome, const ReportOptions& options)
      : options_(options), today_(date_of(options.now)) {
    for (const auto& row : outcome.rows) {
      if (!detail::is_missing(row) && !row.facts.is_ca && rows_.size() < kMost) {
        rows_.push_back(&row);
        last_ = std::max(last_, days_between(today_, date_of(row.facts.ends_at())));
      }
    }
    last_ = std::min(last_, kFarthest) + kMargin;
  }

  [[nodiscard]] std::string render() const {
    if (rows_.empty()) {
      return {};
    }
    const auto title = escaped(options_.style.wording.text("expiry.page.timeline"));
    auto out = element("h2", title) + "\n";
    std::span<const Row* const> rest = rows_;
    while (!rest.empty()) {
      const auto part = rest.first(std::min(rest.size(), kInPart));
      out += drawing(part, title);
      rest = rest.subspan(part.size());
    }
    return out;
  }

 private:
  static constexpr std::size_t kMost = 200;
  static constexpr std::size_t kInPart = 25;  ///< A drawing, with its years, stays on one page.
  static constexpr int kWidth = 1000;
  static constexpr int kLabels = 300;
  static constexpr int kTop = 18;
  static constexpr int kStep = 16;
  static constexpr int kBefore = 365;     ///< Days of the past that are shown.
  static constexpr int kFarthest = 4000;  ///< Days of the future, at most.
  static constexpr int kMargin = 30;

  [[nodiscard]] std::string drawing(std::span<const Row* const> rows,
                                    const std::string& title) const {
    const int height = kTop + static_cast<int>(rows.size()) * kStep + 4;
    auto out = "<svg viewBox=\"0 0 " + std::to_string(kWidth) + " " + std::to_string(height) +
               "\" role=\"img\" aria-label=\"" + title + "\">\n" + years(height);
    int top = kTop;
    for (const auto* row : rows) {
      out += bar(*row, top);
      top += kStep;
    }
    return out + upright("today", at(0), height) + "</svg>\n";
  }

  /// The place of a day on the axis.
  [[nodiscard]] int at(int day) const {
    const int shown = std::clamp(day, -kBefore, last_) + kBefore;
    return kLabels + shown * (kWidth - kLabels) / (last_ + kBefore);
  }

  static std::string upright(std::string_view kind, int x, int height) {
    const auto place = std::to_string(x);
    return "<line class=\"" + std::string(kind) + "\" x1=\"" + place + "\" x2=\"" + place +
           "\" y1=\"14\" y2=\"" + std::to_string(height) + "\"/>\n";
  }

  [[nodiscard]] std::string years(int height) const {
    std::string out;
    for (auto year = today_.year(); true; ++year) {
      const int day = days_between(today_, Date(year, std::chrono::January, std::chrono::day(1)));
      if (day > last_) {
        return out;
      }
      if (day > -kBefore) {
        out += upright("year", at(day), height) + "<text x=\"" + std::to_string(at(day)) +
               "\" y=\"11\">" + std::to_string(static_cast<int>(year)) + "</text>\n";
      }
    }
  }

  [[nodiscard]] std::string bar(const Row& row, int top) const {
    const int from = at(days_between(today_, date_of(row.facts.not_before)));
    const int to = at(days_between(today_, date_of(row.facts.ends_at())));
    constexpr std::size_t kLabel = 40;
    auto name = detail::name_of(row);
    name = render::printable(name);
    const auto ends = options_.style.wording.day(date_of(row.facts.ends_at()));
    return "<g><title>" + escaped(name + " " + ends) + "</title><text x=\"0\" y=\"" +
           std::to_string(top + 10) + "\">" + escaped(shortened(name, kLabel)) +
           "</text><rect class=\"" + std::string(class_of(row)) + "\" x=\"" + std::to_string(from) +
           "\" y=\"" + std::to_string(top) + "\" width=\"" +
           std::to_string(std::max(to - from, 2)) + "\" height=\"11\" rx=\"2\"/></g>\n";
  }

  static std::string shortened(const std::string& name, std::size_t most) {
    std::size_t size = std::min(name.size(), most);
    while (size < name.size() && (static_cast<unsigned char>(name[size]) & 0xC0U) == 0x80U) {
      --size;
    }
    return size < name.size() ? name.substr(0, size) + "…" : name;
  }

  const ReportOptions& options_;
  Date today_;
  int last_ = 0;
  std::vector<const Row*> rows_;
};

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
      actions_of(outcome, wording) + Timeline(outcome, options).render() +
          element("h2", escaped(wording.text("expiry.page.table"))) + "\n" +
          table_of(outcome, wording) + broken_of(outcome, wording),
      wording.language());
}

}  // namespace dmp::expiry
