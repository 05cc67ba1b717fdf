#include "dmp/render/merged.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "dmp/base/listed.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/words.hpp"

namespace dmp::render {
namespace {

/// So many names, so many messages of one rule, and so many findings in all are for a first look.
constexpr std::size_t kNames = 10;
constexpr std::size_t kOfRule = 3;
constexpr std::size_t kInAll = 10;
/// With no more findings than this, remarks are shown like the others.
constexpr std::size_t kFew = 4;

int rank_of(const Finding& finding) {
  constexpr int kAccepted = 3;
  return finding.accepted                        ? kAccepted
         : finding.severity == Severity::error   ? 0
         : finding.severity == Severity::warning ? 1
                                                 : 2;
}

/// "dossier.json:49:31", as compilers write it; the file alone where no line is known.
std::string address_of(const Location& at) {
  auto out = printable(at.file);
  if (at.line > 0) {
    out += ":" + std::to_string(at.line);
    out += at.column > 0 ? ":" + std::to_string(at.column) : "";
  }
  return out;
}

/// "cayenne, line 49", of one finding among many.
std::string place_among(const Finding& finding, const Wording& wording) {
  const auto line = finding.at.line > 0
                        ? wording.text("report.line", {arg("line", finding.at.line)})
                        : std::string();
  const auto who = finding.site.empty() && !line.empty() ? std::string_view() : whose(finding);
  return std::string(who) + (who.empty() || line.empty() ? "" : " ") +
         (who.empty() || line.empty() ? line : "(" + line + ")");
}

/// Where one of them is, or where each of several is.
std::string places_of(const Merged& one, const TextStyle& style) {
  std::vector<std::string> places;
  for (const auto* finding : one.findings) {
    places.push_back(place_among(*finding, style.wording));
  }
  return some_of({places.begin(), places.end()}, style);
}

class Writer {
 public:
  Writer(const std::vector<Merged>& shown, const TextStyle& style,
         const std::set<std::string_view>& settled)
      : style_(style), settled_(settled) {
    for (const auto& one : shown) {
      severity_ = std::max(severity_, display_width(standing_word(one.first(), style.wording)));
      rule_ = std::max(rule_, display_width(printable(one.first().rule)));
    }
  }

  [[nodiscard]] std::string text_of(const Merged& one) const {
    const auto& finding = one.first();
    const auto word = standing_word(finding, style_.wording);
    auto out = "  " + coloured(word, colour_of(finding), style_.colour) +
               std::string(severity_ - display_width(word) + 2, ' ') +
               pad(printable(finding.rule), rule_ + 2) + where(one);
    out.erase(out.find_last_not_of(' ') + 1);
    out += "\n" + inner(one.message, 0);
    if (finding.accepted) {
      out += inner(acceptance_word(*finding.accepted, style_.wording), 0);
    } else if (finding.severity != Severity::info && !settled_.contains(finding.rule)) {
      const auto todo = remedy_of(finding, style_.wording);
      out += inner(todo.empty() ? "" : "→ " + todo, 2);
    }
    return out + (one.findings.size() > 1 ? inner(places_of(one, style_), 0) : "");
  }

 private:
  [[nodiscard]] std::string where(const Merged& one) const {
    const auto& finding = one.first();
    if (one.findings.size() > 1) {
      return style_.wording.text("report.places", {arg("count", one.findings.size())});
    }
    const auto address = address_of(finding.at);
    return printable(finding.site) + (finding.site.empty() || address.empty() ? "" : "  ") +
           address;
  }

  [[nodiscard]] std::string inner(const std::string& content, std::size_t hang) const {
    constexpr std::size_t kInside = 6;
    return paragraph(printable(content), kInside, hang, style_.width);
  }

