#include "dmp/dossier/detail/lines.hpp"

#include <algorithm>
#include <set>

#include "dmp/base/listed.hpp"
#include "dmp/base/utf8.hpp"

namespace dmp::dossier {
namespace {

using documents::CellKind;
using documents::column_name;
using documents::Row;
using documents::Sheet;

/// Headings are looked for in so many of the first rows.
constexpr std::size_t kMostBefore = 15;

tl::unexpected<Error> wrong(ErrorKind kind, std::string_view id, const ImportRequest& request,
                            Args args) {
  args.push_back(arg("file", request.file));
  return fail(kind, id, std::move(args));
}

/// A heading on one line, as long as a person reads it.
std::string heading_text(const std::string& text) {
  std::string line = text;
  std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return std::string(cut_characters(line, 80));
}

/// What spans a cell in the row above the headings: a merged area, or what stands left of it.
std::string text_above(const Sheet& sheet, const Row* above, std::uint32_t column) {
  if (above == nullptr) {
    return {};
  }
  for (const auto& area : sheet.merged) {
    if (area.last_row == above->number && area.first_column <= column &&
        column <= area.last_column) {
      const auto* cell = above->cell(area.first_column);
      return cell == nullptr ? std::string() : cell->text;
    }
  }
  const auto* cell = above->cell(column);
  return cell == nullptr ? std::string() : cell->text;
}

struct Heading {
  std::uint32_t column = 0;
  std::string text;
  const Column* meant = nullptr;
};

std::vector<Heading> headings_of(const Sheet& sheet, const Row& row, const Row* above) {
  const auto is_of_person = [&](const documents::Cell& cell) {
    const auto* column = match_heading(cell.text, text_above(sheet, above, cell.column), false);
    return column != nullptr && (column->key == "person.given_names" ||
                                 column->key == "person.role" || column->key == "person.id");
  };
  const bool with_people = std::ranges::any_of(row.cells, is_of_person);
  std::vector<Heading> headings;
  for (const auto& cell : row.cells) {
    const auto over = text_above(sheet, above, cell.column);
    const auto* meant = match_heading(cell.text, over, with_people);
    const bool needs_over = meant != match_heading(cell.text, {}, with_people);
    headings.push_back(
        {cell.column, heading_text((needs_over ? over + " / " : "") + cell.text), meant});
  }
  // Telephone numbers and cards of nobody are those of the sites, which the dossier does not have.
  const bool has_names = std::ranges::any_of(headings, [](const Heading& each) {
    return each.meant != nullptr &&
           (each.meant->key == "person.family_name" || each.meant->key == "person.given_names" ||
            each.meant->key == "person.id");
  });
  for (auto& each : headings) {
    if (!has_names && each.meant != nullptr && each.meant->holder == Holder::person) {
      each.meant = nullptr;
    }
  }
  return headings;
}

/// How many different columns headings mean.
std::size_t known_in(const std::vector<Heading>& headings) {
  std::set<const Column*> known;
  for (const auto& heading : headings) {
    if (heading.meant != nullptr) {
      known.insert(heading.meant);
    }
  }
  return known.size();
}

/// TableReader reads one sheet.
class TableReader {
 public:
  TableReader(const ImportRequest& request, Lines& lines)
      : request_(request), lines_(lines), map_(joined(request.kept, request.map)) {}

  /// read returns whether the sheet has headings that are known.
  Result<bool> read(const Sheet& sheet) {
    const auto found = find_headings(sheet);
    if (!found) {
      return false;
    }
    apply_map();
    if (auto fine = check_twice(); !fine) {
      return fail(std::move(fine.error()));
    }
    note_columns(sheet);
    lines_.tables.push_back({&sheet, sheet.rows[*found].number, {}});
    for (const auto& each : headings_) {
      lines_.tables.back().headings.emplace_back(each.column, each.text);
    }
    for (std::size_t i = *found + 1; i < sheet.rows.size(); ++i) {
      read_row(sheet, sheet.rows[i]);
    }
    return true;
  }

  /// mapped are the headings that a map spoke of.
  [[nodiscard]] const std::vector<std::string>& mapped() const { return mapped_; }

