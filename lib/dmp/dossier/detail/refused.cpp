#include "dmp/dossier/detail/refused.hpp"

#include "dmp/render/csv.hpp"

namespace dmp::dossier {
namespace {

std::string what_to_do(const Line& line, const Wording& wording) {
  std::string out;
  for (const auto& fault : line.faults) {
    if (fault.severity == Severity::error) {
      out += (out.empty() ? "" : " ") + wording.text(fault.rule, fault.args) + ". " +
             wording.remedy(fault.rule, fault.args);
    }
  }
  return out;
}

/// A cell as it was, line breaks included.
std::string cell_of(const documents::Cell& cell) {
  auto text = cell.text;
  text.erase(0, text.starts_with('\'') ? 1 : 0);  // It gets its own where it needs one.
  return render::csv_cell(text);
}

std::string joined(const std::vector<std::string>& cells, char separator) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    out += (i == 0 ? "" : std::string(1, separator)) + cells[i];
  }
  return out + "\r\n";
}

}  // namespace

std::vector<RefusedTable> refused_tables(const Lines& lines, char separator,
                                         const Wording& wording) {
  const char between = separator == 0 ? ';' : separator;
  std::vector<RefusedTable> tables;
  for (std::size_t i = 0; i < lines.tables.size(); ++i) {
    const auto& table = lines.tables[i];
    std::string out;
    for (const auto& line : lines.lines) {
      if (line.table != i || !line.refused) {
        continue;
      }
      std::vector<std::string> cells;
      for (const auto& [column, text] : table.headings) {
        const auto* cell = line.row->cell(column);
        cells.push_back(cell == nullptr ? "" : cell_of(*cell));
      }
      cells.push_back(render::csv_text(what_to_do(line, wording)));
      out += joined(cells, between);
    }
    if (out.empty()) {
      continue;
    }
    std::vector<std::string> headings;
    for (const auto& [column, text] : table.headings) {
      headings.push_back(render::csv_text(text));
    }
    headings.push_back(render::csv_text(wording.text("import.what-to-do")));
    tables.push_back(
        {table.sheet->name, std::string(render::kCsvMark) + joined(headings, between) + out});
  }
  return tables;
}

}  // namespace dmp::dossier
