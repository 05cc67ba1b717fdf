#include "dmp/dossier/import.hpp"
#include "dmp/render/json_report.hpp"

namespace dmp::dossier {
namespace {

using render::Json;

Json to_value(const ColumnGuess& guess) {
  return {{"sheet", guess.sheet},
          {"cell", documents::column_name(guess.column)},
          {"heading", guess.heading},
          {"column", guess.key.empty() ? Json() : Json(guess.key)}};
}

Json to_value(const Change& change) {
  return {{"site", change.site}, {"what", change.what}, {"from", change.from}, {"to", change.to}};
}

Json to_value(const ImportedFile& file) { return {{"path", file.path}, {"act", file.act}}; }

}  // namespace

void to_json(const Imported& imported, const std::vector<ImportedFile>& files,
             const render::Heading& heading, render::Sink sink) {
  const Json summary = {{"lines", imported.lines},
                        {"refused", imported.refused},
                        {"sites", imported.sites},
                        {"changes", imported.changes.size()}};
  render::JsonReport report(heading, summary, imported.findings, std::move(sink));
  const auto add = [&report](std::string_view name, const auto& items) {
    report.list_some(name, items, [](const auto& item) { return to_value(item); });
  };
  add("columns", imported.columns);
  add("changes", imported.changes);
  add("files", files);
  report.finish();
}

}  // namespace dmp::dossier
