#include "dmp/check/detail/agenda.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "dmp/base/listed.hpp"
#include "dmp/check/detail/report.hpp"

namespace dmp::check::detail {
namespace {

using model::SiteReadiness;
using model::Step;

constexpr std::string_view kActor = "step.actor.";

/// The order in which those who act are shown; who is not known comes after them.
constexpr std::array<std::string_view, 8> kActors = {
    "group", "dsi", "establishment", "representative", "proxy", "administrator", "vendor", "ans"};

std::size_t rank_of(std::string_view actor) {
  const auto word = actor.substr(actor.starts_with(kActor) ? kActor.size() : 0);
  return static_cast<std::size_t>(std::ranges::find(kActors, word) - kActors.begin());
}

/// Whether two steps are the same but for the day by which they have to be done.
bool are_alike(const Step& a, const Step& b) {
  const auto same = [](const Arg& one, const Arg& other) {
    return one == other || (one.kind == Arg::Kind::day && other.kind == Arg::Kind::day);
  };
  return a.can_start == b.can_start && a.act == b.act && a.form == b.form &&
         a.addressee == b.addressee && std::ranges::equal(a.args, b.args, same);
}

void add(const Step& step, const SiteReadiness* site, Agenda& agenda) {
  auto actor = std::ranges::find(agenda.actors, std::string_view(step.actor), &Actor::id);
  if (actor == agenda.actors.end()) {
    actor = agenda.actors.insert(actor, {step.actor, {}, {}, false});
  }
  const bool is_group = site == nullptr;
  auto act = std::ranges::find_if(actor->acts, [&](const Act& known) {
    return known.sites.empty() == is_group && are_alike(*known.step, step);
  });
  if (act == actor->acts.end()) {
    act = actor->acts.insert(act, {&step, {}});
  } else if (step.due && (!act->step->due || *step.due < *act->step->due)) {
    act->step = &step;
  }
  actor->for_group = actor->for_group || is_group;
  if (!is_group && (act->sites.empty() || act->sites.back() != site)) {
    act->sites.push_back(site);
    if (actor->sites.empty() || actor->sites.back() != site) {
      actor->sites.push_back(site);
    }
  }
}

/// How many people these may be: sites of one legal entity have the same representative.
std::size_t people_of(const Actor& actor) {
  std::set<std::string_view> entities;
  const bool is_signer = actor.id.ends_with(".representative") || actor.id.ends_with(".proxy");
  for (const auto* site : actor.sites) {
    if (!is_signer || site->finess_juridical.empty()) {
      return actor.sites.size();
    }
    entities.insert(site->finess_juridical);
  }
  return entities.size();
}

std::string sites_words(const Actor& actor, const Wording& wording) {
  if (actor.for_group) {
    return wording.text("check.group");
  }
  const auto& sites = actor.sites;
  return sites.size() == 1 ? sites.front()->site
                           : wording.text("check.sites", {arg("count", sites.size())});
}

}  // namespace

Agenda agenda_of(const Outcome& outcome, Which which) {
  Agenda agenda;
  std::set<model::Stage> later;
  const auto take = [&](const Step& step, const SiteReadiness* site) {
    if (step.can_start || which == Which::all) {
      add(step, site, agenda);
    }
    if (!step.can_start) {
      later.insert(step.stage);
    }
  };
  for (const auto& step : outcome.steps) {
    take(step, nullptr);
  }
  for (const auto& site : outcome.sites) {
    for (const auto& step : site.steps) {
      take(step, &site);
    }
  }
  std::ranges::stable_sort(agenda.actors, {}, [](const Actor& one) { return rank_of(one.id); });
  agenda.later.assign(later.begin(), later.end());
  return agenda;
}

std::string actor_words(const Actor& actor, const Wording& wording) {
  if (!actor.id.starts_with(kActor)) {
    return wording.text(actor.id);
  }
  return wording.text("check.actor." + std::string(actor.id.substr(kActor.size())),
                      {arg("count", people_of(actor)), arg("sites", sites_words(actor, wording))});
}

std::string act_words(const Step& step, std::string_view sites, const Wording& wording) {
  auto out = wording.text(step.act, step.args);
  if (!step.form.empty() && out.find(step.form) == std::string::npos) {
    out += " (" + wording.text("check.form", {arg("form", step.form)}) + ")";
  }
  out += sites.empty() ? std::string() : " (" + std::string(sites) + ")";
  out += step.addressee.empty() ? "" : " → " + step.addressee;
  const auto names_day = [](const Arg& arg) { return arg.kind == Arg::Kind::day; };
  if (step.due && std::ranges::none_of(step.args, names_day)) {
    out += " · " + wording.text("check.due", {arg_day("date", *step.due)});
  }
  return out;
}

std::string later_words(const Agenda& agenda, const Wording& wording) {
  std::vector<std::string> stages;
  for (const auto stage : agenda.later) {
    stages.push_back(stage_word(stage, wording));
  }
  return listed(stages, " → ");
}

std::string summary_word(const Outcome& outcome, const Wording& wording) {
  const auto& sites = outcome.sites;
  std::set<std::string_view> things;
  std::size_t ready = 0;
  for (const auto& site : sites) {
    ready += site.ready ? 1 : 0;
    things.insert(site.blocking_rules.begin(), site.blocking_rules.end());
  }
  const auto* id = ready == sites.size() ? "check.summary.all"
                   : ready == 0          ? "check.summary.none"
                                         : "check.summary.some";
  return wording.text(id, {arg("count", sites.size()), arg("ready", ready),
                           arg("blocked", sites.size() - ready), arg("things", things.size())});
}

}  // namespace dmp::check::detail