 private:
  /// The row with the most headings that are known: two at least, or that of a site's number.
  std::optional<std::size_t> find_headings(const Sheet& sheet) {
    std::optional<std::size_t> best;
    std::size_t most = 0;
    for (std::size_t i = 0; i < sheet.rows.size() && i < kMostBefore; ++i) {
      const auto& row = sheet.rows[i];
      const auto* above = i == 0 ? nullptr : &sheet.rows[i - 1];
      auto headings = headings_of(sheet, row, above);
      auto known = known_in(headings);
      known += static_cast<std::size_t>(std::ranges::count_if(
          headings, [this](const auto& each) { return map_of(each.text) != nullptr; }));
      const bool has_number = std::ranges::any_of(headings, [](const Heading& each) {
        return each.meant != nullptr && (each.meant->key == "finess" || each.meant->key == "siret");
      });
      const bool is_enough = known >= 2 || has_number;
      if (is_enough && known > most) {
        most = known;
        best = i;
        headings_ = std::move(headings);
      }
    }
    return best;
  }

  [[nodiscard]] const std::string* map_of(const std::string& heading) const {
    const auto found = std::ranges::find_if(
        map_, [&](const auto& each) { return is_same_heading(each.first, heading); });
    return found == map_.end() ? nullptr : &found->second;
  }

  void apply_map() {
    for (auto& heading : headings_) {
      if (const auto* key = map_of(heading.text)) {
        mapped_.push_back(heading.text);
        heading.meant = find_column(*key);
      }
    }
  }

  Status check_twice() const {
    std::map<const Column*, const Heading*> first;
    for (const auto& heading : headings_) {
      if (heading.meant == nullptr) {
        continue;
      }
      const auto [before, is_new] = first.emplace(heading.meant, &heading);
      if (!is_new) {
        return wrong(ErrorKind::input, "IMPORT-COLUMN-TWICE", request_,
                     {arg("first", column_name(before->second->column) + " \"" +
                                       before->second->text + "\""),
                      arg("second", column_name(heading.column) + " \"" + heading.text + "\""),
                      arg("key", heading.meant->key)});
      }
    }
    return {};
  }

  void note_columns(const Sheet& sheet) {
    for (const auto& heading : headings_) {
      lines_.columns.push_back({sheet.name, heading.column, heading.text,
                                heading.meant == nullptr ? "" : heading.meant->key});
      const bool is_hidden =
          std::ranges::find(sheet.hidden_columns, heading.column) != sheet.hidden_columns.end();
      if (is_hidden && heading.meant != nullptr) {
        lines_.notes.push_back(finding_at("IMPORT-HIDDEN-COLUMN", Severity::warning, request_.file,
                                          sheet, 0, heading.column,
                                          {arg("heading", heading.text)}));
      }
    }
  }

  void read_row(const Sheet& sheet, const Row& row) {
    Line line{&sheet, &row, lines_.tables.size() - 1, {}, false, {}};
    std::size_t repeated = 0;
    for (const auto& heading : headings_) {
      const auto* cell = heading.meant == nullptr ? nullptr : row.cell(heading.column);
      if (cell == nullptr) {
        continue;
      }
      repeated += simplified(cell->text) == simplified(heading.text) ? 1U : 0U;
      read_cell(line, *cell, heading);
    }
    if (repeated >= 2) {
      lines_.notes.push_back(finding_at("IMPORT-HEADINGS-AGAIN", Severity::info, request_.file,
                                        sheet, row.number, 0, {}));
      return;
    }
    if (line.cells.empty() && line.faults.empty()) {
      return;
    }
    if (is_total(line)) {
      lines_.notes.push_back(
          finding_at("IMPORT-TOTAL", Severity::info, request_.file, sheet, row.number, 0, {}));
      return;
    }
    note_merged(line);
    if (row.hidden) {
      lines_.notes.push_back(finding_at("IMPORT-HIDDEN-ROW", Severity::warning, request_.file,
                                        sheet, row.number, 0, {}));
    }
    lines_.lines.push_back(std::move(line));
  }

  void read_cell(Line& line, const documents::Cell& cell, const Heading& heading) {
    auto value = read_value(cell, *heading.meant);
    Args about = {arg("heading", heading.text)};
    if (!value) {
      auto args = value.error().args;
      args.insert(args.end(), about.begin(), about.end());
      line.refused = true;
      line.faults.push_back(finding_at(value.error().id, Severity::error, request_.file,
                                       *line.sheet, line.row->number, cell.column,
                                       std::move(args)));
      return;
    }
    if (is_placeholder(value->text)) {
      return;
    }
    if (!value->mended.empty()) {
      about.push_back(arg("found", cell.text));
      about.push_back(arg("read", value->text));
      about.push_back(arg_text("how", value->mended));
      line.faults.push_back(finding_at("IMPORT-MENDED", Severity::info, request_.file, *line.sheet,
                                       line.row->number, cell.column, std::move(about)));
    }
    line.cells.emplace(heading.meant, Read{std::move(value->text), cell.column});
  }

