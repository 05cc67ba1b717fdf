#include "dmp/report/detail/words.hpp"
#include "dmp/report/formats.hpp"

namespace dmp::report {
namespace {

/// Tells whether a spreadsheet might compute with a text instead of showing it: a formula, or
/// digits that it would take for a number or a day ("010000024", "1E5", "03/04").
bool is_risky(std::string_view text) {
  const auto start = text.find_first_not_of(' ');
  if (start == std::string_view::npos) {
    return false;
  }
  const auto rest = text.substr(start);
  constexpr std::string_view kSigns = "=+-@'0123456789";
  for (const std::string_view wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
    if (rest.starts_with(wide)) {
      return true;
    }
  }
  return kSigns.find(rest.front()) != std::string_view::npos;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    out.append(c == '"' ? 2 : 1, c);
  }
  return out + "\"";
}

/// A cell of words. The apostrophe is the one mark that neither Excel nor LibreOffice computes
/// with;
/// ="010000024" keeps the zeros in Excel, but is a formula, which LibreOffice shows as it stands.
std::string words(std::string_view raw) {
  const auto text = printable(raw);
  return quoted(is_risky(text) ? "'" + text : text);
}

std::string number(int value) { return std::to_string(value); }

std::string line(std::initializer_list<std::string> cells) {
  std::string out;
  for (const auto& cell : cells) {
    out += (out.empty() ? "" : ";") + cell;
  }
  return out + "\r\n";
}

std::string header(Language language) {
  std::string out;
  for (const auto* name : {"site", "name", "finess-geographic", "finess-juridical", "contract",
                           "contract-number", "signed-on", "ready", "stage", "errors", "warnings",
                           "accepted", "step", "actor", "form", "addressee"}) {
    out += (out.empty() ? "" : ";") + words(column_title(name, language));
  }
  return out + "\r\n";
}

}  // namespace

std::string to_csv(const Document& document, Language language) {
  std::string out = "\xEF\xBB\xBF" + header(language);
  const model::Step nothing;
  for (const auto& site : document.sites) {
    const auto& step = site.steps.empty() ? nothing : site.steps.front();
    const auto contract = "report.contract." + std::string(to_string(site.contract));
    out += line(
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
