#include <algorithm>
#include <array>
#include <unordered_map>

#include "dmp/check/detail/groups.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/render/markup.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check {
namespace {

namespace markup = render::markup;

class Writer {
 public:
  Writer(const Report& report, const ReportOptions& options)
      : report_(report),
        outcome_(report.outcome),
        wording_(options.style.wording),
        today_(date_of(options.now)),
        files_(report) {
    for (const auto& finding : outcome_.findings) {
      auto& place =
          files_.has(finding.at.file) ? of_file_[finding.at.file] : of_site_[finding.site];
      place.push_back(&finding);
    }
  }

  std::string render(GroupBy by) {
    auto out = "# " + word("check.title", {arg_day("date", today_)}) + "\n\n" + summary();
    if (by != GroupBy::usual) {
      out += groups(detail::grouped(report_, by, wording_));
      out.pop_back();
      return out;
    }
    out += sites() + section(2, "report.steps", steps(outcome_.steps));
    if (const auto whole = about(of_site_, ""); !whole.empty()) {
      out += "## " + word("report.whole") + "\n\n" + whole;
    }
    for (const auto& site : outcome_.sites) {
      out += heading(site) + about(of_site_, site.site) +
             section(3, "report.steps", steps(site.steps));
    }
    // What is about a site that is not in the table, so that nothing goes lost.
    for (const auto& finding : outcome_.findings) {
      if (!files_.has(finding.at.file) && of_site_.contains(finding.site)) {
        out += "## " + word("report.site", {arg("site", finding.site)}) + "\n\n";
        out += about(of_site_, finding.site);
      }
    }
    for (const auto file : files_.all()) {
      const auto found = about(of_file_, file);
      out += "## " + markup::plain(file) + "\n\n" +
             (found.empty() ? word("check.nothing-found") + "\n\n" : found);
    }
    out.pop_back();  // the empty line after the last part
    return out;
  }

 private:
  using Chosen = std::vector<const Finding*>;
  using Chosens = std::unordered_map<std::string_view, Chosen>;

  [[nodiscard]] std::string word(std::string_view id, const Args& args = {}) const {
    return markup::plain(wording_.text(id, args));
  }

  [[nodiscard]] markup::Row titles(std::initializer_list<std::string_view> names) const {
    return markup::titles(names, wording_);
  }

  [[nodiscard]] std::string section(std::size_t depth, std::string_view id,
                                    const std::string& content) const {
    return content.empty() ? content : std::string(depth, '#') + " " + word(id) + "\n\n" + content;
  }

  [[nodiscard]] std::string summary() const {
    markup::Row titles;
    markup::Row counts;
    for (const auto& [name, count] : detail::totals_of(report_)) {
      titles.push_back(markup::plain(render::column_title(name, wording_)));
      counts.push_back(std::to_string(count));
    }
    return markup::table(titles, {counts});
  }

  [[nodiscard]] std::string groups(const detail::Grouped& grouped) const {
    markup::Row titles;
    for (const auto column : grouped.columns) {
      titles.push_back(markup::plain(render::column_title(column, wording_)));
    }
    std::vector<markup::Row> rows;
    for (const auto& row : grouped.rows) {
      markup::Row cells;
      for (const auto& cell : row) {
        cells.push_back(markup::plain(cell));
      }
      rows.push_back(std::move(cells));
    }
    return markup::table(titles, rows);
  }

  [[nodiscard]] std::string state(const model::SiteReadiness& site) const {
    return word(site.ready ? "check.ready" : "check.blocked");
  }

  [[nodiscard]] std::string sites() const {
    std::vector<markup::Row> rows;
    for (const auto* site : detail::blocked_first(outcome_.sites)) {
      rows.push_back({markup::plain(site->site), markup::plain(site->name),
                      markup::plain(site->finess), state(*site),
                      markup::plain(detail::stage_word(site->stage, wording_)),
                      std::to_string(site->errors), std::to_string(site->warnings),
                      std::to_string(site->accepted)});
    }
    return markup::table(
        titles({"site", "name", "finess", "state", "stage", "errors", "warnings", "accepted"}),
        rows);
  }

