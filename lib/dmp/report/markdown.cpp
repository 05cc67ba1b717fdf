#include <algorithm>
#include <array>
#include <unordered_map>

#include "dmp/render/markup.hpp"
#include "dmp/render/words.hpp"
#include "dmp/report/detail/own_files.hpp"
#include "dmp/report/detail/ranked.hpp"
#include "dmp/report/detail/words.hpp"
#include "dmp/report/formats.hpp"

namespace dmp::report {
namespace {

namespace markup = render::markup;

class Writer {
 public:
  Writer(const Document& document, const Wording& wording)
      : document_(document), wording_(wording), files_(document) {
    for (const auto& finding : document.findings) {
      auto& place =
          files_.has(finding.at.file) ? of_file_[finding.at.file] : of_site_[finding.site];
      place.push_back(&finding);
    }
  }

  std::string render() {
    auto out = "# " + word("report.title", {arg_day("date", document_.as_of)}) + "\n\n" +
               summary() + sites() + section(2, "report.steps", steps(document_.steps));
    if (const auto whole = about(of_site_, ""); !whole.empty()) {
      out += "## " + word("report.whole") + "\n\n" + whole;
    }
    for (const auto& site : document_.sites) {
      out += heading(site) + about(of_site_, site.site) +
             section(3, "report.steps", steps(site.steps));
    }
    // What is about a site that is not in the table, so that nothing goes lost.
    for (const auto& finding : document_.findings) {
      if (!files_.has(finding.at.file) && of_site_.contains(finding.site)) {
        out += "## " + word("report.site", {arg("site", finding.site)}) + "\n\n";
        out += about(of_site_, finding.site);
      }
    }
    for (const auto file : files_.all()) {
      const auto found = about(of_file_, file);
      out += "## " + markup::plain(file) + "\n\n" +
             (found.empty() ? word("report.nothing-found") + "\n\n" : found);
    }
    out.pop_back();  // the empty line after the last part
    return out;
  }

 private:
  using Chosen = std::vector<const Finding*>;
  using Chosens = std::unordered_map<std::string_view, Chosen>;

  [[nodiscard]] std::string word(std::string_view id, const Args& args = {}) const {
    return markup::plain(wording_.text(id, args));
  }

  [[nodiscard]] markup::Row titles(std::initializer_list<std::string_view> names) const {
    markup::Row out;
    for (const auto name : names) {
      out.push_back(markup::plain(render::column_title(name, wording_)));
    }
    return out;
  }

  [[nodiscard]] std::string section(std::size_t depth, std::string_view id,
                                    const std::string& content) const {
    return content.empty() ? content : std::string(depth, '#') + " " + word(id) + "\n\n" + content;
  }

  [[nodiscard]] std::string summary() const {
    const auto count = [&](auto&& counts) {
      return std::to_string(std::ranges::count_if(document_.findings, counts));
    };
    const auto of = [&](Severity severity) {
      return count([severity](const Finding& finding) {
        return !finding.accepted && finding.severity == severity;
      });
    };
    return markup::table(
        titles({"sites", "ready", "errors", "warnings", "infos", "accepted"}),
        {{std::to_string(document_.sites.size()),
          std::to_string(std::ranges::count(document_.sites, true, &model::SiteReadiness::ready)),
          of(Severity::error), of(Severity::warning), of(Severity::info),
          count([](const Finding& finding) { return finding.accepted.has_value(); })}});
  }

  [[nodiscard]] std::string state(const model::SiteReadiness& site) const {
    return word(site.ready ? "report.ready" : "report.blocked");
  }

  [[nodiscard]] std::string sites() const {
    std::vector<markup::Row> rows;
    for (const auto* site : blocked_first(document_.sites)) {
      rows.push_back({markup::plain(site->site), markup::plain(site->name),
                      markup::plain(site->finess), state(*site),
                      markup::plain(stage_word(site->stage, wording_)),
                      std::to_string(site->errors), std::to_string(site->warnings),
                      std::to_string(site->accepted)});
    }
    return markup::table(
        titles({"site", "name", "finess", "state", "stage", "errors", "warnings", "accepted"}),
        rows);
  }