  const TextStyle& style_;
  const std::set<std::string_view>& settled_;
  std::size_t severity_ = 0;
  std::size_t rule_ = 0;
};

/// Counts are how many findings there are of some rules, in the order in which these come.
using Counts = std::vector<std::pair<std::string_view, std::size_t>>;

void count(const Merged& one, Counts& counts) {
  const std::string_view rule = one.first().rule;
  auto known = std::ranges::find(counts, rule, [](const auto& pair) { return pair.first; });
  if (known == counts.end()) {
    known = counts.insert(known, {rule, 0});
  }
  known->second += one.findings.size();
}

/// What is shown of each rule, and how many findings of which rules are not.
struct Choice {
  std::vector<Merged> shown;
  Counts hidden;
  Counts remarks;
};

Choice choose(std::vector<Merged> all) {
  Choice choice;
  std::unordered_map<std::string_view, std::size_t> of_rule;
  for (const auto& one : all) {
    ++of_rule[one.first().rule];
  }
  std::unordered_map<std::string_view, std::size_t> taken;
  const bool are_few = all.size() <= kFew;
  for (auto& one : all) {
    const std::string_view rule = one.first().rule;
    const bool is_remark = one.first().severity == Severity::info && !one.first().accepted;
    const bool is_shown =
        (of_rule[rule] <= kOfRule || taken[rule] + 1 < kOfRule) && choice.shown.size() < kInAll;
    if (is_remark && !are_few) {
      count(one, choice.remarks);
    } else if (is_shown) {
      ++taken[rule];
      choice.shown.push_back(std::move(one));
    } else {
      count(one, choice.hidden);
    }
  }
  return choice;
}

/// "10 more findings: CONTRACT-MISSING (8), …"; nothing where there are none.
std::string counts_to_text(std::string_view id, const Counts& counts, const TextStyle& style) {
  std::vector<std::string> rules;
  std::size_t sum = 0;
  for (const auto& [rule, number] : counts) {
    rules.push_back(printable(rule) + " (" + std::to_string(number) + ")");
    sum += number;
  }
  return sum == 0
             ? std::string()
             : paragraph(style.wording.text(id, {arg("count", sum), arg("rules", listed(rules))}),
                         2, 2, style.width);
}

}  // namespace

std::string standing_word(const Finding& finding, const Wording& wording) {
  return finding.accepted ? wording.text("report.accepted")
                          : severity_word(finding.severity, wording);
}

Colour colour_of(const Finding& finding) {
  if (finding.accepted) {
    return Colour::none;
  }
  return finding.severity == Severity::error     ? Colour::red
         : finding.severity == Severity::warning ? Colour::yellow
                                                 : Colour::blue;
}

std::string_view whose(const Finding& finding) {
  return finding.site.empty() ? std::string_view(finding.at.file) : std::string_view(finding.site);
}

std::string some_of(const std::vector<std::string_view>& names, const TextStyle& style) {
  if (style.all || names.size() <= kNames) {
    return listed(names);
  }
  const std::vector<std::string_view> first(names.begin(), names.begin() + kNames);
  return style.wording.text("report.more-places",
                            {arg("places", listed(first)), arg("count", names.size() - kNames)});
}

std::vector<Merged> merged(const Findings& findings, const Wording& wording) {
  std::vector<Merged> all;
  std::map<std::tuple<int, std::string_view, std::string>, std::size_t> known;
  for (const auto& finding : findings) {
    auto message = message_of(finding, wording);
    const auto [found, is_new] =
        known.try_emplace({rank_of(finding), finding.rule, message}, all.size());
    if (is_new) {
      all.push_back({{}, std::move(message)});
    }
    all[found->second].findings.push_back(&finding);
  }
  std::ranges::stable_sort(all, {}, [](const Merged& one) { return rank_of(one.first()); });
  return all;
}

Shortened merged_to_text(const Findings& findings, const TextStyle& style,
                         const std::set<std::string_view>& settled) {
  const auto choice = choose(merged(findings, style.wording));
  Shortened out;
  const Writer writer(choice.shown, style, settled);
  for (const auto& one : choice.shown) {
    out.text += writer.text_of(one);
    out.is_cut = out.is_cut || one.findings.size() > kNames;
  }
  out.is_cut = out.is_cut || !choice.hidden.empty() || !choice.remarks.empty();
  out.text += counts_to_text("report.more-findings", choice.hidden, style) +
              counts_to_text("report.remarks", choice.remarks, style);
  return out;
}

}  // namespace dmp::render
