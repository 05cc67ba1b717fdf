#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>

#include "dmp/base/date.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/table_xml.hpp"

// Office Open XML (ECMA-376, part 1, chapter 18), as far as it is about what stands in cells.
namespace dmp::documents {
namespace {

/// What the number format of a cell makes of a number.
struct NumberFormat {
  bool is_date = false;
  std::size_t width = 1;  ///< Digits that are shown at least.
};

struct SheetPart {
  std::string name;
  std::string member;
  bool hidden = false;
};

/// What all sheets of a file share.
struct Shared {
  std::vector<std::string> strings;
  std::vector<NumberFormat> formats;  ///< By a cell's style.
  bool from_1904 = false;
};

/// The first section of a format code without what stands there to be shown as it is: quoted texts,
/// escaped characters, colours and conditions.
std::string code_of(std::string_view format) {
  std::string code;
  for (std::size_t i = 0; i < format.size() && format[i] != ';'; ++i) {
    const char c = format[i];
    if (c == '"') {
      i = std::min(format.find('"', i + 1), format.size());
    } else if (c == '[') {
      i = std::min(format.find(']', i + 1), format.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else {
      code += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
  }
  return code;
}

NumberFormat format_of(std::string_view format) {
  const auto code = code_of(format);
  const auto has = [&code](std::string_view any) {
    return code.find_first_of(any) != std::string::npos;
  };
  NumberFormat result;
  if (code != "general" && !has("0#?e")) {
    result.is_date = has("yd") || (has("m") && !has("hs"));
  } else if (code.find_first_not_of("0#?, ") == std::string::npos && has("0")) {
    const auto shown = code.substr(code.find('0'));
    result.width = static_cast<std::size_t>(
        std::ranges::count_if(shown, [](char c) { return c == '0' || c == '#' || c == '?'; }));
  }
  return result;
}

/// The formats that every spreadsheet knows by their number (18.8.30).
NumberFormat known_format(std::uint32_t id) { return {(id >= 14 && id <= 17) || id == 22, 1}; }

/// A text with its escapes read; half of a pair of surrogates stays as it is.
std::string unescaped(std::string_view text) {
  constexpr std::size_t kLength = 7;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto code = escape_at(text, at);
    if (code && (*code < 0xD800 || *code > 0xDFFF)) {
      append_utf8(out, *code);
      at += kLength;
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::string text_of(const pugi::xml_node& item) {
  // A text, or runs of it; phonetic runs (rPh) repeat it in another script.
  std::string text;
  for (const auto& part : item.children()) {
    const auto name = local(part.name());
    if (name == "t") {
      text += part.text().get();
    } else if (name == "r") {
      text += child(part, "t").text().get();
    }
  }
  return unescaped(text);
}

/// Reads a part of the workbook, if it has it, into a document; without it the document is empty.
Status read_part(Members& members, const std::string& name, pugi::xml_document& document,
                 const TableFile& file) {
  auto* part = member(members, name);
  return part == nullptr ? Status() : parse(*part, document, file);
}

Status read_strings(Members& members, const std::string& name, Shared& shared,
                    const TableFile& file) {
  pugi::xml_document document;
  if (auto fine = read_part(members, name, document, file); !fine) {
    return fine;
  }
  for (const auto& item : document.document_element().children()) {
    if (local(item.name()) == "si") {
      shared.strings.push_back(text_of(item));
    }
  }
  return {};
}

Status read_styles(Members& members, const std::string& name, Shared& shared,
                   const TableFile& file) {
  pugi::xml_document document;
  if (auto fine = read_part(members, name, document, file); !fine) {
    return fine;
  }
  const auto root = document.document_element();
  std::map<std::uint32_t, NumberFormat> own;
  for (const auto& each : child(root, "numFmts").children()) {
    own[each.attribute("numFmtId").as_uint()] = format_of(each.attribute("formatCode").value());
  }
  for (const auto& style : child(root, "cellXfs").children()) {
    if (local(style.name()) == "xf") {
      const auto id = style.attribute("numFmtId").as_uint();
      const auto found = own.find(id);
      shared.formats.push_back(found == own.end() ? known_format(id) : found->second);
    }
  }
  return {};
}

/// The day of a serial number. Excel counts 29 February 1900, which there was not.
std::optional<Date> day_of(double serial, bool from_1904) {
  constexpr double kLast = 2'958'465;  // 31 December 9999.
  if (!(serial >= 1) || serial > kLast) {
    return std::nullopt;
  }
  using std::chrono::sys_days;
  auto days = static_cast<int>(std::floor(serial));
  days += from_1904 ? 1462 : days < 60 ? 1 : 0;
  return Date(sys_days(std::chrono::year{1899} / 12 / 30) + std::chrono::days(days));
}

void set_number(Cell& cell, std::string_view value, const NumberFormat& format, bool from_1904) {
  cell.kind = CellKind::number;
  cell.text = number_text(value);
  double number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  if (const auto day = format.is_date ? day_of(number, from_1904) : std::nullopt) {
    cell.kind = CellKind::date;
    cell.text = format_date(*day);
  } else if (cell.text.size() < format.width &&
             cell.text.find_first_not_of("0123456789") == std::string::npos) {
    cell.text.insert(0, format.width - cell.text.size(), '0');
  }
}

/// Reads the value of a cell by its type (18.18.11).
Cell cell_of(const pugi::xml_node& node, std::uint32_t column, const Shared& shared) {
  Cell cell{column, {}, CellKind::text, !child(node, "f").empty()};
  const std::string_view type = node.attribute("t").value();
  const std::string_view value = child(node, "v").text().get();
  if (type == "s") {
    const auto index = count_of(value);
    cell.text = index < shared.strings.size() && !value.empty() ? shared.strings[index] : "";
  } else if (type == "inlineStr") {
    cell.text = text_of(child(node, "is"));
  } else if (type == "str") {
    cell.text = unescaped(value);
  } else if (type == "b") {
    cell.kind = CellKind::boolean;
    cell.text = value == "1" || value == "true" ? "true" : "false";
  } else if (type == "e") {
    cell.kind = CellKind::error;
    cell.text = value;
  } else if (type == "d") {
    cell.kind = CellKind::date;
    cell.text = value.substr(0, 10);
  } else if (!value.empty()) {
    const auto style = node.attribute("s").as_uint();
    set_number(cell, value, style < shared.formats.size() ? shared.formats[style] : NumberFormat(),
               shared.from_1904);
  } else if (cell.computed) {
    // The program that wrote the file computes nothing: no number was stored.
    cell.kind = CellKind::error;
    cell.text = "=" + std::string(child(node, "f").text().get());
  }
  return cell;
}

struct Place {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

/// Reads "AB12"; zeros for what is none.
Place place_of(std::string_view text) {
  Place place;
  std::size_t i = 0;
  for (; i < text.size() && i < 3 && text[i] >= 'A' && text[i] <= 'Z'; ++i) {
    place.column = place.column * 26 + static_cast<std::uint32_t>(text[i] - 'A' + 1);
  }
  place.row = count_of(text.substr(i));
  return place;
}

/// SheetReader reads one worksheet.
class SheetReader {
 public:
  SheetReader(const Shared& shared, TableFile& file, Sheet& sheet)
      : shared_(shared), file_(file), sheet_(sheet) {}

  Status read(const pugi::xml_node& root) {
    for (const auto& column : child(root, "cols").children()) {
      if (column.attribute("hidden").as_bool()) {
        hidden_.push_back({column.attribute("min").as_uint(), column.attribute("max").as_uint()});
      }
    }
    for (const auto& row : child(root, "sheetData").children()) {
      if (local(row.name()) != "row") {
        continue;
      }
      if (auto fine = read_row(row); !fine) {
        return fine;
      }
    }
    for (const auto& merged : child(root, "mergeCells").children()) {
      const std::string_view range = merged.attribute("ref").value();
      const auto colon = std::min(range.find(':'), range.size());
      const auto first = place_of(range.substr(0, colon));
      const auto last = place_of(range.substr(std::min(colon + 1, range.size())));
      if (first.row != 0 && last.row != 0) {
        sheet_.merged.push_back({first.row, first.column, last.row, last.column});
      }
    }
    sheet_.hidden_columns.assign(hidden_used_.begin(), hidden_used_.end());
    return {};
  }

 private:
  Status read_row(const pugi::xml_node& node) {
    const auto given = node.attribute("r").as_uint();
    if (given != 0 && given <= row_) {
      return file_.damaged(sheet_.name, "r=\"" + std::to_string(given) + "\"");
    }
    row_ = given == 0 ? row_ + 1 : given;
    const bool hidden = node.attribute("hidden").as_bool();
    std::uint32_t column = 0;
    for (const auto& each : node.children()) {
      if (local(each.name()) != "c") {
        continue;
      }
      const auto at = place_of(each.attribute("r").value()).column;
      if (at != 0 && at <= column) {
        return file_.damaged(sheet_.name, each.attribute("r").value());
      }
      column = at == 0 ? column + 1 : at;
      auto cell = cell_of(each, column, shared_);
      if (row_ > kMostRows || column > kMostColumns) {
        return file_.damaged(sheet_.name, each.attribute("r").value());
      }
      if (!cell.text.empty() && is_hidden(column)) {
        hidden_used_.insert(column);
      }
      if (auto fine = file_.put(sheet_, row_, hidden, std::move(cell)); !fine) {
        return fine;
      }
    }
    return {};
  }

  [[nodiscard]] bool is_hidden(std::uint32_t column) const {
    return std::ranges::any_of(hidden_, [column](const auto& range) {
      return range.first <= column && column <= range.second;
    });
  }

  const Shared& shared_;
  TableFile& file_;
  Sheet& sheet_;
  std::uint32_t row_ = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hidden_;
  std::set<std::uint32_t> hidden_used_;
};

/// The name of a member that a relation of a part in `folder` names.
std::string target_of(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) {
    return std::string(target.substr(1));
  }
  return std::string(folder) + std::string(target);
}

/// Relations of a part: by their id, and by the last word of their type.
struct Relations {
  std::map<std::string, std::string, std::less<>> by_id;
  std::map<std::string, std::string, std::less<>> by_type;
};

Result<Relations> read_relations(Members& members, std::string_view folder, std::string_view name,
                                 const TableFile& file) {
  Relations relations;
  auto* part = member(members, name);
  if (part == nullptr) {
    return file.damaged(name, "missing");
  }
  pugi::xml_document document;
  if (auto fine = parse(*part, document, file); !fine) {
    return fail(std::move(fine.error()));
  }
  for (const auto& each : document.document_element().children()) {
    const auto target = target_of(folder, each.attribute("Target").value());
    const std::string_view type = each.attribute("Type").value();
    relations.by_id[each.attribute("Id").value()] = target;
    relations.by_type.emplace(type.substr(type.rfind('/') + 1), target);
  }
  return relations;
}

/// The attribute r:id, whatever its prefix.
std::string_view relation_of(const pugi::xml_node& sheet) {
  for (const auto& attribute : sheet.attributes()) {
    if (std::string_view(attribute.name()).find(':') != std::string_view::npos &&
        local(attribute.name()) == "id") {
      return attribute.value();
    }
  }
  return {};
}

std::vector<SheetPart> parts_of(const pugi::xml_node& workbook, const Relations& relations) {
  std::vector<SheetPart> parts;
  for (const auto& each : child(workbook, "sheets").children()) {
    const auto found = relations.by_id.find(relation_of(each));
    if (found != relations.by_id.end()) {
      const std::string_view state = each.attribute("state").value();
      parts.push_back({each.attribute("name").value(), found->second,
                       state == "hidden" || state == "veryHidden"});
    }
  }
  return parts;
}

}  // namespace

std::optional<char32_t> escape_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLength = 7;
  const auto escape = text.substr(std::min(at, text.size()), kLength);
  if (escape.size() < kLength || !escape.starts_with("_x") || escape.back() != '_') {
    return std::nullopt;
  }
  std::uint32_t code = 0;
  const auto* const end = escape.data() + kLength - 1;
  const auto read = std::from_chars(escape.data() + 2, end, code, 16);
  return read.ec == std::errc() && read.ptr == end ? std::optional<char32_t>(code) : std::nullopt;
}

Result<Workbook> read_xlsx(Members& members, TableFile& file) {
  const auto package = read_relations(members, "", "_rels/.rels", file);
  if (!package) {
    return fail(package.error());
  }
  const auto main = package->by_type.find("officeDocument");
  auto* part = main == package->by_type.end() ? nullptr : member(members, main->second);
  if (part == nullptr) {
    return file.damaged("_rels/.rels", "officeDocument");
  }
  const auto slash = part->name.rfind('/') + 1;
  const auto folder = part->name.substr(0, slash);
  const auto relations =
      read_relations(members, folder, folder + "_rels/" + part->name.substr(slash) + ".rels", file);
  if (!relations) {
    return fail(relations.error());
  }
  pugi::xml_document document;
  if (auto fine = parse(*part, document, file); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto root = document.document_element();
  Shared shared;
  shared.from_1904 = child(root, "workbookPr").attribute("date1904").as_bool();
  const auto named = [&](const char* type) {
    const auto found = relations->by_type.find(type);
    return found == relations->by_type.end() ? std::string() : found->second;
  };
  if (auto fine = read_strings(members, named("sharedStrings"), shared, file); !fine) {
    return fail(std::move(fine.error()));
  }
  if (auto fine = read_styles(members, named("styles"), shared, file); !fine) {
    return fail(std::move(fine.error()));
  }
  Workbook book;
  book.format = TableFormat::xlsx;
  for (const auto& [name, member_name, hidden] : parts_of(root, *relations)) {
    auto* sheet_part = member(members, member_name);
    pugi::xml_document content;
    if (sheet_part == nullptr) {
      return file.damaged(member_name, "missing");
    }
    if (auto fine = parse(*sheet_part, content, file); !fine) {
      return fail(std::move(fine.error()));
    }
    if (local(content.document_element().name()) != "worksheet") {
      continue;  // A chart.
    }
    book.sheets.push_back({clean_text(name), hidden, {}, {}, {}});
    SheetReader reader(shared, file, book.sheets.back());
    if (auto fine = reader.read(content.document_element()); !fine) {
      return fail(std::move(fine.error()));
    }
  }
  return book;
}

}  // namespace dmp::documents
