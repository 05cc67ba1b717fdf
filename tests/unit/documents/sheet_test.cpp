// Tables of other programs: openpyxl and odfpy write them, as does Python's own csv.

#include "dmp/documents/sheet.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/rehearsal.hpp"

using namespace dmp;
using namespace dmp::documents;
using dmp::test::Rehearsal;
using dmp::test::slurp;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

namespace {

/// What a Python program writes to the file `out`.
std::string written(const std::string& program) {
  const TemporaryFolder base;
  const auto script = base / "write.py";
  const auto path = base / "out";
  spill(script, "import sys\nout = sys.argv[1]\n" + program);
  Rehearsal::sh("/usr/bin/python3 " + Rehearsal::quoted(script) + " " + Rehearsal::quoted(path));
  return slurp(path);
}

std::string xlsx(const std::string& body) {
  return written(
      "import datetime, openpyxl\nbook = openpyxl.Workbook()\nsheet = book.active\n"
      "sheet.title = 'Sites'\n" +
      body + "\nbook.save(out)\n");
}

std::string ods(const std::string& body) {
  return written(
      "from odf.opendocument import OpenDocumentSpreadsheet\n"
      "from odf.table import *\nfrom odf.text import P, S\nfrom odf.style import *\n"
      "book = OpenDocumentSpreadsheet()\nsheet = Table(name='Sites')\n"
      "def cell(text='', **kw):\n"
      "  c = TableCell(**kw)\n"
      "  for line in text.split('\\n') if text else []: c.addElement(P(text=line))\n"
      "  return c\n"
      "def row(*cells, **kw):\n"
      "  r = TableRow(**kw)\n"
      "  for c in cells: r.addElement(c)\n"
      "  sheet.addElement(r)\n" +
      body + "\nbook.spreadsheet.addElement(sheet)\nbook.write(out)\n");
}

/// A sheet as text: "row: column=text …", with a mark for what a cell is other than a text.
std::string shown(const Sheet& sheet) {
  std::string out;
  for (const auto& row : sheet.rows) {
    out += std::to_string(row.number) + (row.hidden ? " hidden:" : ":");
    for (const auto& cell : row.cells) {
      constexpr std::string_view kMarks[] = {"", "n", "d", "b", "e"};
      out += ' ' + column_name(cell.column);
      out += kMarks[static_cast<std::size_t>(cell.kind)];
      out += (cell.computed ? "f=" : "=") + cell.text;
    }
    out += '\n';
  }
  return out;
}

Result<Workbook> read(const std::string& content, const TableLimits& limits = {}) {
  return read_workbook(as_bytes(content), "sites", limits);
}

std::string id_of(const std::string& content, const TableLimits& limits = {}) {
  const auto book = read(content, limits);
  return book ? "" : book.error().id;
}

/// The only sheet of a text in CSV, with what was taken for its separator and encoding.
std::string csv(const std::string& content) {
  const auto book = read(content);
  REQUIRE(book);
  REQUIRE(book->sheets.size() == 1);
  return std::string(1, book->separator) + " " + book->encoding + "\n" +
         shown(book->sheets.front());
}

}  // namespace

TEST_CASE("columns have the letters that spreadsheets give them") {
  CHECK(column_name(1) == "A");
  CHECK(column_name(26) == "Z");
  CHECK(column_name(27) == "AA");
  CHECK(column_name(702) == "ZZ");
  CHECK(column_name(703) == "AAA");
  CHECK(column_name(16384) == "XFD");
}

TEST_CASE("CSV is read with the separator that it has") {
  CHECK(csv("a;b\n1;2\n") == "; UTF-8\n1: A=a B=b\n2: A=1 B=2\n");
  CHECK(csv("a,b\r\n\"1,5\",2;3\r\n") == ", UTF-8\n1: A=a B=b\n2: A=1,5 B=2;3\n");
  CHECK(csv("a\tb\n1,2\t2,5\n") == "\t UTF-8\n1: A=a B=b\n2: A=1,2 B=2,5\n");
  CHECK(csv("sep=,\na;x,b\n") == ", UTF-8\n1: A=a;x B=b\n");
  CHECK(csv("name\nCH, Cayenne\nEHPAD\n") == "; UTF-8\n1: A=name\n2: A=CH, Cayenne\n3: A=EHPAD\n");
  CHECK(csv("a;b;c\n1;\"x, y\nz, y\nw, y\";3\n") ==
        "; UTF-8\n1: A=a B=b C=c\n2: A=1 B=x, y\nz, y\nw, y C=3\n");
  CHECK(csv("a;b\n\n;;\n \"x\" ; y\n") == "; UTF-8\n1: A=a B=b\n4: A=\"x\" B=y\n");
  CHECK(csv("a;b\n\"two\nlines\";\"say \"\"no\"\"\"\n3;4") ==
        "; UTF-8\n1: A=a B=b\n2: A=two\nlines B=say \"no\"\n3: A=3 B=4\n");
}

