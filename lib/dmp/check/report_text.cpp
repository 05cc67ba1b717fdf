#include <algorithm>
#include <functional>
#include <iterator>

#include "dmp/base/listed.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/render/findings.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/ranked.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check {
namespace {

using render::Colour;
using render::paragraph;
using render::printable;
using render::TextStyle;

/// Of more sites with steps, only so many are shown.
constexpr std::size_t kMany = 10;

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

std::string steps_to_text(const std::vector<model::Step>& group,
                          const std::vector<model::SiteReadiness>& sites, const TextStyle& style) {
  auto out = steps_of(group, style);
  if (!out.empty()) {
    out = "  " + style.wording.text("report.whole") + "\n" + out;
  }
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (const auto& site : sites) {
    if (site.steps.empty()) {
      continue;
    }
    if (!style.all && shown == kMany) {
      ++hidden;
      continue;
    }
    ++shown;
    out += "  " + style.wording.text("report.site", {arg("site", printable(site.site))}) + "\n" +
           steps_of(site.steps, style);
  }
  if (hidden > 0) {
    out += "  " + style.wording.text("check.more-steps", {arg("count", hidden)}) + "\n";
  }
  return out.empty() ? out : style.wording.text("report.steps") + "\n" + out;
}

std::string sites_to_text(const std::vector<model::SiteReadiness>& sites, const TextStyle& style) {
  if (sites.empty()) {
    return {};
  }
  render::Table table(style.wording, {{"site"},
                                      {"finess"},
                                      {"state"},
                                      {"stage"},
                                      {"errors", true},
                                      {"warnings", true},
                                      {"name"},
                                      {"blocking"}});
  for (const auto* site : detail::blocked_first(sites)) {
    table.add({{site->site},
               {site->finess},
               {style.wording.text(site->ready ? "check.ready" : "check.blocked"),
                site->ready ? Colour::none : Colour::red},
               {detail::stage_word(site->stage, style.wording)},
               {std::to_string(site->errors)},
               {std::to_string(site->warnings)},
               {site->name},
               {listed(site->blocking_rules)}});
  }
  return table.render(style.colour, style.width);
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

}  // namespace

std::string to_text(const Report& report, const ReportOptions& options) {
  const auto& style = options.style;
  const auto& wording = style.wording;
  const auto& outcome = report.outcome;
  std::string out;
  if (report.workstation) {
    out = detail::workstation_to_text(*report.workstation, wording) + "\n";
  }
  const auto todos = detail::todos_to_text(outcome.findings, style);
  out += todos + (todos.empty() ? "" : "\n");
  Findings others;
  std::ranges::copy_if(outcome.findings, std::back_inserter(others), std::not_fn(detail::is_todo));
  out += outcome.findings.empty() ? wording.text("check.no-findings") + "\n"
                                  : totals_to_text(report, wording) + (others.empty() ? "" : "\n") +
                                        render::findings_to_text(others, style);
  for (const auto& note : options.notes) {
    out += "\n" + render::paragraph(note, 0, 2, style.width);
  }
  for (const auto& part :
       {steps_to_text(outcome.steps, outcome.sites, style), sites_to_text(outcome.sites, style)}) {
    out += part.empty() ? "" : "\n" + part;
  }
  // Those that have ended first.
  for (const auto* each : render::ranked(report.certificates, [&options](const auto& one) {
         return one.facts.ends_at() >= options.now ? 1 : 0;
       })) {
    out += "\n" + block(*each, wording);
  }
  return out;
}

}  // namespace dmp::check
