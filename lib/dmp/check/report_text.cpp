#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <ranges>
#include <set>

#include "dmp/base/listed.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/check/detail/agenda.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/model/certificate_row.hpp"
#include "dmp/render/certificates.hpp"
#include "dmp/render/findings.hpp"
#include "dmp/render/merged.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/ranked.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check {
namespace {

using render::Colour;
using render::Fit;
using render::paragraph;
using render::printable;
using render::TextStyle;

/// More sites than this are counted by what they have in common, not listed.
constexpr std::size_t kListed = 20;
/// Of more certificates than this, only what they have in common with others is shown: a line each.
constexpr std::size_t kBlocks = 4;

std::string heading(std::string_view id, const TextStyle& style) {
  return render::coloured(style.wording.text(id), Colour::strong, style.colour) + "\n";
}

std::string steps_of(const std::vector<model::Step>& steps, const TextStyle& style) {
  std::string out;
  std::size_t rank = 0;
  for (const auto& step : steps) {
    const auto number = std::to_string(++rank) + ". ";
    std::vector<std::string> parts;
    parts.push_back(step.actor.empty() ? "" : style.wording.text(step.actor));
    auto sending =
        step.form.empty() ? "" : style.wording.text("check.form", {arg("form", step.form)});
    if (!step.addressee.empty()) {
      sending += (sending.empty() ? "→ " : " → ") + step.addressee;
    }
    parts.push_back(sending);
    parts.push_back(step.due ? style.wording.text("check.due", {arg_day("date", *step.due)}) : "");
    parts.push_back(style.wording.text(
        "check.unblocks", {arg("stage", detail::stage_word(step.unblocks, style.wording))}));
    std::string about;
    for (const auto& part : parts) {
      about += (about.empty() || part.empty() ? "" : " · ") + part;
    }
    constexpr std::size_t kIndent = 4;
    const auto hang = number.size();
    out += paragraph(number + printable(style.wording.text(step.act, step.args)), kIndent, hang,
                     style.width) +
           paragraph(printable(about), kIndent + hang, 0, style.width);
  }
  return out;
}

/// All steps of the group and of each site, in their order.
std::string steps_to_text(const Outcome& outcome, const TextStyle& style) {
  auto out = steps_of(outcome.steps, style);
  if (!out.empty()) {
    out = "  " + style.wording.text("report.whole") + "\n" + out;
  }
  for (const auto& site : outcome.sites) {
    if (!site.steps.empty()) {
      out += "  " + style.wording.text("report.site", {arg("site", printable(site.site))}) + "\n" +
             steps_of(site.steps, style);
    }
  }
  return out.empty() ? out : heading("report.steps", style) + out;
}

std::vector<std::string_view> ids_of(const detail::SiteList& sites) {
  std::vector<std::string_view> ids;
  for (const auto* site : sites) {
    ids.push_back(site->site);
  }
  return ids;
}

/// What is to be done today, by whom, each act once.
std::string agenda_to_text(const Outcome& outcome, detail::Which which, const TextStyle& style) {
  const auto agenda = detail::agenda_of(outcome, which);
  const auto& wording = style.wording;
  if (agenda.actors.empty() && agenda.later.empty()) {
    return {};
  }
  auto out = heading(agenda.actors.empty() ? "check.today.nothing" : "check.today", style);
  for (const auto& actor : agenda.actors) {
    constexpr std::size_t kIndent = 4;
    out += paragraph(printable(detail::actor_words(actor, wording)), 2, 2, style.width);
    // A heading that names one site names it for all of its acts.
    const bool names_none = actor.sites.size() == 1 && !actor.for_group;
    for (const auto& act : actor.acts) {
      const auto sites = names_none ? std::string() : render::some_of(ids_of(act.sites), style);
      out += paragraph("- " + printable(detail::act_words(*act.step, sites, wording)), kIndent, 2,
                       style.width);
    }
  }
  if (!agenda.later.empty()) {
    const auto stages = detail::later_words(agenda, wording);
    out += paragraph(wording.text("check.then", {arg("stages", stages)}), 2, 2, style.width);
  }
  return out;
}

std::string state_word(bool ready, const Wording& wording) {
  return wording.text(ready ? "check.ready" : "check.blocked");
}

/// Which rules block a site: it was looked for them, so that none is "0".
std::string blocking_word(const model::SiteReadiness& site) {
  return site.blocking_rules.empty() ? "0" : listed(site.blocking_rules);
}

std::string each_site_to_text(const std::vector<model::SiteReadiness>& sites,
                              const TextStyle& style) {
  render::Table table(style.wording, {{"site", false, Fit::head},
                                      {"finess", false, Fit::whole, 2},
                                      {"state"},
                                      {"stage", false, Fit::whole, 1},
                                      {"errors", true, Fit::whole, 4},
                                      {"warnings", true, Fit::whole, 5},
                                      {"name", false, Fit::head, 3},
                                      {"blocking", false, Fit::wrap}});
  for (const auto* site : detail::blocked_first(sites)) {
    table.add({{site->site},
               {site->finess},
               {state_word(site->ready, style.wording), site->ready ? Colour::green : Colour::red},
               {detail::stage_word(site->stage, style.wording)},
               {std::to_string(site->errors)},
               {std::to_string(site->warnings)},
               {site->name},
               {blocking_word(*site)}});
  }
  return table.render(style);
}

/// Sites that stand alike are one line.
std::string alike_sites_to_text(const std::vector<model::SiteReadiness>& sites,
                                const TextStyle& style) {
  std::map<std::tuple<model::Stage, std::string>, std::size_t> known[2];
  std::vector<detail::SiteList> groups;
  for (const auto* site : detail::blocked_first(sites)) {
    const auto [found, is_new] = known[site->ready ? 1 : 0].try_emplace(
        {site->stage, listed(site->blocking_rules)}, groups.size());
    if (is_new) {
      groups.emplace_back();
    }
    groups[found->second].push_back(site);
  }
  render::Table table(style.wording, {{"number", true},
                                      {"state"},
                                      {"stage", false, Fit::whole, 1},
                                      {"blocking", false, Fit::wrap},
                                      {"sites", false, Fit::wrap, 2}});
  for (const auto& group : groups) {
    const auto& first = *group.front();
    table.add({{std::to_string(group.size())},
               {state_word(first.ready, style.wording), first.ready ? Colour::green : Colour::red},
               {detail::stage_word(first.stage, style.wording)},
               {blocking_word(first)},
               {render::some_of(ids_of(group), style)}});
  }
  return table.render(style);
}

std::string sites_to_text(const std::vector<model::SiteReadiness>& sites, const TextStyle& style) {
  return sites.empty()                          ? std::string()
         : style.all || sites.size() <= kListed ? each_site_to_text(sites, style)
                                                : alike_sites_to_text(sites, style);
}

/// "Errors: 2 · Warnings: 0 …", of all findings that are listed.
std::string totals_to_text(const Report& report, const Wording& wording) {
  std::string out;
  for (const auto& [name, count] : detail::totals_of(report)) {
    if (name != "sites" && name != "ready") {
      out += (out.empty() ? "" : " · ") +
             wording.text("check.total",
                          {arg("what", render::column_title(name, wording)), arg("count", count)});
    }
  }
  return out + "\n";
}

std::string block(const rules::CheckedCertificate& certificate, const Wording& wording) {
  const auto& facts = certificate.facts;
  const auto& subject = facts.subject;
  const std::pair<std::string_view, std::string> rows[] = {
      {"alias", certificate.alias},
      {"site", certificate.site},
      {"usage", std::string(to_string(facts.usage))},
      {"environment", wording.text("environment." + std::string(to_string(facts.environment)))},
      {"service", subject.common_name},
      {"ends-on", format_date(date_of(facts.ends_at()))},
      {"structure", facts.structure()},
      // Only SIGN signs a VIHF, whose Issuer is the subject of the signing certificate.
      {facts.usage == model::Usage::sign ? "issuer" : "subject", subject.printed}};
  const auto label = [&wording](std::string_view name) {
    return wording.text("check.certificate." + std::string(name));
  };
  std::size_t width = 0;
  for (const auto& [name, value] : rows) {
    width = std::max(width, display_width(label(name)));
  }
  auto out = printable(certificate.file) + "\n";
  for (const auto& [name, value] : rows) {
    out +=
        value.empty() ? "" : "  " + render::pad(label(name), width + 2) + printable(value) + "\n";
  }
  return out;
}

/// Each certificate with its values; of many, a line each.
std::string certificates_to_text(const Report& report, const ReportOptions& options) {
  const auto& style = options.style;
  if (!style.all && report.certificates.size() > kBlocks) {
    std::vector<model::CertificateRow> rows;
    for (const auto& each : report.certificates) {
      rows.push_back(model::row_at(each.file, each.facts, options.now));
    }
    return "\n" + render::certificates_to_text(rows, style);
  }
  std::string out;
  // Those that have ended first.
  for (const auto* each : render::ranked(report.certificates, [&options](const auto& one) {
         return one.facts.ends_at() >= options.now ? 1 : 0;
       })) {
    out += "\n" + block(*each, style.wording);
  }
  return out;
}

/// A note of the caller: its first line says what it is about.
std::string note_to_text(std::string_view note, const TextStyle& style) {
  std::string out;
  for (const auto& line : std::views::split(note, '\n')) {
    const std::string text(line.begin(), line.end());
    out += paragraph(text, out.empty() ? 0 : 2, 2, style.width);
  }
  return out;
}

/// How sites and certificates stand, a sentence each.
std::string summary_to_text(const Report& report, const TextStyle& style) {
  std::string out;
  const auto say = [&](const std::string& sentence) {
    out += render::coloured(sentence, Colour::strong, style.colour) + "\n";
  };
  if (!report.outcome.sites.empty()) {
    say(detail::summary_word(report.outcome, style.wording));
  }
  if (!report.certificates.empty()) {
    std::set<std::string_view> wrong;
    for (const auto& finding : report.outcome.findings) {
      if (finding.severity == Severity::error && !finding.accepted) {
        wrong.insert(finding.at.file);
      }
    }
    const auto count = std::ranges::count_if(
        report.certificates, [&](const auto& each) { return wrong.contains(each.file); });
    say(style.wording.text("check.summary.certificates",
                           {arg("count", report.certificates.size()), arg("wrong", count)}));
  }
  if (!report.unread.empty()) {
    say(style.wording.text("check.summary.unread", {arg("count", report.unread.size())}));
  }
  return out;
}

/// The findings under their totals, and whether some are left out. What is to be filled in stands
/// in a list of its own.
render::Shortened findings_to_text(const Report& report, bool is_by_site, const TextStyle& style) {
  if (report.outcome.findings.empty()) {
    return {style.wording.text("check.no-findings") + "\n", false};
  }
  Findings findings;
  std::ranges::copy_if(report.outcome.findings, std::back_inserter(findings),
                       std::not_fn(detail::is_todo));
  render::Shortened out;
  if (is_by_site && !findings.empty()) {
    out.text = "\n" + render::findings_to_text(findings, style);
  } else if (!findings.empty()) {
    // What an act settles is not told again.
    std::set<std::string_view> settled;
    const auto take = [&settled](const std::vector<model::Step>& steps) {
      for (const auto& step : steps) {
        settled.insert(step.rules.begin(), step.rules.end());
      }
    };
    take(report.outcome.steps);
    for (const auto& site : report.outcome.sites) {
      take(site.steps);
    }
    out = render::merged_to_text(findings, style, settled);
  }
  out.text.insert(0, totals_to_text(report, style.wording));
  return out;
}

}  // namespace