TEST_CASE("CSV is read in the encodings that spreadsheets write") {
  CHECK(csv("\xEF\xBB\xBFn\xC3\xB4m;b\n") == "; UTF-8\n1: A=n\xC3\xB4m B=b\n");
  CHECK(csv("n\xF4m;b\n\x8Cuvre;1\x80\n") ==
        "; Windows-1252\n1: A=n\xC3\xB4m B=b\n2: A=\xC5\x92uvre B=1\xE2\x82\xAC\n");
  for (const std::string encoding : {"utf-16", "utf-16-le", "utf-16-be"}) {
    CHECK(csv(written("open(out, 'wb').write('n\xC3\xB4m;ville\\nCH;Cayenne\\n'.encode('" +
                      encoding + "'))")) ==
          "; UTF-16\n1: A=n\xC3\xB4m B=ville\n2: A=CH B=Cayenne\n");
  }
}

TEST_CASE("a sheet of Excel gives what its cells show and what they are") {
  const auto book =
      read(xlsx("sheet.append(['N\xC2\xB0 FINESS', 'Nom', None, 'Date', 'Tel'])\n"
                "sheet.append([970300026, 'CH ', None, datetime.date(2024, 3, 31), 594395050])\n"
                "sheet['A2'].number_format = '000000000'\n"
                "sheet['E2'].number_format = '0#\" \"##\" \"##\" \"##\" \"##'\n"
                "sheet['A4'] = 10000024\nsheet['A4'].number_format = '000000000'\n"
                "sheet['B4'] = '=1+1'\nsheet['C4'] = True\nsheet['D4'] = 45382\n"
                "sheet['E4'] = 26973302200019\nsheet['F4'] = 0.5\nsheet['G4'] = '#N/A'\n"
                "sheet['H4'] = datetime.datetime(2024, 2, 29, 23, 59)\n"));
  REQUIRE(book);
  CHECK(book->format == TableFormat::xlsx);
  REQUIRE(book->sheets.size() == 1);
  CHECK(book->sheets[0].name == "Sites");
  // openpyxl computes nothing: the formula has no value, and stands there itself.
  CHECK(
      shown(book->sheets[0]) ==
      "1: A=N\xC2\xB0 FINESS B=Nom D=Date E=Tel\n"
      "2: An=970300026 B=CH Dd=2024-03-31 En=0594395050\n"
      "4: An=010000024 Bef==1+1 Cb=true Dn=45382 En=26973302200019 Fn=0.5 Ge=#N/A Hd=2024-02-29\n");
}

TEST_CASE("what Excel hides and merges is told") {
  const auto book = read(
      xlsx("for row in range(1, 4): sheet.append([row, row * 10, row * 100])\n"
           "sheet.row_dimensions[2].hidden = True\nsheet.column_dimensions['B'].hidden = True\n"
           "sheet.merge_cells('A5:C6')\nsheet['A5'] = 'both'\n"
           "other = book.create_sheet('Notes')\nother['A1'] = 'x'\n"
           "other.sheet_state = 'hidden'\nbook.create_sheet('Vide')\n"));
  REQUIRE(book);
  REQUIRE(book->sheets.size() == 3);
  CHECK(shown(book->sheets[0]) ==
        "1: An=1 Bn=10 Cn=100\n2 hidden: An=2 Bn=20 Cn=200\n3: An=3 Bn=30 Cn=300\n5: A=both\n");
  CHECK(book->sheets[0].hidden_columns == std::vector<std::uint32_t>{2});
  CHECK(book->sheets[0].merged == std::vector<Area>{{5, 1, 6, 3}});
  CHECK_FALSE(book->sheets[0].hidden);
  CHECK(book->sheets[1].hidden);
  CHECK(book->sheets[2].rows.empty());
}

