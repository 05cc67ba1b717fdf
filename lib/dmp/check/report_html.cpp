#include <algorithm>
#include <array>
#include <unordered_map>

#include "dmp/base/listed.hpp"
#include "dmp/check/detail/agenda.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/render/html.hpp"
#include "dmp/render/merged.hpp"
#include "dmp/render/timeline.hpp"
#include "dmp/render/words.hpp"
#include "dmp/render/xml.hpp"

namespace dmp::check {
namespace {

using model::Stage;
using render::xml::attribute;
using render::xml::element;
using render::xml::escaped;

constexpr std::array kStages = {Stage::contract,   Stage::card,         Stage::administrator,
                                Stage::form_413,   Stage::habilitation, Stage::order,
                                Stage::withdrawal, Stage::installation, Stage::renewal};

/// A page for people who do not know the ids of a dossier.
class Page {
 public:
  Page(const Report& report, const ReportOptions& options)
      : report_(report),
        outcome_(report.outcome),
        options_(options),
        wording_(options.style.wording) {
    for (const auto& finding : outcome_.findings) {
      if (!finding.accepted) {
        by_site_[finding.site].push_back(&finding);
      }
    }
  }

  [[nodiscard]] std::string render() const {
    return render::html_page(wording_.text("check.title", {arg_day("date", date_of(options_.now))}),
                             summary() + agenda() + board() + endings() + findings(),
                             wording_.language());
  }

 private:
  [[nodiscard]] std::string word(std::string_view id, const Args& args = {}) const {
    return escaped(wording_.text(id, args));
  }

  /// A chapter, where it has something to say.
  [[nodiscard]] std::string chapter(std::string_view id, const std::string& content) const {
    return content.empty() ? content : element("h2", word(id)) + "\n" + content;
  }

  [[nodiscard]] std::string table(std::initializer_list<std::string_view> columns,
                                  const std::string& rows, std::string_view caption) const {
    std::vector<std::string> titles;
    for (const auto column : columns) {
      titles.push_back(render::column_title(column, wording_));
    }
    return rows.empty() ? rows : render::html_table(titles, wording_.text(caption), rows, wording_);
  }

  [[nodiscard]] static std::string name_of(const model::SiteReadiness& site) {
    return site.name.empty() ? site.site : site.name;
  }

  [[nodiscard]] std::string summary() const;
  [[nodiscard]] std::string agenda() const;
  [[nodiscard]] std::string board() const;
  [[nodiscard]] std::string row_of(const model::SiteReadiness& site) const;
  [[nodiscard]] std::string mark_of(const model::SiteReadiness& site, Stage stage) const;
  [[nodiscard]] std::string blocking_of(const model::SiteReadiness& site) const;
  [[nodiscard]] std::string endings() const;
  [[nodiscard]] std::vector<Ending> all_endings() const;
  [[nodiscard]] std::string findings() const;

