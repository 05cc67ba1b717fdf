#include "dmp/documents/detail/table.hpp"

#include <algorithm>

#include "dmp/base/bytes.hpp"
#include "dmp/base/utf8.hpp"

namespace {

using namespace dmp;
using namespace dmp::documents;

/// Rows and cells come in their order, each with a text that can be shown.
bool is_sound(const Sheet& sheet) {
  std::uint32_t row = 0;
  for (const auto& each : sheet.rows) {
    std::uint32_t column = 0;
    for (const auto& cell : each.cells) {
      if (cell.column <= column || cell.text.empty() || cell.text.front() == ' ' ||
          find_invalid_utf8(cell.text)) {
        return false;
      }
      column = cell.column;
    }
    if (each.number <= row || each.cells.empty()) {
      return false;
    }
    row = each.number;
  }
  return !find_invalid_utf8(sheet.name);
}

void check(const Result<Workbook>& book) {
  if (book && !std::ranges::all_of(book->sheets, is_sound)) {
    __builtin_trap();
  }
}

files::ArchiveMember part(std::string name, std::string_view content) {
  const auto bytes = as_bytes(content);
  return {std::move(name), {bytes.begin(), bytes.end()}};
}

/// What stands between zeros, one after the other: changed bytes of an archive would only fail its
/// checksums.
std::string_view next(std::string_view& text) {
  const auto one = text.substr(0, text.find('\0'));
  text.remove_prefix(std::min(one.size() + 1, text.size()));
  return one;
}

constexpr std::string_view kPackage =
    R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view kRelations =
    R"(<Relationships><Relationship Id="a" Type="x/worksheet" Target="sheet1.xml"/>)"
    R"(<Relationship Id="b" Type="x/sharedStrings" Target="strings.xml"/>)"
    R"(<Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>)";

}  // namespace

/// Whatever the bytes, as a file or as the parts of a workbook (after "X" and "O"): no crash, and
/// sheets in which all is in order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr TableLimits kLimits{2'000, 10'000, std::size_t{1} << 20U};
  TableFile file("fuzz", kLimits);
  auto text = as_text({data, size});
  if (text.starts_with('X')) {
    text.remove_prefix(1);
    Members members{part("_rels/.rels", kPackage), part("xl/_rels/workbook.xml.rels", kRelations)};
    for (const auto* name :
         {"xl/workbook.xml", "xl/sheet1.xml", "xl/strings.xml", "xl/styles.xml"}) {
      members.push_back(part(name, next(text)));
    }
    check(read_xlsx(members, file));
  } else if (text.starts_with('O')) {
    Members members{part("content.xml", text.substr(1))};
    check(read_ods(members, file));
  } else {
    check(read_workbook({data, size}, "fuzz", kLimits));
  }
  return 0;
}
