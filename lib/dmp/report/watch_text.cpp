#include <algorithm>
#include <array>
#include <cmath>

#include "dmp/report/detail/table.hpp"
#include "dmp/report/detail/watch.hpp"
#include "dmp/report/detail/words.hpp"
#include "dmp/report/watch.hpp"

namespace dmp::report {
namespace {

using model::CertificateStatus;
using Rows = std::vector<const CertificateRow*>;

Colour colour_of(const CertificateRow& row) {
  if (watch::is_set_aside(row) || !row.watch) {
    return Colour::none;
  }
  return row.watch->critical ? Colour::red
         : row.watch->due || row.status == CertificateStatus::expiring ||
                 row.status == CertificateStatus::not_yet_valid
             ? Colour::yellow
             : Colour::none;
}

/// Ten cells of life that is left; a started one counts.
std::string bar(const CertificateRow& row) {
  constexpr int kCells = 10;
  const int full = static_cast<int>(std::ceil(watch::life_left(row) * kCells));
  std::string out;
  for (int i = 0; i < kCells; ++i) {
    out += i < full ? "█" : "░";
  }
  return out;
}

std::string place_word(const CertificateRow& row, Language language) {
  const auto more = row.watch && row.watch->places.size() > 1 ? row.watch->places.size() - 1 : 0;
  return more == 0
             ? row.source
             : text(language, "report.more-places", {arg("place", row.source), arg("count", more)});
}

std::string table_of(const Rows& rows, const TextStyle& style) {
  const auto title = [&](std::string_view name) { return column_title(name, style.language); };
  Table table({{title("ends-on")},
               {title("days-left"), true},
               {title("life")},
               {title("status")},
               {title("usage")},
               {title("structure")},
               {title("service")},
               {title("source")}});
  for (const auto* row : rows) {
    const bool missing = watch::is_missing(*row);
    table.add({{missing ? "" : format_date(date_of(row->facts.ends_at()))},
               {missing ? "" : std::to_string(row->days_left)},
               {missing ? "" : bar(*row), colour_of(*row)},
               {watch::status_word(*row, style.language), colour_of(*row)},
               {std::string(to_string(row->facts.usage))},
               {row->facts.structure()},
               {row->facts.subject.common_name},
               {place_word(*row, style.language)}});
  }
  return table.render(style.colour);
}

/// What to do about one row, or nothing when it can wait.
std::string actions_of(const CertificateRow& row, const TextStyle& style) {
  if (!row.watch || !(row.watch->due || style.all)) {
    return {};
  }
  const auto lines = watch::todo(row, style.language);
  if (lines.empty() && (!row.watch->due || row.watch->places.size() < 2)) {
    return {};
  }
  auto out = "  " + printable(watch::name_of(row));
  out += row.watch->site.empty()
             ? ""
             : " (" +
                   text(style.language, "report.site", {arg("site", printable(row.watch->site))}) +
                   ")";
  out += "\n";
  for (const auto& line : lines) {
    out += "    " + wrap(printable(line), 4, style.width) + "\n";
  }
  if (row.watch->renewal && row.watch->due && !row.watch->renewal->command.empty()) {
    out += "    → " + printable(row.watch->renewal->command) + "\n";
  }
  if (row.watch->places.size() > 1) {
    constexpr std::size_t kMost = 5;
    const auto shown =
        style.all ? row.watch->places.size() : std::min(row.watch->places.size(), kMost);
    for (std::size_t i = 0; i < shown; ++i) {
      out += "    " + printable(row.watch->places[i]) + "\n";
    }
  }
  return out;
}

bool is_shown(const CertificateRow& row, const TextStyle& style) {
  return style.all || row.facts.usage != model::Usage::ca || row.status != CertificateStatus::valid;
}

}  // namespace

std::string watch_to_text(const Document& document, const TextStyle& style) {
  using enum model::Environment;
  std::string out;
  const auto section = [&](const std::string& title, const Rows& rows) {
    if (!rows.empty()) {
      out.append(out.empty() ? "" : "\n").append(title).append("\n");
      out += table_of(rows, style);
    }
  };
  Rows authorities;
  for (const auto environment : std::array{production, test, rehearsal, unknown}) {
    Rows rows;
    for (const auto& row : document.certificates) {
      const bool is_ca = row.facts.usage == model::Usage::ca;
      if (row.facts.environment == environment && is_shown(row, style)) {
        (is_ca ? authorities : rows).push_back(&row);
      }
    }
    section(text(style.language, "report.environment-title",
                 {arg("environment", watch::environment_word(environment, style.language))}),
            rows);
  }
  section(text(style.language, "report.authorities"), authorities);
  std::string actions;
  constexpr std::size_t kMany = 20;
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (const auto& row : document.certificates) {
    const auto action = actions_of(row, style);
    if (!action.empty() && (style.all || shown < kMany)) {
      ++shown;
      actions += action;
    } else if (!action.empty()) {
      ++hidden;
    }
  }
  if (hidden > 0) {
    actions += "  " + text(style.language, "report.more-actions", {arg("count", hidden)}) + "\n";
  }
  if (!actions.empty()) {
    out.append("\n").append(text(style.language, "report.steps")).append("\n").append(actions);
  }
  return out;
}

}  // namespace dmp::report
