#include "dmp/dossier/export.hpp"

#include <algorithm>

#include "dmp/dossier/detail/view.hpp"
#include "dmp/render/csv.hpp"

namespace dmp::dossier {
namespace {

using Cells = std::vector<std::string>;

Cells site_line(const View& view, std::size_t site) {
  Cells cells;
  for (const auto& column : columns()) {
    const bool is_of_site =
        column.holder == Holder::site || column.holder == Holder::representative;
    cells.push_back(is_of_site ? view.value(site, column) : "");
  }
  return cells;
}

Cells administrator_line(const View& view, const documents::Edit& dossier,
                         const std::string& pointer) {
  // Who is described in the place itself has an id as well.
  const auto id = dossier.text(pointer + "/person");
  const auto person = id ? view.person(*id) : pointer + "/person";
  Cells cells;
  for (const auto& column : columns()) {
    std::string value;
    if (column.key == "person.role") {
      value = "administrator";
    } else if (column.key == "person.employer") {
      value = dossier.text(pointer + "/employer").value_or("");
    } else if (column.holder == Holder::person && !person.empty()) {
      value = view.value_at(person, column);
    }
    cells.push_back(documents::is_todo(value) ? "" : std::move(value));
  }
  return cells;
}

}  // namespace

std::string export_csv(const documents::Edit& dossier, Language language) {
  const View view(dossier);
  std::vector<Cells> lines;
  for (std::size_t i = 0, size = view.size(); i < size; ++i) {
    lines.push_back(site_line(view, i));
  }
  for (std::size_t i = 0, size = dossier.size("/administrators"); i < size; ++i) {
    lines.push_back(administrator_line(view, dossier, "/administrators/" + std::to_string(i)));
  }
  std::vector<std::size_t> used;
  Cells headings;
  for (std::size_t i = 0; i < columns().size(); ++i) {
    if (std::ranges::any_of(lines, [i](const Cells& line) { return !line[i].empty(); })) {
      used.push_back(i);
      headings.push_back(render::csv_cell(heading_of(columns()[i], language)));
    }
  }
  auto out = std::string(render::kCsvMark) + render::csv_line(headings);
  for (const auto& line : lines) {
    Cells cells;
    for (const auto i : used) {
      cells.push_back(line[i].empty() ? "" : render::csv_cell(line[i]));
    }
    out += render::csv_line(cells);
  }
  return out;
}

}  // namespace dmp::dossier
