#include "dmp/documents/sheet.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "dmp/base/plain_text.hpp"
#include "dmp/documents/detail/table.hpp"

namespace dmp::documents {
namespace {

using namespace std::string_view_literals;

/// How a file begins that people take for a table.
struct Beginning {
  std::string_view bytes;
  std::string_view format;
};
constexpr Beginning kOthers[] = {
    {"%PDF-"sv, "table.format.pdf"},          {"\x89PNG"sv, "table.format.image"},
    {"\xFF\xD8\xFF"sv, "table.format.image"}, {"GIF8"sv, "table.format.image"},
    {"\x1F\x8B"sv, "table.format.packed"},    {"7z\xBC\xAF"sv, "table.format.packed"},
    {"{\\rtf"sv, "table.format.rtf"},
};

/// Excel's files of old, and those that have a password, are OLE documents; the parts of such a
/// document have their names in UTF-16.
constexpr auto kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr auto kEncrypted = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;

std::string_view trimmed(std::string_view text) {
  constexpr auto kBlank = " \t\r\n"sv;
  const auto first = text.find_first_not_of(kBlank);
  const auto last = text.find_last_not_of(kBlank);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, last - first + 1);
}

bool has_member_with(const Members& members, std::string_view begin, std::string_view end) {
  return std::ranges::any_of(members, [&](const auto& each) {
    return each.name.starts_with(begin) && each.name.ends_with(end);
  });
}

bool has_macros(const Members& members) {
  return has_member_with(members, "xl/", "vbaProject.bin") ||
         has_member_with(members, "Scripts/", "") ||
         std::ranges::any_of(members, [](const auto& each) {
           return each.name.starts_with("Basic/") && each.name.ends_with(".xml") &&
                  !each.name.ends_with("script-lc.xml") && !each.name.ends_with("script-lb.xml");
         });
}

Result<Workbook> read_packed(ByteView content, std::string_view name, TableFile& file) {
  auto members = files::read_archive(content, name);
  if (!members) {
    const auto& error = members.error();
    return error.reason == Reason::encrypted   ? file.wrong("SHEET-PASSWORD")
           : error.reason == Reason::too_large ? file.wrong("SHEET-TOO-LARGE")
                                               : file.wrong("SHEET-DAMAGED", {}, error.causes);
  }
  const auto* manifest = member(*members, "META-INF/manifest.xml");
  if (manifest != nullptr &&
      as_text(manifest->content).find("encryption-data") != std::string_view::npos) {
    return file.wrong("SHEET-PASSWORD");
  }
  if (has_macros(*members)) {
    return file.wrong("SHEET-MACROS");
  }
  const auto* kind = member(*members, "mimetype");
  const auto type = kind == nullptr ? ""sv : trimmed(as_text(kind->content));
  if (type.starts_with("application/vnd.oasis.opendocument.spreadsheet")) {
    return read_ods(*members, file);
  }
  if (member(*members, "xl/workbook.bin") != nullptr) {
    return file.wrong("SHEET-OTHER-FORMAT", {arg_text("format", "table.format.xlsb")});
  }
  const bool is_other = member(*members, "[Content_Types].xml") == nullptr ||
                        has_member_with(*members, "word/", "") ||
                        has_member_with(*members, "ppt/", "");
  return is_other ? file.wrong("SHEET-OTHER-FORMAT", {arg_text("format", "table.format.zip")})
                  : read_xlsx(*members, file);
}

}  // namespace

const Cell* Row::cell(std::uint32_t column) const {
  const auto found = std::ranges::lower_bound(cells, column, {}, &Cell::column);
  return found == cells.end() || found->column != column ? nullptr : &*found;
}

std::string column_name(std::uint32_t column) {
  std::string name;
  for (; column > 0; column = (column - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return name;
}

tl::unexpected<Error> TableFile::wrong(std::string_view id, Args args,
                                       std::vector<std::string> causes) const {
  args.push_back(arg("file", file_));
  args.push_back(arg("rows", limits_.rows));
  args.push_back(arg("cells", limits_.cells));
  args.push_back(arg("size", limits_.text >> 20U));
  return fail(ErrorKind::input, id, std::move(args), std::move(causes));
}

tl::unexpected<Error> TableFile::damaged(std::string_view part, std::string_view why) const {
  return wrong("SHEET-DAMAGED", {}, {std::string(part) + ": " + std::string(why)});
}

std::string clean_text(std::string_view text) {
  auto clean = to_utf8(text);
  std::ranges::replace_if(
      clean, [](char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == 0x7F; },
      ' ');
  return std::string(trimmed(clean));
}

Status TableFile::put(Sheet& sheet, std::uint32_t row, bool hidden, Cell cell) {
  cell.text = clean_text(cell.text);
  if (cell.text.empty()) {
    return {};
  }
  if (sheet.rows.empty() || sheet.rows.back().number != row) {
    sheet.rows.push_back({row, hidden, {}});
    ++rows_;
  }
  ++cells_;
  text_ += cell.text.size();
  if (rows_ > limits_.rows || cells_ > limits_.cells || text_ > limits_.text) {
    return wrong("SHEET-TOO-LARGE");
  }
  sheet.rows.back().cells.push_back(std::move(cell));
  return {};
}

files::ArchiveMember* member(Members& members, std::string_view name) {
  const auto found = std::ranges::find(members, name, &files::ArchiveMember::name);
  return found == members.end() ? nullptr : &*found;
}

std::string number_text(std::string_view text) {
  double value = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  constexpr double kExact = 1e15;
  if (read.ec != std::errc() || read.ptr != end || std::abs(value) >= kExact ||
      std::trunc(value) != value) {
    return std::string(text);
  }
  return std::to_string(static_cast<long long>(value));
}

Result<Workbook> read_workbook(ByteView content, std::string_view file, const TableLimits& limits) {
  TableFile shared(file, limits);
  const auto text = as_text(content);
  if (text.find_first_not_of(" \t\r\n\0"sv) == std::string_view::npos) {
    return shared.wrong("SHEET-EMPTY");
  }
  if (files::is_archive(content)) {
    return read_packed(content, file, shared);
  }
  if (text.starts_with(kOle)) {
    const bool encrypted = text.find(kEncrypted) != std::string_view::npos;
    return shared.wrong(encrypted ? "SHEET-PASSWORD" : "SHEET-OLD-FORMAT");
  }
  for (const auto& [bytes, format] : kOthers) {
    if (text.starts_with(bytes)) {
      return shared.wrong("SHEET-OTHER-FORMAT", {arg_text("format", format)});
    }
  }
  return read_csv(content, shared);
}

}  // namespace dmp::documents
