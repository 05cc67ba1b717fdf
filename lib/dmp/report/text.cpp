#include "dmp/base/listed.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/words.hpp"
#include "dmp/report/detail/ranked.hpp"
#include "dmp/report/detail/words.hpp"
#include "dmp/report/document.hpp"

namespace dmp::report {
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
    auto sending = form_word(step, style.wording);
    if (!step.addressee.empty()) {
      sending += (sending.empty() ? "→ " : " → ") + step.addressee;
    }
    parts.push_back(sending);
    parts.push_back(step.due ? style.wording.text("report.due", {arg_day("date", *step.due)}) : "");
    parts.push_back(style.wording.text("report.unblocks",
                                       {arg("stage", stage_word(step.unblocks, style.wording))}));
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

}  // namespace

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
    out += "  " + style.wording.text("report.more-steps", {arg("count", hidden)}) + "\n";
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
  for (const auto* site : blocked_first(sites)) {
    table.add({{site->site},
               {site->finess},
               {style.wording.text(site->ready ? "report.ready" : "report.blocked"),
                site->ready ? Colour::none : Colour::red},
               {stage_word(site->stage, style.wording)},
               {std::to_string(site->errors)},
               {std::to_string(site->warnings)},
               {site->name},
               {listed(site->blocking_rules)}});
  }
  return table.render(style.colour, style.width);
}

}  // namespace dmp::report