TEST_CASE("days count from 1904 where the file says so, and from 1900 with its 29 February") {
  const auto book = read(
      xlsx("from openpyxl.utils.datetime import CALENDAR_MAC_1904\nbook.epoch = CALENDAR_MAC_1904\n"
           "sheet['A1'] = datetime.date(2024, 3, 31)\n"));
  REQUIRE(book);
  CHECK(shown(book->sheets[0]) == "1: Ad=2024-03-31\n");
  const auto old =
      read(xlsx("for i, n in enumerate((1, 59, 61, 2958465)):\n"
                "  sheet.cell(1, i + 1, n).number_format = 'dd/mm/yyyy'\n"));
  REQUIRE(old);
  CHECK(shown(old->sheets[0]) == "1: Ad=1900-01-01 Bd=1900-02-28 Cd=1900-03-01 Dd=9999-12-31\n");
}

TEST_CASE("a sheet of LibreOffice gives the same") {
  const auto book = read(
      ods("row(cell('N\xC2\xB0 FINESS', valuetype='string'), cell('Nom', valuetype='string'))\n"
          "row(cell('9,70E+08', valuetype='float', value='970300026'),\n"
          "    cell('CH', valuetype='string'), cell(numbercolumnsrepeated=2),\n"
          "    cell('31/03/2024', valuetype='date', datevalue='2024-03-31'))\n"
          "row(cell(numbercolumnsrepeated=16384), numberrowsrepeated=3)\n"
          "row(cell('010000024', valuetype='float', value='10000024'),\n"
          "    cell('two\\nlines', valuetype='string'),\n"
          "    cell('2', valuetype='float', value='2', formula='of:=1+1'),\n"
          "    cell('VRAI', valuetype='boolean', booleanvalue='true'))\n"
          "row(cell('x', valuetype='string', numbercolumnsrepeated=2), numberrowsrepeated=2)\n"
          "row(cell(numbercolumnsrepeated=16384), numberrowsrepeated=1048566)\n"));
  REQUIRE(book);
  CHECK(book->format == TableFormat::ods);
  REQUIRE(book->sheets.size() == 1);
  CHECK(book->sheets[0].name == "Sites");
  CHECK(shown(book->sheets[0]) ==
        "1: A=N\xC2\xB0 FINESS B=Nom\n"
        "2: An=970300026 B=CH Ed=2024-03-31\n"
        "6: An=010000024 B=two\nlines Cnf=2 Db=true\n"
        "7: A=x B=x\n8: A=x B=x\n");
}

TEST_CASE("what LibreOffice hides and merges is told, and notes at cells are no content") {
  const auto book = read(
      ods("from odf.office import Annotation\n"
          "style = Style(name='ta1', family='table')\n"
          "style.addElement(TableProperties(display='false'))\n"
          "book.automaticstyles.addElement(style)\nsheet.setAttribute('stylename', style)\n"
          "sheet.addElement(TableColumn())\n"
          "sheet.addElement(TableColumn(visibility='collapse', numbercolumnsrepeated=2))\n"
          "noted = cell('x', valuetype='string')\nnote = Annotation()\n"
          "note.addElement(P(text='a note'))\nnoted.addElement(note)\n"
          "row(noted, cell(), cell('z', valuetype='string'), visibility='filter')\n"
          "row(cell('wide', valuetype='string', numbercolumnsspanned=2, numberrowsspanned=1),\n"
          "    CoveredTableCell())\n"));
  REQUIRE(book);
  CHECK(shown(book->sheets[0]) == "1 hidden: A=x C=z\n2: A=wide\n");
  CHECK(book->sheets[0].hidden);
  CHECK(book->sheets[0].hidden_columns == std::vector<std::uint32_t>{3});
  CHECK(book->sheets[0].merged == std::vector<Area>{{2, 1, 2, 2}});
}

