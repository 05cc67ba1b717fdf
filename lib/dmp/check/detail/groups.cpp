#include "dmp/check/detail/groups.hpp"

#include <algorithm>

#include "dmp/base/listed.hpp"
#include "dmp/check/detail/agenda.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/render/merged.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check::detail {
namespace {

Grouped by_rule(const Report& report, const Wording& wording) {
  Grouped out{{"rule", "severity", "finding", "remedy", "number", "sites"}, {}};
  for (const auto& one : render::merged(report.outcome.findings, wording)) {
    std::vector<std::string_view> places;
    for (const auto* finding : one.findings) {
      const auto whose = render::whose(*finding);
      if (std::ranges::find(places, whose) == places.end()) {
        places.push_back(whose);
      }
    }
    out.rows.push_back({one.first().rule, render::standing_word(one.first(), wording), one.message,
                        render::remedy_of(one.first(), wording),
                        std::to_string(one.findings.size()), listed(places)});
  }
  return out;
}

Grouped by_actor(const Report& report, const Wording& wording) {
  Grouped out{{"actor", "step", "form", "addressee", "due", "today", "number", "sites"}, {}};
  for (const auto& actor : agenda_of(report.outcome, Which::all).actors) {
    for (const auto& act : actor.acts) {
      std::vector<std::string_view> sites;
      for (const auto* site : act.sites) {
        sites.push_back(site->site);
      }
      const auto& step = *act.step;
      out.rows.push_back({wording.text(actor.id), wording.text(step.act, step.args), step.form,
                          step.addressee, step.due ? wording.day(*step.due) : std::string(),
                          wording.text(step.can_start ? "check.yes" : "check.no"),
                          std::to_string(sites.size()), listed(sites)});
    }
  }
  return out;
}

Grouped by_site(const Report& report, const Wording& wording) {
  Grouped out{{"site", "name", "state", "stage", "blocking", "step", "actor"}, {}};
  for (const auto* site : blocked_first(report.outcome.sites)) {
    static const model::Step kNone;
    const auto first = std::ranges::find(site->steps, true, &model::Step::can_start);
    const auto& step = first == site->steps.end() ? kNone : *first;
    out.rows.push_back({site->site, site->name,
                        wording.text(site->ready ? "check.ready" : "check.blocked"),
                        stage_word(site->stage, wording), listed(site->blocking_rules),
                        step.act.empty() ? std::string() : wording.text(step.act, step.args),
                        step.actor.empty() ? std::string() : wording.text(step.actor)});
  }
  return out;
}

}  // namespace

Grouped grouped(const Report& report, GroupBy by, const Wording& wording) {
  return by == GroupBy::actor  ? by_actor(report, wording)
         : by == GroupBy::site ? by_site(report, wording)
                               : by_rule(report, wording);
}

}  // namespace dmp::check::detail