  /// Whether a row sums up the others, and is about no site itself.
  static bool is_total(const Line& line) {
    constexpr std::string_view kTotal = "total";
    const auto begins = [&](const documents::Cell& cell) {
      const auto text = simplified(cell.text);
      return text == kTotal || text.starts_with("total ");
    };
    const bool has_number = std::ranges::any_of(line.cells, [](const auto& cell) {
      return cell.first->kind == ColumnKind::finess || cell.first->kind == ColumnKind::siret;
    });
    return !has_number && !line.row->cells.empty() && begins(line.row->cells.front());
  }

  /// What people write where they know nothing.
  static bool is_placeholder(const std::string& text) {
    return text.empty() || text == "-" || text == "?" || text == "--" || text == "/" ||
           documents::is_todo(text);
  }

  /// A cell that spans several rows says something about the first of them only.
  void note_merged(Line& line) const {
    for (const auto& area : line.sheet->merged) {
      const auto row = line.row->number;
      if (area.first_row <= row && row <= area.last_row && area.first_row != area.last_row) {
        const auto is_inside = [&area](const Heading& heading) {
          return heading.meant != nullptr && area.first_column <= heading.column &&
                 heading.column <= area.last_column;
        };
        if (std::ranges::any_of(headings_, is_inside)) {
          line.refused = true;
          line.faults.push_back(finding_at("IMPORT-MERGED", Severity::error, request_.file,
                                           *line.sheet, row, area.first_column, {}));
        }
      }
    }
  }

  const ImportRequest& request_;
  Lines& lines_;
  std::vector<Heading> headings_;
  ColumnMap map_;
  std::vector<std::string> mapped_;
};

Status check_map(const ImportRequest& request, const std::vector<std::string>& mapped) {
  for (const auto& [heading, key] : request.map) {
    const auto is_it = [&name = heading](const auto& one) { return is_same_heading(one, name); };
    if (std::ranges::none_of(mapped, is_it)) {
      return wrong(ErrorKind::input, "IMPORT-MAP-HEADING", request, {arg("heading", heading)});
    }
  }
  return {};
}

}  // namespace

std::string Line::text(std::string_view key) const {
  const auto found = cells.find(find_column(key));
  return found == cells.end() ? std::string() : found->second.text;
}

Finding finding_at(std::string_view rule, Severity severity, const std::string& file,
                   const Sheet& sheet, std::uint32_t row, std::uint32_t column, Args args) {
  const auto cell = (sheet.name.empty() ? "" : sheet.name + "!") +
                    (column == 0 ? "" : column_name(column)) +
                    (row == 0 ? "" : std::to_string(row));
  args.push_back(arg("cell", cell));
  args.push_back(arg("row", row));
  return {std::string(rule), severity, {file, cell, row, column}, "", std::move(args), ""};
}

Result<Lines> read_lines(const ImportRequest& request) {
  Lines lines;
  std::vector<std::string> names;
  std::vector<std::string> mapped;
  for (const auto& sheet : request.workbook.sheets) {
    names.push_back(sheet.name);
    const bool is_meant = request.sheet.empty() ? !sheet.hidden : sheet.name == request.sheet;
    if (!is_meant) {
      if (request.sheet.empty()) {
        lines.notes.push_back(finding_at("IMPORT-HIDDEN-SHEET", Severity::warning, request.file,
                                         sheet, 0, 0, {arg("name", sheet.name)}));
      }
      continue;
    }
    TableReader reader(request, lines);
    const auto read = reader.read(sheet);
    if (!read) {
      return fail(read.error());
    }
    std::ranges::copy(reader.mapped(), std::back_inserter(mapped));
    if (!*read && !sheet.rows.empty() && request.workbook.sheets.size() > 1) {
      lines.notes.push_back(finding_at("IMPORT-OTHER-SHEET", Severity::info, request.file, sheet, 0,
                                       0, {arg("name", sheet.name)}));
    }
  }
  if (!request.sheet.empty() && std::ranges::find(names, request.sheet) == names.end()) {
    return wrong(ErrorKind::input, "IMPORT-SHEET", request,
                 {arg("name", request.sheet), arg("known", listed(names))});
  }
  if (lines.tables.empty()) {
    return wrong(ErrorKind::input, "IMPORT-NO-HEADINGS", request, {});
  }
  if (auto fine = check_map(request, mapped); !fine) {
    return fail(std::move(fine.error()));
  }
  if (lines.lines.empty()) {
    return wrong(ErrorKind::input, "IMPORT-NO-LINES", request, {});
  }
  return lines;
}

}  // namespace dmp::dossier
