#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>

#include "dmp/core/utf8.hpp"
#include "dmp/report/detail/table.hpp"
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

std::string severity_word(Severity severity, Language language) {
  return text(language, "severity." + std::string(to_string(severity)));
}

std::string place_of(const Location& at, Language language) {
  if (at.line == 0) {
    return {};
  }
  return text(language, at.column == 0 ? "report.line" : "report.line-column",
              {arg("line", at.line), arg("column", at.column)});
}

/// One or more lines that start at `indent`, the later ones `hang` further in.
std::string paragraph(const std::string& content, std::size_t indent, std::size_t hang, int width) {
  return content.empty() ? std::string()
                         : std::string(indent, ' ') + wrap(content, indent + hang, width) + "\n";
}

struct Widths {
  std::size_t severity = 0;
  std::size_t rule = 0;
  std::size_t place = 0;
};

Widths widths_of(const Findings& findings, Language language) {
  Widths widths;
  for (const auto& finding : findings) {
    widths.severity =
        std::max(widths.severity, display_width(severity_word(finding.severity, language)));
    widths.rule = std::max(widths.rule, display_width(printable(finding.rule)));
    widths.place = std::max(widths.place, display_width(place_of(finding.at, language)));
  }
  return widths;
}

std::string one_finding(const Finding& finding, const Widths& widths, std::size_t indent,
                        const TextStyle& style) {
  const auto word = severity_word(finding.severity, style.language);
  auto first =
      std::string(indent, ' ') + coloured(word, colour_of(finding.severity), style.colour) +
      std::string(widths.severity - display_width(word) + 2, ' ') +
      pad(printable(finding.rule), widths.rule + 2) +
      pad(place_of(finding.at, style.language), widths.place + 2) + printable(finding.at.pointer);
  first.erase(first.find_last_not_of(' ') + 1);
  constexpr std::size_t kInside = 4;
  const auto inside = indent + kInside;
  const auto todo = printable(remedy(style.language, finding.rule, finding.args));
  return first + "\n" +
         paragraph(printable(text(style.language, finding.rule, finding.args)), inside, 0,
                   style.width) +
         paragraph(todo.empty() ? "" : "→ " + todo, inside, 2, style.width) +
         paragraph(finding.reference.empty() ? "" : "(" + printable(finding.reference) + ")",
                   inside, 0, style.width);
}

using Group = std::vector<const Finding*>;

/// Groups in the order in which their first finding comes.
template <typename Key>
std::vector<Group> grouped(const Group& findings, Key key) {
  std::vector<Group> groups;
  std::unordered_map<std::string_view, std::size_t> known;
  for (const auto* finding : findings) {
    const auto [found, is_new] = known.try_emplace(key(*finding), groups.size());
    if (is_new) {
      groups.emplace_back();
    }
    groups[found->second].push_back(finding);
  }
  return groups;
}

}  // namespace

std::string findings_to_text(const Findings& findings, const TextStyle& style) {
  const auto widths = widths_of(findings, style.language);
  Group all;
  std::ranges::transform(findings, std::back_inserter(all), [](const auto& one) { return &one; });
  std::string out;
  for (const auto& of_file :
       grouped(all, [](const auto& finding) -> std::string_view { return finding.at.file; })) {
    const auto& file = of_file.front()->at.file;
    out += out.empty() ? "" : "\n";
    out += file.empty() ? "" : printable(file) + "\n";
    for (const auto& of_site :
         grouped(of_file, [](const auto& finding) -> std::string_view { return finding.site; })) {
      const auto& site = of_site.front()->site;
      if (!site.empty()) {
        out += "  " + text(style.language, "report.site", {arg("site", printable(site))}) + "\n";
      }
      for (const auto* finding : of_site) {
        out += one_finding(*finding, widths, site.empty() ? 2 : 4, style);
      }
    }
  }
  return out;
}

std::string sites_to_text(const std::vector<model::SiteReadiness>& sites, const TextStyle& style) {
  if (sites.empty()) {
    return {};
  }
  const auto title = [&](std::string_view name) {
    return text(style.language, "report.column." + std::string(name));
  };
  Table table({{title("site")},
               {title("finess")},
               {title("state")},
               {title("errors"), true},
               {title("warnings"), true},
               {title("name")},
               {title("blocking")}});
  for (const auto& site : sites) {
    std::string rules;
    for (const auto& rule : site.blocking_rules) {
      rules += (rules.empty() ? "" : ", ") + rule;
    }
    table.add({{site.site},
               {site.finess},
               {text(style.language, site.ready ? "report.ready" : "report.blocked"),
                site.ready ? Colour::none : Colour::red},
               {std::to_string(site.errors)},
               {std::to_string(site.warnings)},
               {site.name},
               {rules}});
  }
  return table.render(style.colour, style.width);
}

std::string certificates_to_text(const std::vector<CertificateRow>& rows, const TextStyle& style) {
  if (rows.empty()) {
    return {};
  }
  const auto title = [&](std::string_view name) {
    return text(style.language, "report.column." + std::string(name));
  };
  Table table({{title("ends-on")},
               {title("days-left"), true},
               {title("status")},
               {title("usage")},
               {title("environment")},
               {title("structure")},
               {title("service")},
               {title("source")}});
  for (const auto& row : rows) {
    const bool known = row.status != model::CertificateStatus::missing;
    const auto status = "report.status." + std::string(to_string(row.status));
    const auto environment = "report.environment." + std::string(to_string(row.facts.environment));
    table.add({{known ? format_date(date_of(row.facts.ends_at())) : ""},
               {known ? std::to_string(row.days_left) : ""},
               {text(style.language, status), colour_of(row.status)},
               {std::string(to_string(row.facts.usage))},
               {text(style.language, environment)},
               {row.facts.structure()},
               {row.facts.subject.common_name},
               {row.source}});
  }
  return table.render(style.colour);
}

std::string error_to_text(const Error& error, Language language) {
  auto out = printable(text(language, error.id, error.args));
  if (const auto todo = printable(remedy(language, error.id, error.args)); !todo.empty()) {
    out += "\n  → " + todo;
  }
  for (const auto& cause : error.causes) {
    out += "\n  " + text(language, "report.cause", {arg("cause", printable(cause))});
  }
  return out;
}

}  // namespace dmp::report
