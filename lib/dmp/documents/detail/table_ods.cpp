#include <algorithm>
#include <set>

#include "dmp/base/date.hpp"
#include "dmp/documents/detail/table_xml.hpp"

// OpenDocument (OASIS, version 1.3, part 3), as far as it is about what stands in cells.
namespace dmp::documents {
namespace {

/// The text of a paragraph; what somebody noted at it is none of it.
std::string text_of(const pugi::xml_node& paragraph) {
  constexpr std::uint32_t kMostSpaces = 1000;
  std::string text;
  auto node = paragraph.first_child();
  while (node) {
    const auto name = local(node.name());
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      text += node.value();
    } else if (name == "s") {
      const auto count = node.attribute("text:c").as_uint(1);
      text.append(std::min(count, kMostSpaces), ' ');
    } else if (name == "tab" || name == "line-break") {
      text += name == "tab" ? '\t' : '\n';
    }
    node = next_in(paragraph, node, name != "annotation");
  }
  return text;
}

std::string shown_in(const pugi::xml_node& cell) {
  std::string text;
  bool is_first = true;
  for (const auto& paragraph : cell.children()) {
    if (local(paragraph.name()) == "p") {
      text += std::exchange(is_first, false) ? "" : "\n";
      text += text_of(paragraph);
    }
  }
  return text;
}

/// A number as it is shown, where that is the same number with zeros before it.
std::string padded(std::string number, const std::string& shown) {
  const bool is_same = shown.size() > number.size() && shown.ends_with(number) &&
                       shown.find_first_not_of('0') == shown.size() - number.size();
  return is_same ? shown : number;
}

Cell cell_of(const pugi::xml_node& node) {
  Cell cell;
  cell.computed = !node.attribute("table:formula").empty();
  const std::string_view type = node.attribute("office:value-type").value();
  auto shown = shown_in(node);
  if (std::string_view(node.attribute("calcext:value-type").value()) == "error") {
    cell.kind = CellKind::error;
    cell.text = shown;
  } else if (type == "float" || type == "percentage" || type == "currency") {
    cell.kind = CellKind::number;
    cell.text = padded(number_text(node.attribute("office:value").value()), shown);
  } else if (type == "date") {
    cell.kind = CellKind::date;
    cell.text = std::string(node.attribute("office:date-value").value()).substr(0, 10);
  } else if (type == "boolean") {
    cell.kind = CellKind::boolean;
    cell.text = node.attribute("office:boolean-value").value();
  } else {
    const auto given = node.attribute("office:string-value");
    cell.text = given.empty() ? std::move(shown) : std::string(given.value());
  }
  return cell;
}

bool is_hidden(const pugi::xml_node& node) {
  const std::string_view visibility = node.attribute("table:visibility").value();
  return visibility == "collapse" || visibility == "filter";
}

/// TableReader reads one table.
class TableReader {
 public:
  TableReader(TableFile& file, Sheet& sheet) : file_(file), sheet_(sheet) {}

  Status read(const pugi::xml_node& table) {
    auto node = table.first_child();
    while (node) {
      const auto name = local(node.name());
      if (name == "table-column") {
        take_columns(node);
      } else if (name == "table-row") {
        if (auto fine = take_rows(node); !fine) {
          return fine;
        }
      }
      const bool holds = name == "table-columns" || name == "table-header-columns" ||
                         name == "table-column-group" || name == "table-rows" ||
                         name == "table-header-rows" || name == "table-row-group";
      node = next_in(table, node, holds);
    }
    sheet_.hidden_columns.assign(hidden_used_.begin(), hidden_used_.end());
    return {};
  }

 private:
  static std::uint32_t repeated(const pugi::xml_node& node, const char* attribute,
                                std::uint32_t most) {
    const auto count = count_of(node.attribute(attribute).value());
    return std::clamp(count, 1U, most);
  }

