#include "dmp/dossier/export.hpp"

#include <algorithm>

#include "dmp/documents/sheet_writer.hpp"
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

/// The headings, and a line for each site and each administrator, in the columns that any line has
/// something in.
std::vector<Cells> lines_of(const documents::Edit& dossier, Language language) {
  const View view(dossier);
  std::vector<Cells> whole;
  for (std::size_t i = 0, size = view.size(); i < size; ++i) {
    whole.push_back(site_line(view, i));
  }
  for (std::size_t i = 0, size = dossier.size("/administrators"); i < size; ++i) {
    whole.push_back(administrator_line(view, dossier, "/administrators/" + std::to_string(i)));
  }
  std::vector<Cells> lines(whole.size() + 1);
  for (std::size_t i = 0; i < columns().size(); ++i) {
    if (std::ranges::all_of(whole, [i](const Cells& line) { return line[i].empty(); })) {
      continue;
    }
    lines.front().push_back(heading_of(columns()[i], language));
    for (std::size_t row = 0; row < whole.size(); ++row) {
      lines[row + 1].push_back(std::move(whole[row][i]));
    }
  }
  return lines;
}

}  // namespace

std::string export_csv(const documents::Edit& dossier, Language language) {
  std::string out(render::kCsvMark);
  for (const auto& line : lines_of(dossier, language)) {
    Cells cells;
    for (const auto& text : line) {
      cells.push_back(text.empty() ? "" : render::csv_cell(text));
    }
    out += render::csv_line(cells);
  }
  return out;
}

Result<Bytes> export_xlsx(const documents::Edit& dossier, Language language) {
  return documents::write_xlsx({"Sites", lines_of(dossier, language)});
}

}  // namespace dmp::dossier