  [[nodiscard]] std::string heading(const model::SiteReadiness& site) const {
    return "## " + word("report.site", {arg("site", site.site)}) +
           (site.name.empty() ? "" : " – " + markup::plain(site.name)) + "\n\n" +
           markup::table(titles({"state", "stage", "contract", "contract-number", "signed-on"}),
                         {{state(site), markup::plain(detail::stage_word(site.stage, wording_)),
                           markup::plain(detail::contract_word(site.contract, wording_)),
                           markup::plain(site.contract_number),
                           site.contract_signed_on ? wording_.day(*site.contract_signed_on) : ""}});
  }

  [[nodiscard]] std::string place(const Finding& finding) const {
    std::string out;
    for (const auto& part :
         {markup::plain(finding.at.file), markup::plain(render::place_of(finding.at, wording_)),
          markup::code(finding.at.pointer)}) {
      out += (out.empty() || part.empty() ? "" : ", ") + part;
    }
    return out;
  }

  [[nodiscard]] std::string findings_of(const Chosen& chosen, Severity severity) const {
    std::vector<markup::Row> rows;
    for (const auto* finding : chosen) {
      if (!finding->accepted && finding->severity == severity) {
        rows.push_back({markup::code(finding->rule), place(*finding),
                        markup::plain(render::message_of(*finding, wording_)),
                        markup::plain(render::remedy_of(*finding, wording_)),
                        markup::plain(finding->reference)});
      }
    }
    return markup::table(titles({"rule", "place", "finding", "remedy", "reference"}), rows);
  }

  [[nodiscard]] std::string accepted_of(const Chosen& chosen) const {
    std::vector<markup::Row> rows;
    for (const auto* finding : chosen) {
      if (finding->accepted) {
        rows.push_back({markup::code(finding->rule),
                        markup::plain(render::severity_word(finding->severity, wording_)),
                        place(*finding), markup::plain(render::message_of(*finding, wording_)),
                        markup::plain(finding->accepted->reason),
                        wording_.day(finding->accepted->until)});
      }
    }
    return markup::table(titles({"rule", "severity", "place", "finding", "reason", "until"}), rows);
  }

  /// The findings about a site ("" for all) or in a file, once.
  std::string about(Chosens& places, std::string_view place) {
    const auto found = places.find(place);
    if (found == places.end()) {
      return {};
    }
    const Chosen chosen = std::move(found->second);
    places.erase(found);
    std::string out;
    constexpr std::array<std::pair<Severity, std::string_view>, 3> kParts = {
        {{Severity::error, "report.column.errors"},
         {Severity::warning, "report.column.warnings"},
         {Severity::info, "report.column.infos"}}};
    for (const auto& [severity, title] : kParts) {
      out += section(3, title, findings_of(chosen, severity));
    }
    return out + section(3, "report.column.accepted", accepted_of(chosen));
  }

  [[nodiscard]] std::string steps(const std::vector<model::Step>& steps) const {
    std::vector<markup::Row> rows;
    for (const auto& step : steps) {
      std::string rules;
      for (const auto& rule : step.rules) {
        rules += (rules.empty() ? "" : " ") + markup::code(rule);
      }
      rows.push_back({std::to_string(rows.size() + 1), word(step.act, step.args), word(step.actor),
                      markup::plain(step.form), markup::plain(step.addressee),
                      markup::plain(detail::stage_word(step.unblocks, wording_)),
                      step.due ? wording_.day(*step.due) : "", rules});
    }
    return markup::table(
        titles({"rank", "step", "actor", "form", "addressee", "unblocks", "due", "settles"}), rows);
  }

  const Report& report_;
  const Outcome& outcome_;
  Wording wording_;
  Date today_;
  detail::OwnFiles files_;
  Chosens of_site_;
  Chosens of_file_;
};

}  // namespace

std::string to_markdown(const Report& report, const ReportOptions& options) {
  return Writer(report, options).render(options.group_by);
}

}  // namespace dmp::check