  void take_columns(const pugi::xml_node& node) {
    const auto count = repeated(node, "table:number-columns-repeated", kMostColumns);
    if (is_hidden(node)) {
      hidden_.emplace_back(columns_ + 1, columns_ + count);
    }
    columns_ = std::min(columns_ + count, kMostColumns);
  }

  /// Reads a row and what it stands for: as many rows as it says, all alike.
  Status take_rows(const pugi::xml_node& node) {
    const auto count = repeated(node, "table:number-rows-repeated", kMostRows);
    bool has_any = true;
    for (std::uint32_t i = 1; has_any && i <= count && row_ + i <= kMostRows; ++i) {
      if (auto fine = take_cells(node, row_ + i, has_any); !fine) {
        return fine;
      }
    }
    row_ = std::min(row_ + count, kMostRows);
    return {};
  }

  /// `has_any` tells whether there was anything in them.
  Status take_cells(const pugi::xml_node& node, std::uint32_t row, bool& has_any) {
    has_any = false;
    const bool hidden = is_hidden(node);
    std::uint32_t column = 0;
    for (const auto& each : node.children()) {
      const auto name = local(each.name());
      if ((name != "table-cell" && name != "covered-table-cell") || column >= kMostColumns) {
        continue;
      }
      const auto count = repeated(each, "table:number-columns-repeated", kMostColumns - column);
      auto cell = cell_of(each);
      if (row == row_ + 1) {
        note_span(each, column);
      }
      for (std::uint32_t i = 1; !cell.text.empty() && i <= count; ++i) {
        cell.column = column + i;
        note_hidden(cell.column);
        has_any = true;
        if (auto fine = file_.put(sheet_, row, hidden, cell); !fine) {
          return fine;
        }
      }
      column += count;
    }
    return {};
  }

  void note_span(const pugi::xml_node& cell, std::uint32_t column) {
    const auto columns = repeated(cell, "table:number-columns-spanned", kMostColumns);
    const auto rows = repeated(cell, "table:number-rows-spanned", kMostRows);
    if (columns > 1 || rows > 1) {
      sheet_.merged.push_back({row_ + 1, column + 1, row_ + rows, column + columns});
    }
  }

  void note_hidden(std::uint32_t column) {
    for (const auto& [first, last] : hidden_) {
      if (first <= column && column <= last) {
        hidden_used_.insert(column);
      }
    }
  }

  TableFile& file_;
  Sheet& sheet_;
  std::uint32_t row_ = 0;
  std::uint32_t columns_ = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hidden_;
  std::set<std::uint32_t> hidden_used_;
};

/// The names of the styles of tables that are not shown.
std::set<std::string, std::less<>> hidden_styles(const pugi::xml_node& root) {
  std::set<std::string, std::less<>> names;
  for (const auto& style : child(root, "automatic-styles").children()) {
    const auto display = child(style, "table-properties").attribute("table:display");
    if (std::string_view(display.value()) == "false") {
      names.emplace(style.attribute("style:name").value());
    }
  }
  return names;
}

}  // namespace

Result<Workbook> read_ods(Members& members, TableFile& file) {
  auto* part = member(members, "content.xml");
  if (part == nullptr) {
    return file.damaged("content.xml", "missing");
  }
  pugi::xml_document document;
  if (auto fine = parse(*part, document, file); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto root = document.document_element();
  const auto hidden = hidden_styles(root);
  Workbook book;
  book.format = TableFormat::ods;
  for (const auto& table : child(child(root, "body"), "spreadsheet").children()) {
    if (local(table.name()) != "table") {
      continue;
    }
    book.sheets.push_back({clean_text(table.attribute("table:name").value()),
                           hidden.contains(table.attribute("table:style-name").value()),
                           {},
                           {},
                           {}});
    TableReader reader(file, book.sheets.back());
    if (auto fine = reader.read(table); !fine) {
      return fail(std::move(fine.error()));
    }
  }
  return book;
}

}  // namespace dmp::documents
