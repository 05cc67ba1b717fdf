#include <algorithm>
#include <unordered_map>

#include "dmp/base/utf8.hpp"
#include "dmp/report/detail/ranked.hpp"
#include "dmp/report/detail/table.hpp"
#include "dmp/report/detail/words.hpp"
#include "dmp/report/document.hpp"

namespace dmp::report {
namespace {

Colour colour_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Colour::red;
    case Severity::warning:
      return Colour::yellow;
    case Severity::info:
      return Colour::blue;
  }
  return Colour::none;
}

Colour colour_of(model::CertificateStatus status) {
  switch (status) {
    case model::CertificateStatus::expired:
    case model::CertificateStatus::revoked:
    case model::CertificateStatus::missing:
      return Colour::red;
    case model::CertificateStatus::expiring:
    case model::CertificateStatus::not_yet_valid:
      return Colour::yellow;
    case model::CertificateStatus::valid:
    case model::CertificateStatus::superseded:
      return Colour::none;
  }
  return Colour::none;
}

/// One or more lines that start at `indent`, the later ones `hang` further in.
std::string paragraph(const std::string& content, std::size_t indent, std::size_t hang, int width) {
  return content.empty() ? std::string()
                         : std::string(indent, ' ') + wrap(content, indent + hang, width) + "\n";
}

using Chosen = std::vector<const Finding*>;

struct Widths {
  std::size_t severity = 0;
  std::size_t rule = 0;
  std::size_t place = 0;
};

/// What stands in front: how severe it is, or that it is accepted.
std::string standing(const Finding& finding, const Wording& wording) {
  return finding.accepted ? wording.text("report.accepted")
                          : severity_word(finding.severity, wording);
}

Widths widths_of(const Chosen& findings, const Wording& wording) {
  Widths widths;
  for (const auto* finding : findings) {
    widths.severity = std::max(widths.severity, display_width(standing(*finding, wording)));
    widths.rule = std::max(widths.rule, display_width(printable(finding->rule)));
    widths.place = std::max(widths.place, display_width(place_of(finding->at, wording)));
  }
  return widths;
}

std::string one_finding(const Finding& finding, const Widths& widths, std::size_t indent,
                        const TextStyle& style) {
  const auto word = standing(finding, style.wording);
  const auto colour = finding.accepted ? Colour::none : colour_of(finding.severity);
  auto first = std::string(indent, ' ') + coloured(word, colour, style.colour) +
               std::string(widths.severity - display_width(word) + 2, ' ') +
               pad(printable(finding.rule), widths.rule + 2) +
               pad(place_of(finding.at, style.wording), widths.place + 2) +
               printable(finding.at.pointer);
  first.erase(first.find_last_not_of(' ') + 1);
  constexpr std::size_t kInside = 4;
  const auto inside = indent + kInside;
  const auto inner = [&](const std::string& content, std::size_t hang) {
    return paragraph(printable(content), inside, hang, style.width);
  };
  auto out = first + "\n" + inner(message_of(finding, style.wording), 0);
  if (finding.accepted) {
    return out + inner(acceptance_word(*finding.accepted, style.wording), 0);
  }
  const auto todo = remedy_of(finding, style.wording);
  return out + inner(todo.empty() ? "" : "→ " + todo, 2) +
         inner(finding.reference.empty() ? "" : "(" + finding.reference + ")", 0);
}

/// Groups in the order in which their first finding comes.
template <typename Key>
std::vector<std::pair<std::string_view, Chosen>> grouped(const Chosen& findings, Key key) {
  std::vector<std::pair<std::string_view, Chosen>> groups;
  std::unordered_map<std::string_view, std::size_t> known;
  for (const auto* finding : findings) {
    const std::string_view name = key(*finding);
    const auto [found, is_new] = known.try_emplace(name, groups.size());
    if (is_new) {
      groups.push_back({name, {}});
    }
    groups[found->second].second.push_back(finding);
  }
  return groups;
}

/// Of a rule with more findings than this, only the first few are shown.
constexpr std::size_t kMany = 10;
constexpr std::size_t kFew = 3;

/// "97 more of CONTRACT-MISSING at …", with the first sites where they are.
std::string summed_up(std::string_view rule, const Chosen& hidden, const TextStyle& style) {
  const auto by_site =
      grouped(hidden, [](const Finding& finding) -> std::string_view { return finding.site; });
  const auto named = std::min(by_site.size(), kMany);
  std::string sites;
  for (std::size_t i = 0; i < named; ++i) {
    const auto site = by_site[i].first;
    sites += (i == 0 ? "" : ", ") +
             (site.empty() ? style.wording.text("report.whole") : std::string(site));
  }
  const auto others = by_site.size() - named;
  if (others > 0) {
    sites = style.wording.text("report.more-sites", {arg("sites", sites), arg("count", others)});
  }
  return paragraph(
      printable(style.wording.text(
          "report.more", {arg("count", hidden.size()), arg("rule", rule), arg("sites", sites)})),
      0, 2, style.width);
}

struct Selection {
  Chosen shown;
  std::string rest;  ///< What is said of those that are not shown.
};

Selection select(const Findings& findings, const TextStyle& style) {
  Selection selection;
  Chosen all;
  for (const auto& finding : findings) {
    all.push_back(&finding);
  }
  if (style.all) {
    selection.shown = std::move(all);
    return selection;
  }
  std::unordered_map<std::string_view, std::size_t> counts;
  for (const auto* finding : all) {
    ++counts[finding->rule];
  }
  std::unordered_map<std::string_view, std::size_t> taken;
  Chosen hidden;
  for (const auto* finding : all) {
    const bool is_shown = counts[finding->rule] <= kMany || taken[finding->rule]++ < kFew;
    (is_shown ? selection.shown : hidden).push_back(finding);
  }
  for (const auto& [rule, of_rule] :
       grouped(hidden, [](const Finding& finding) -> std::string_view { return finding.rule; })) {
    selection.rest += summed_up(rule, of_rule, style);
  }
  return selection;
}

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

