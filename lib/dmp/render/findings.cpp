#include "dmp/render/findings.hpp"

#include <algorithm>
#include <unordered_map>

#include "dmp/base/utf8.hpp"
#include "dmp/render/json.hpp"
#include "dmp/render/merged.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/words.hpp"

namespace dmp::render {
namespace {

using Chosen = std::vector<const Finding*>;

struct Widths {
  std::size_t severity = 0;
  std::size_t rule = 0;
  std::size_t place = 0;
};

Widths widths_of(const Chosen& findings, const Wording& wording) {
  Widths widths;
  for (const auto* finding : findings) {
    widths.severity = std::max(widths.severity, display_width(standing_word(*finding, wording)));
    widths.rule = std::max(widths.rule, display_width(printable(finding->rule)));
    widths.place = std::max(widths.place, display_width(place_of(finding->at, wording)));
  }
  return widths;
}

std::string one_finding(const Finding& finding, const Widths& widths, std::size_t indent,
                        const TextStyle& style) {
  const auto word = standing_word(finding, style.wording);
  auto first = std::string(indent, ' ') + coloured(word, colour_of(finding), style.colour) +
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

std::string error_to_json(const Error& error, std::string_view command, const Wording& wording) {
  return dump({{"version", 1}, {"command", command}, {"error", to_value(error, wording)}});
}

}  // namespace dmp::render