  [[nodiscard]] std::string heading(const model::SiteReadiness& site) const {
    const auto contract = "report.contract." + std::string(to_string(site.contract));
    return "## " + word("report.site", {arg("site", site.site)}) +
           (site.name.empty() ? "" : " – " + markup::plain(site.name)) + "\n\n" +
           markup::table(titles({"state", "stage", "contract", "contract-number", "signed-on"}),
                         {{state(site), markup::plain(stage_word(site.stage, wording_)),
                           word(contract), markup::plain(site.contract_number),
                           site.contract_signed_on ? wording_.day(*site.contract_signed_on) : ""}});
  }

  [[nodiscard]] std::string place(const Finding& finding) const {
    std::string out;
    for (const auto& part :
         {markup::plain(finding.at.file), markup::plain(render::place_of(finding.at, wording_)),
          markup::code(finding.at.pointer)}) {
      out += (out.empty() || part.empty() ? "" : ", ") + part;
    }
    return out;
  }

  [[nodiscard]] std::string findings_of(const Chosen& chosen, Severity severity) const {
    std::vector<markup::Row> rows;
    for (const auto* finding : chosen) {
      if (!finding->accepted && finding->severity == severity) {
        rows.push_back({markup::code(finding->rule), place(*finding),
                        markup::plain(render::message_of(*finding, wording_)),
                        markup::plain(render::remedy_of(*finding, wording_)),
                        markup::plain(finding->reference)});
      }
    }
    return markup::table(titles({"rule", "place", "finding", "remedy", "reference"}), rows);
  }

  [[nodiscard]] std::string accepted_of(const Chosen& chosen) const {
    std::vector<markup::Row> rows;
    for (const auto* finding : chosen) {
      if (finding->accepted) {
        rows.push_back({markup::code(finding->rule),
                        markup::plain(render::severity_word(finding->severity, wording_)),
                        place(*finding), markup::plain(render::message_of(*finding, wording_)),
                        markup::plain(finding->accepted->reason),
                        wording_.day(finding->accepted->until)});
      }
    }
    return markup::table(titles({"rule", "severity", "place", "finding", "reason", "until"}), rows);
  }

  /// The findings about a site ("" for all) or in a file, once.
  std::string about(Chosens& places, std::string_view place) {
    const auto found = places.find(place);
    if (found == places.end()) {
      return {};
    }
    const Chosen chosen = std::move(found->second);
    places.erase(found);
    std::string out;
    constexpr std::array<std::pair<Severity, std::string_view>, 3> kParts = {
        {{Severity::error, "report.column.errors"},
         {Severity::warning, "report.column.warnings"},
         {Severity::info, "report.column.infos"}}};
    for (const auto& [severity, title] : kParts) {
      out += section(3, title, findings_of(chosen, severity));
    }
    return out + section(3, "report.column.accepted", accepted_of(chosen));
  }

  [[nodiscard]] std::string steps(const std::vector<model::Step>& steps) const {
    std::vector<markup::Row> rows;
    for (const auto& step : steps) {
      std::string rules;
      for (const auto& rule : step.rules) {
        rules += (rules.empty() ? "" : " ") + markup::code(rule);
      }
      rows.push_back({std::to_string(rows.size() + 1), word(step.act, step.args), word(step.actor),
                      markup::plain(step.form), markup::plain(step.addressee),
                      markup::plain(stage_word(step.unblocks, wording_)),
                      step.due ? wording_.day(*step.due) : "", rules});
    }
    return markup::table(
        titles({"rank", "step", "actor", "form", "addressee", "unblocks", "due", "settles"}), rows);
  }

  const Document& document_;
  Wording wording_;
  OwnFiles files_;
  Chosens of_site_;
  Chosens of_file_;
};

}  // namespace

std::string to_markdown(const Document& document, const Wording& wording) {
  return Writer(document, wording).render();
}

}  // namespace dmp::report
