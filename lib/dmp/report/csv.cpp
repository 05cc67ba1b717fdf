#include "dmp/core/csv.hpp"

#include "dmp/report/detail/words.hpp"
#include "dmp/report/formats.hpp"

namespace dmp::report {
namespace {

std::string words(std::string_view raw) { return csv_cell(printable(raw)); }

std::string number(int value) { return std::to_string(value); }

std::string header(Language language) {
  std::vector<std::string> titles;
  for (const auto* name : {"site", "name", "finess-geographic", "finess-juridical", "contract",
                           "contract-number", "signed-on", "ready", "stage", "errors", "warnings",
                           "accepted", "step", "actor", "form", "addressee"}) {
    titles.push_back(words(column_title(name, language)));
  }
  return csv_line(titles);
}

}  // namespace

std::string to_csv(const Document& document, Language language) {
  std::string out = std::string(kCsvMark) + header(language);
  const model::Step nothing;
  for (const auto& site : document.sites) {
    const auto& step = site.steps.empty() ? nothing : site.steps.front();
    const auto contract = "report.contract." + std::string(to_string(site.contract));
    out += csv_line(
        {words(site.site), words(site.name), words(site.finess), words(site.finess_juridical),
         words(text(language, contract)), words(site.contract_number),
         site.contract_signed_on ? day_word(*site.contract_signed_on, language) : std::string(),
         words(text(language, site.ready ? "report.yes" : "report.no")),
         words(stage_word(site.stage, language)), number(site.errors), number(site.warnings),
         number(site.accepted),
         words(step.act.empty() ? std::string() : text(language, step.act, step.args)),
         words(step.actor.empty() ? std::string() : text(language, step.actor)), words(step.form),
         words(step.addressee)});
  }
  return out;
}

}  // namespace dmp::report