std::string findings_to_text(const Findings& findings, const TextStyle& style) {
  const auto selection = select(findings, style);
  const auto widths = widths_of(selection.shown, style.wording);
  std::string out;
  for (const auto& [file, of_file] :
       grouped(selection.shown,
               [](const Finding& finding) -> std::string_view { return finding.at.file; })) {
    out += out.empty() ? "" : "\n";
    out += file.empty() ? "" : printable(file) + "\n";
    for (const auto& [site, of_site] : grouped(
             of_file, [](const Finding& finding) -> std::string_view { return finding.site; })) {
      if (!site.empty()) {
        out += "  " + style.wording.text("report.site", {arg("site", printable(site))}) + "\n";
      }
      for (const auto* finding : of_site) {
        out += one_finding(*finding, widths, site.empty() ? 2 : 4, style);
      }
    }
  }
  return selection.rest.empty() ? out : out + "\n" + selection.rest;
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
    out += "  " + style.wording.text("report.more-steps", {arg("count", hidden)}) + "\n";
  }
  return out.empty() ? out : style.wording.text("report.steps") + "\n" + out;
}

std::string sites_to_text(const std::vector<model::SiteReadiness>& sites, const TextStyle& style) {
  if (sites.empty()) {
    return {};
  }
  const auto title = [&](std::string_view name) { return column_title(name, style.wording); };
  Table table({{title("site")},
               {title("finess")},
               {title("state")},
               {title("stage")},
               {title("errors"), true},
               {title("warnings"), true},
               {title("name")},
               {title("blocking")}});
  for (const auto* site : blocked_first(sites)) {
    std::string rules;
    for (const auto& rule : site->blocking_rules) {
      rules += (rules.empty() ? "" : ", ") + rule;
    }
    table.add({{site->site},
               {site->finess},
               {style.wording.text(site->ready ? "report.ready" : "report.blocked"),
                site->ready ? Colour::none : Colour::red},
               {stage_word(site->stage, style.wording)},
               {std::to_string(site->errors)},
               {std::to_string(site->warnings)},
               {site->name},
               {rules}});
  }
  return table.render(style.colour, style.width);
}

std::string certificates_to_text(const std::vector<CertificateRow>& rows, const TextStyle& style) {
  if (rows.empty()) {
    return {};
  }
  const auto title = [&](std::string_view name) { return column_title(name, style.wording); };
  Table table({{title("ends-on")},
               {title("days-left"), true},
               {title("status")},
               {title("usage")},
               {title("environment")},
               {title("structure")},
               {title("service")},
               {title("source")}});
  for (const auto* row : worst_first(rows)) {
    const bool known = row->status != model::CertificateStatus::missing;
    const auto status = "report.status." + std::string(to_string(row->status));
    const auto environment = "environment." + std::string(to_string(row->facts.environment));
    table.add({{known ? style.wording.day(date_of(row->facts.ends_at())) : ""},
               {known ? std::to_string(row->days_left) : ""},
               {style.wording.text(status), colour_of(row->status)},
               {to_string(row->facts.usage)},
               {style.wording.text(environment)},
               {row->facts.structure()},
               {row->facts.subject.common_name},
               {row->source}});
  }
  return table.render(style.colour);
}

std::string orders_to_text(const std::vector<OrderRow>& rows, const TextStyle& style, Date today) {
  if (rows.empty()) {
    return {};
  }
  const auto rank = [today](const OrderRow* row) {
    const auto& order = row->order;
    const bool has_expired = order.state == model::OrderState::installed &&
                             order.certificate_ends_on && *order.certificate_ends_on < today;
    return row->act == "blocked"                       ? 0
           : order.state == model::OrderState::revoked ? 1
           : has_expired                               ? 2
                                                       : 3;
  };
  std::vector<const OrderRow*> sorted;
  for (const auto& row : rows) {
    sorted.push_back(&row);
  }
  std::ranges::stable_sort(sorted, {}, rank);
  const auto title = [&](std::string_view name) { return column_title(name, style.wording); };
  Table table({{title("site")},
               {title("finess")},
               {title("usage")},
               {title("service")},
               {title("state")},
               {title("since")},
               {title("ends-on")},
               {title("folder")}});
  for (const auto* row : sorted) {
    const auto& order = row->order;
    const auto state =
        "report.order." + (row->act == "blocked" ? row->act : std::string(to_string(order.state)));
    table.add({{order.site},
               {order.finess},
               {to_string(order.usage)},
               {order.service},
               {style.wording.text(state)},
               {order.history.empty() ? "" : style.wording.day(date_of(order.history.back().at))},
               {order.certificate_ends_on ? style.wording.day(*order.certificate_ends_on) : ""},
               {row->folder}});
  }
  return table.render(style.colour);
}

std::string error_to_text(const Error& error, const Wording& wording) {
  auto out = printable(wording.text(error.id, error.args));
  if (const auto todo = printable(wording.remedy(error.id, error.args)); !todo.empty()) {
    out += "\n  → " + todo;
  }
  for (const auto& cause : error.causes) {
    out += "\n  " + wording.text("report.cause", {arg("cause", printable(cause))});
  }
  return out;
}

}  // namespace dmp::report
