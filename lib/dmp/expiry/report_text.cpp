#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>

#include "dmp/expiry/detail/report.hpp"
#include "dmp/expiry/report.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/table.hpp"
#include "dmp/render/words.hpp"

namespace dmp::expiry {
namespace {

using model::CertificateStatus;
using Rows = std::vector<const Row*>;

render::Colour colour_of(const Row& row) {
  if (row.is_set_aside()) {
    return render::Colour::none;
  }
  return row.critical ? render::Colour::red
         : row.due || row.status == CertificateStatus::expiring ||
                 row.status == CertificateStatus::not_yet_valid
             ? render::Colour::yellow
             : render::Colour::none;
}

constexpr std::size_t kCells = 10;

/// Ten cells of life that is left; a started one counts.
std::string_view bar(const Row& row) {
  constexpr std::string_view kBars = "██████████░░░░░░░░░░";
  constexpr std::size_t kCell = std::string_view("█").size();
  const auto full = static_cast<std::size_t>(std::ceil(detail::life_left(row) * kCells));
  return kBars.substr((kCells - full) * kCell, kCells * kCell);
}

/// The words of a table's rows, each made once: there may be very many rows.
class Words {
 public:
  explicit Words(const Wording& wording) : wording_(wording) {}

  const std::string& status(const Row& row) {
    const auto [found, is_new] = statuses_.try_emplace(row.status);
    if (is_new) {
      found->second = detail::status_word(row, wording_);
    }
    return found->second;
  }
  const std::string& end(const Row& row) {
    if (const auto day = row.ends_on(); end_.empty() || day != day_) {
      day_ = day;
      end_ = wording_.day(day);
    }
    return end_;
  }
  const std::string& places(const Row& row) {
    return places_ = wording_.text("expiry.more-places", {arg("place", row.source),
                                                          arg("count", row.more_places.size())});
  }

 private:
  Wording wording_;
  std::map<CertificateStatus, std::string> statuses_;
  Date day_{};  ///< Many end on the same one, and stand together.
  std::string end_;
  std::string places_;
};

void append_table(std::string& out, const Rows& rows, const render::TextStyle& style) {
  using render::Fit;
  render::Table table(style.wording, {{"ends-on"},
                                      {"days-left", true},
                                      {"life", false, Fit::whole, 5},
                                      {"status"},
                                      {"usage", false, Fit::whole, 2},
                                      {"structure", false, Fit::whole, 3},
                                      {"service", false, Fit::head, 4},
                                      {"source", false, Fit::tail}});
  Words words(style.wording);
  for (const auto* row : rows) {
    const bool missing = detail::is_missing(*row);
    table.add({{missing ? std::string_view() : words.end(*row)},
               {missing ? "" : std::to_string(row->days_left)},
               {missing ? "" : bar(*row), colour_of(*row), missing ? 0 : kCells},
               {words.status(*row), colour_of(*row)},
               {to_string(row->facts.usage)},
               {row->facts.structure()},
               {row->facts.subject.common_name},
               {row->more_places.empty() ? std::string_view(row->source) : words.places(*row)}});
  }
  table.append_to(out, style);
}

/// What to do about one row, or nothing when it can wait.
std::string actions_of(const Row& row, const render::TextStyle& style) {
  if (!row.due && !style.all) {
    return {};
  }
  const auto lines = detail::todo(row, style.wording);
  if (lines.empty() && (!row.due || row.more_places.empty())) {
    return {};
  }
  auto out = "  " + render::printable(detail::name_of(row));
  out += row.site.empty()
             ? ""
             : " (" +
                   style.wording.text("report.site", {arg("site", render::printable(row.site))}) +
                   ")";
  out += "\n";
  for (const auto& line : lines) {
    out += "    " + render::wrap(render::printable(line), 4, style.width) + "\n";
  }
  if (row.renewal && row.due && !row.renewal->command.empty()) {
    out += "    → " + render::printable(row.renewal->command) + "\n";
  }
  if (!row.more_places.empty()) {
    constexpr std::size_t kMost = 5;
    const auto places = row.places();
    const auto shown = style.all ? places.size() : std::min(places.size(), kMost);
    for (std::size_t i = 0; i < shown; ++i) {
      out += "    " + render::printable(places[i]) + "\n";
    }
  }
  return out;
}

bool is_shown(const Row& row, const render::TextStyle& style) {
  return style.all || row.facts.usage != model::Usage::ca || row.status != CertificateStatus::valid;
}

}  // namespace

std::string to_text(const Outcome& outcome, const ReportOptions& options) {
  const auto& style = options.style;
  using enum model::Environment;
  std::string out;
  const auto section = [&](const std::string& title, const Rows& rows) {
    if (!rows.empty()) {
      out.append(out.empty() ? "" : "\n").append(title).append("\n");
      append_table(out, rows, style);
    }
  };
  std::map<model::Environment, Rows> leaves;
  std::map<model::Environment, Rows> authorities;
  for (const auto& row : outcome.rows) {
    if (is_shown(row, style)) {
      const bool is_ca = row.facts.usage == model::Usage::ca;
      (is_ca ? authorities : leaves)[row.facts.environment].push_back(&row);
    }
  }
  Rows all_authorities;
  for (const auto environment : std::array{production, test, rehearsal, unknown}) {
    section(style.wording.text(
                "expiry.environment-title",
                {arg("environment", detail::environment_word(environment, style.wording))}),
            leaves[environment]);
    std::ranges::copy(authorities[environment], std::back_inserter(all_authorities));
  }
  section(style.wording.text("expiry.authorities"), all_authorities);
  std::string actions;
  constexpr std::size_t kMany = 20;
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (const auto& row : outcome.rows) {
    const auto action = actions_of(row, style);
    if (!action.empty() && (style.all || shown < kMany)) {
      ++shown;
      actions += action;
    } else if (!action.empty()) {
      ++hidden;
    }
  }
  if (hidden > 0) {
    actions += "  " + style.wording.text("expiry.more-actions", {arg("count", hidden)}) + "\n";
  }
  if (!actions.empty()) {
    out.append("\n").append(style.wording.text("report.steps")).append("\n").append(actions);
  }
  return out;
}

}  // namespace dmp::expiry