std::string to_text(const Report& report, const ReportOptions& options) {
  const auto& style = options.style;
  const auto& wording = style.wording;
  const auto& outcome = report.outcome;
  std::string out;
  const auto add = [&out](const std::string& part) {
    out += (out.empty() || part.empty() ? "" : "\n") + part;
  };
  add(summary_to_text(report, style));
  if (report.workstation) {
    add(detail::workstation_to_text(*report.workstation, wording));
  }
  const auto todos = detail::todos_to_text(outcome.findings, style);
  add(todos.text);
  const bool is_by_site = style.all || options.group_by == GroupBy::site;
  if (options.group_by != GroupBy::site) {
    const bool is_by_actor = options.group_by == GroupBy::actor;
    add(agenda_to_text(outcome, is_by_actor ? detail::Which::all : detail::Which::today, style));
  }
  if (is_by_site) {
    add(steps_to_text(outcome, style));
  }
  add(sites_to_text(outcome.sites, style));
  const auto findings = findings_to_text(report, is_by_site, style);
  add(findings.text);
  out += certificates_to_text(report, options);
  for (const auto& note : options.notes) {
    add(note_to_text(note, style));
  }
  const bool is_cut = todos.is_cut || findings.is_cut || outcome.sites.size() > kListed ||
                      report.certificates.size() > kBlocks ||
                      !detail::agenda_of(outcome).later.empty();
  if (is_cut && !style.all && !style.in_full.empty()) {
    add(wording.text("check.in-full", {arg("how", style.in_full)}) + "\n");
  }
  return out;
}

}  // namespace dmp::check