  const Report& report_;
  const Outcome& outcome_;
  const ReportOptions& options_;
  const Wording& wording_;
  std::unordered_map<std::string_view, std::vector<const Finding*>> by_site_;
};

std::string Page::summary() const {
  std::string out;
  if (!outcome_.sites.empty()) {
    out += element("p", escaped(detail::summary_word(outcome_, wording_)),
                   attribute("class", "summary")) +
           "\n";
  }
  std::vector<std::string> totals;
  for (const auto& [name, count] : detail::totals_of(report_)) {
    if (name != "sites" && name != "ready") {
      totals.push_back(wording_.text(
          "check.total", {arg("what", render::column_title(name, wording_)), arg("count", count)}));
    }
  }
  return out + element("p", escaped(listed(totals, " · ")), attribute("class", "soft")) + "\n";
}

std::string Page::agenda() const {
  const auto agenda = detail::agenda_of(outcome_);
  std::string out;
  for (const auto& actor : agenda.actors) {
    out += element("h3", escaped(detail::actor_words(actor, wording_))) + "\n<ul>\n";
    for (const auto& act : actor.acts) {
      std::vector<std::string> names;
      for (const auto* site : act.sites) {
        names.push_back(name_of(*site));
      }
      const auto sites = escaped(listed(names, " · "));
      out += element("li", escaped(detail::act_words(*act.step, {}, wording_)) +
                               (sites.empty() ? sites
                                              : "<br>" + element("span", sites,
                                                                 attribute("class", "soft")))) +
             "\n";
    }
    out += "</ul>\n";
  }
  if (!agenda.later.empty()) {
    out += element("p", word("check.then", {arg("stages", detail::later_words(agenda, wording_))}),
                   attribute("class", "soft")) +
           "\n";
  }
  return chapter(agenda.actors.empty() ? "check.today.nothing" : "check.today", out);
}

/// Where a site is on its way: what is behind it, what it is at, what is still to come.
std::string Page::mark_of(const model::SiteReadiness& site, Stage stage) const {
  struct Mark {
    std::string_view shape;
    std::string_view text;
    std::string_view standing;
    std::string_view key;
  };
  static constexpr Mark kDone = {"✓", "check.page.done", "fine", "3"};
  static constexpr Mark kNow = {"●", "check.page.now", "soon", "2"};
  static constexpr Mark kBlocked = {"✕", "check.blocked", "bad", "0"};
  static constexpr Mark kLater = {"·", "check.page.later", "quiet", "1"};
  // What is behind a site may still have to be done: a form that was sent without a contract.
  const bool is_open = std::ranges::any_of(site.steps, [stage](const model::Step& step) {
    return step.stage == stage && step.act != "step.correct";
  });
  const auto& here = site.ready ? kNow : kBlocked;
  const auto& mark = stage == site.stage  ? here
                     : stage > site.stage ? kLater
                     : is_open            ? here
                                          : kDone;
  return element(
      "td",
      element("span", escaped(mark.shape), attribute("aria-hidden", "true")) +
          element("span", word(mark.text), attribute("class", "hidden")),
      attribute("class", "mark " + std::string(mark.standing)) + attribute("data-key", mark.key));
}

/// What keeps a site from going on, in words; the rule alone where nothing was said of it.
std::string Page::blocking_of(const model::SiteReadiness& site) const {
  std::string items;
  for (const auto& rule : site.blocking_rules) {
    const Finding* said = nullptr;
    for (const std::string_view whose : {std::string_view(site.site), std::string_view()}) {
      const auto found = by_site_.find(whose);
      if (found == by_site_.end() || said != nullptr) {
        continue;
      }
      const auto of_rule = std::ranges::find(found->second, rule, &Finding::rule);
      said = of_rule == found->second.end() ? nullptr : *of_rule;
    }
    items += element("li", escaped(said != nullptr ? render::message_of(*said, wording_) : rule));
  }
  return items.empty() ? "0" : element("ul", items);
}

std::string Page::row_of(const model::SiteReadiness& site) const {
  auto out = element("th",
                     escaped(name_of(site)) + (site.name.empty()
                                                   ? ""
                                                   : "<br>" + element("span", escaped(site.site),
                                                                      attribute("class", "soft"))),
                     attribute("scope", "row") + attribute("data-key", name_of(site))) +
             element("td", escaped(site.finess.empty() ? "-" : site.finess)) +
             element("td", word(site.ready ? "check.ready" : "check.blocked"),
                     attribute("class", site.ready ? "fine" : "bad"));
  for (const auto stage : kStages) {
    out += mark_of(site, stage);
  }
  return element("tr", out + element("td", blocking_of(site))) + "\n";
}

std::string Page::board() const {
  std::string rows;
  for (const auto* site : detail::blocked_first(outcome_.sites)) {
    rows += row_of(*site);
  }
  if (rows.empty()) {
    return rows;
  }
  std::vector<std::string> titles;
  for (const std::string_view column : {"site", "finess", "state"}) {
    titles.push_back(render::column_title(column, wording_));
  }
  for (const auto stage : kStages) {
    titles.push_back(detail::stage_word(stage, wording_));
  }
  titles.push_back(render::column_title("blocking", wording_));
  return chapter("check.page.board",
                 render::html_table(titles, wording_.text("check.page.marks"), rows, wording_));
}

/// What the dossier says of last days, and the certificates that were looked at.
std::vector<Ending> Page::all_endings() const {
  auto all = outcome_.endings;
  for (const auto& each : report_.certificates) {
    const auto on = date_of(each.facts.ends_at());
    constexpr int kNear = 90;
    all.push_back({Ending::Kind::certificate, each.site.empty() ? each.file : each.site,
                   each.facts.subject.common_name, on, date_of(each.facts.not_before),
                   days_between(date_of(options_.now), on) <= kNear});
  }
  std::ranges::stable_sort(all, {}, &Ending::on);
  return all;
}

std::string Page::endings() const {
  const auto today = date_of(options_.now);
  std::vector<render::Life> lives;
  std::string rows;
  for (const auto& ending : all_endings()) {
    const auto* standing = ending.on < today ? "bad" : ending.is_near ? "soon" : "fine";
    const auto* state = ending.on < today ? "report.status.expired"
                        : ending.is_near  ? "report.status.expiring"
                                          : "report.status.valid";
    const auto* kind =
        ending.kind == Ending::Kind::card ? "check.page.card" : "check.page.certificate";
    lives.push_back({ending.whose + ", " + ending.what, ending.from, ending.on, standing});
    rows += element("tr", element("td", escaped(wording_.day(ending.on)),
                                  attribute("class", "number") +
                                      attribute("data-key", format_date(ending.on))) +
                              element("td", word(state), attribute("class", standing)) +
                              element("td", word(kind)) + element("td", escaped(ending.what)) +
                              element("td", escaped(ending.whose))) +
            "\n";
  }
  return chapter(
      "check.page.endings",
      render::timeline(lives, today, wording_.text("check.page.endings"), wording_) +
          table({"ends-on", "state", "kind", "what", "whose"}, rows, "check.page.endings"));
}

std::string Page::findings() const {
  std::string rows;
  std::size_t rank = 0;
  for (const auto& one : render::merged(outcome_.findings, wording_)) {
    const auto& finding = one.first();
    std::vector<std::string_view> places;
    for (const auto* each : one.findings) {
      if (const auto whose = render::whose(*each);
          std::ranges::find(places, whose) == places.end()) {
        places.push_back(whose);
      }
    }
    const auto* standing = finding.accepted                        ? "quiet"
                           : finding.severity == Severity::error   ? "bad"
                           : finding.severity == Severity::warning ? "soon"
                                                                   : "quiet";
    const auto todo = finding.accepted ? render::acceptance_word(*finding.accepted, wording_)
                                       : render::remedy_of(finding, wording_);
    rows += element("tr", element("td", escaped(render::standing_word(finding, wording_)),
                                  attribute("class", standing) + attribute("data-key", rank++)) +
                              element("td", element("code", escaped(finding.rule))) +
                              element("td", escaped(one.message)) + element("td", escaped(todo)) +
                              element("td", escaped(listed(places, " · ")))) +
            "\n";
  }
  return chapter("check.page.findings", table({"severity", "rule", "finding", "remedy", "sites"},
                                              rows, "check.page.findings"));
}

}  // namespace

std::string to_html(const Report& report, const ReportOptions& options) {
  return Page(report, options).render();
}

}  // namespace dmp::check