TEST_CASE("other files are refused, each by what it is") {
  CHECK(id_of("") == "SHEET-EMPTY");
  CHECK(id_of(" \r\n\n") == "SHEET-EMPTY");
  CHECK(id_of("%PDF-1.7\n") == "SHEET-OTHER-FORMAT");
  CHECK(id_of("<html><table>") == "SHEET-OTHER-FORMAT");
  CHECK(id_of("{\"version\": 2}") == "SHEET-OTHER-FORMAT");
  CHECK(id_of("-----BEGIN CERTIFICATE-----\n") == "SHEET-OTHER-FORMAT");
  CHECK(id_of(std::string("a;b\n\x01\x02;\x03\n")) == "SHEET-BINARY");
  CHECK(id_of("a;b\n\"open;2\n3;4\n") == "SHEET-QUOTE");
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  CHECK(id_of(ole + std::string(600, '\0')) == "SHEET-OLD-FORMAT");
  std::string encrypted = ole;
  for (const char c : std::string("EncryptedPackage")) {
    encrypted += c;
    encrypted += '\0';
  }
  CHECK(id_of(encrypted) == "SHEET-PASSWORD");
  const auto zip = [](const std::string& body) {
    return written("import zipfile\nwith zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:\n " +
                   body + "\n");
  };
  CHECK(id_of(zip("z.writestr('a.txt', 'x')")) == "SHEET-OTHER-FORMAT");
  CHECK(id_of(zip("[z.writestr(n, 'x') for n in ('[Content_Types].xml', 'word/document.xml')]")) ==
        "SHEET-OTHER-FORMAT");
  CHECK(id_of(zip("[z.writestr(n, 'x') for n in ('[Content_Types].xml', 'xl/workbook.bin')]")) ==
        "SHEET-OTHER-FORMAT");
  CHECK(id_of(zip("[z.writestr(n, 'x') for n in ('[Content_Types].xml', 'xl/vbaProject.bin')]")) ==
        "SHEET-MACROS");
  CHECK(id_of(zip("[z.writestr(n, '<x>') for n in ('[Content_Types].xml', '_rels/.rels')]")) ==
        "SHEET-DAMAGED");
  const std::string kind =
      "z.writestr('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'); ";
  CHECK(id_of(zip(kind + "z.writestr('META-INF/manifest.xml', '<manifest:encryption-data/>')")) ==
        "SHEET-PASSWORD");
  CHECK(id_of(zip(kind + "z.writestr('Basic/Standard/Module1.xml', 'x')")) == "SHEET-MACROS");
  CHECK(id_of(zip(kind)) == "SHEET-DAMAGED");
  CHECK(id_of(zip("z.writestr('[Content_Types].xml', b'0' * (70 << 20))")) == "SHEET-TOO-LARGE");
  const auto good = xlsx("sheet['A1'] = 'x'");
  CHECK(id_of(good).empty());
  CHECK(id_of(good.substr(0, good.size() / 2)) == "SHEET-DAMAGED");
}

TEST_CASE("tables are bounded, whatever they say of their size") {
  std::string many = "a;b\n";
  for (int i = 0; i < 1'000'000; ++i) {
    many += "1;2\n";
  }
  CHECK(id_of(many) == "SHEET-TOO-LARGE");
  CHECK(id_of("a;b\n1;2\n", {.rows = 1}) == "SHEET-TOO-LARGE");
  CHECK(id_of("a;b\n1;2\n", {.cells = 3}) == "SHEET-TOO-LARGE");
  CHECK(id_of("a;b\n1;2\n", {.text = 3}) == "SHEET-TOO-LARGE");
  CHECK(id_of(ods("row(cell('x' * 30000, valuetype='string', numbercolumnsrepeated=16384),"
                  " numberrowsrepeated=1048576)\n")) == "SHEET-TOO-LARGE");
  CHECK(id_of(xlsx("for i in range(3000): sheet.cell(i + 1, 1, 'x' * 30000)")) ==
        "SHEET-TOO-LARGE");
}

TEST_CASE("places that no sheet has, and cells out of order, are faults of the file") {
  const auto sheet = [](const std::string& rows) {
    return id_of(written(
        "import io, zipfile, openpyxl\nbuffer = io.BytesIO()\nopenpyxl.Workbook().save(buffer)\n"
        "old = zipfile.ZipFile(buffer)\nwith zipfile.ZipFile(out, 'w') as z:\n"
        "  for n in old.namelist():\n"
        "    z.writestr(n, '<worksheet><sheetData>" +
        rows + "</sheetData></worksheet>' if n.endswith('sheet1.xml') else old.read(n))\n"));
  };
  CHECK(sheet("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>").empty());
  CHECK(sheet("<row><c><v>1</v></c><c><v>2</v></c></row>").empty());
  CHECK(sheet("<row r=\"2\"/><row r=\"1\"/>") == "SHEET-DAMAGED");
  CHECK(sheet("<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>") == "SHEET-DAMAGED");
  CHECK(sheet("<row r=\"1048577\"><c><v>1</v></c></row>") == "SHEET-DAMAGED");
  CHECK(sheet("<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>") == "SHEET-DAMAGED");
  CHECK(sheet("<row r=\"1\"><c t=\"s\"><v>99</v></c></row>").empty());
}
