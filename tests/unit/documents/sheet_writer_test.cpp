#include "dmp/documents/sheet_writer.hpp"

#include "dmp/documents/sheet.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::documents;

namespace {

std::vector<std::vector<std::string>> read_back(const Bytes& content) {
  const auto book = read_workbook(content, "table.xlsx");
  REQUIRE(book);
  REQUIRE(book->format == TableFormat::xlsx);
  REQUIRE(book->sheets.size() == 1);
  CHECK(book->sheets.front().name == "Sites");
  std::vector<std::vector<std::string>> lines;
  for (const auto& row : book->sheets.front().rows) {
    auto& line = lines.emplace_back();
    for (const auto& cell : row.cells) {
      CHECK(cell.kind == CellKind::text);
      CHECK_FALSE(cell.computed);
      line.push_back(cell.text);
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("every cell of a workbook is the text that was given") {
  const std::vector<std::vector<std::string>> lines = {{"Site", "FINESS"},
                                                       {"=1+1", "010780054"},
                                                       {"'quoted", "9,70E+08"},
                                                       {"É漢字 <&>\"", "two\nlines\tand a tab"},
                                                       {"_x0041_x0042_ _x00", "2A0000014"},
                                                       {"http://example.org", "1.50"},
                                                       {std::string(32'767, 'x'), "-"}};
  const auto content = write_xlsx({"Sites", lines});
  REQUIRE(content);
  CHECK(read_back(*content) == lines);
}

TEST_CASE("the same table gives the same bytes, and no cell where there is no text") {
  const TextTable table{"Sites", {{"a", "b", "c"}, {"", "x", ""}, {"1", "", "3"}}};
  const auto content = write_xlsx(table);
  REQUIRE(content);
  CHECK(content == write_xlsx(table));
  CHECK(read_back(*content) ==
        std::vector<std::vector<std::string>>{{"a", "b", "c"}, {"x"}, {"1", "3"}});
  const auto empty = write_xlsx({"Sites", {{}}});
  REQUIRE(empty);
  CHECK(read_back(*empty).empty());
}

TEST_CASE("what no sheet holds is refused with its place") {
  const auto wide = write_xlsx({"Sites", {{"a"}, {"", std::string(32'768, 'x')}}});
  REQUIRE_FALSE(wide);
  CHECK(wide.error().id == "SHEET-CELL-LONG");
  CHECK(wide.error().args.front() == arg("cell", "B2"));
  const auto tall = write_xlsx({"Sites", std::vector<std::vector<std::string>>(1'048'577)});
  REQUIRE_FALSE(tall);
  CHECK(tall.error().id == "SHEET-MANY-LINES");
}
