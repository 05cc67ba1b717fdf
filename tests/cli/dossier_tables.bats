load helper

# Tables into dossiers, and back: as spreadsheet programs and people write them.

# register [OPTIONS]: a register of some lines into register.csv, with the example's sites.
register() { "$REPOSITORY/tests/support/finess-generate.py" --lines 500 "$@" > register.csv; }

# workbook FORMAT: sites.xlsx or sites.ods, as openpyxl and odfpy write them, with what Excel does to numbers.
workbook() {
  /usr/bin/python3 - "$1" << 'END'
import datetime, sys
heads = ["Établissement", "N° FINESS ET", "N° FINESS EJ", "SIRET", "Contrat", "Date de signature", "Nom du représentant",
         "Prénom du représentant", "Tél. du représentant"]
rows = [["CENTRE HOSPITALIER DE CAYENNE", 970300026, 970302022, 26973302800022, "signé", datetime.date(2020, 2, 11), "NOËL",
         "François", 536491010],
        ["CH DE FLEYRIAT", 10000024, "010 780 054", "26010004500012", "signé", None, "DUPONT", "Anne", "04 74 45 46 47"]]
if sys.argv[1] == "xlsx":
    import openpyxl
    book = openpyxl.Workbook()
    book.active.title = "Sites"
    for row in [heads, *rows]:
        book.active.append(row)
    book.create_sheet("Notes")["A1"] = "rien"
    book.save("sites.xlsx")
else:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P
    book = OpenDocumentSpreadsheet()
    table = Table(name="Sites")
    for row in [heads, *rows]:
        line = TableRow()
        for value in row:
            if isinstance(value, int):
                cell = TableCell(valuetype="float", value=str(value))
            elif isinstance(value, datetime.date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            else:
                cell = TableCell(valuetype="string") if value else TableCell()
            if value:
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save("sites.ods")
END
}

# todos FILE: check finds nothing but errors that are TODOs.
todos() {
  run --separate-stderr dmpcert --as-of $DAY check "$1" --format json
  [ "$(json '" ".join(sorted({f["rule"] for f in d["findings"] if f["severity"] == "error"}))')" = DOSSIER-TODO ] ||
    { json '"\n".join(f["rule"] + " " + f["pointer"] for f in d["findings"] if f["severity"] == "error")'; return 1; }
}

@test "a dossier of a legal entity comes out of the register, and lacks nothing but its TODOs" {
  for form in "" --json; do
    register $form
    expect 0 dmpcert --as-of $DAY dossier new --finess register.csv --ej 970302022 -o new.json
    says "written: new.json"
    grep -q '"finess": "970300026"' new.json
    todos new.json
    expect 0 dmpcert --as-of $DAY dossier new --finess register.csv --ej 970302022 -o new.json
    says "unchanged: new.json"
    rm new.json
  done
}

@test "a starter needs no register, and each TODO of it is told with its line" {
  rm dossier.json
  expect 0 dmpcert dossier new
  todos dossier.json
  run --separate-stderr dmpcert --lang fr --as-of $DAY check dossier.json --details
  shows "valeurs à compléter"
  expect 0 dmpcert dossier new -o -
  [ "$output" = "$(cat dossier.json)" ]
}

# at_new STEP… -- ARGUMENT…: `dossier new` at a terminal of its own.
at_new() {
  local steps=()
  while [ "$1" != -- ]; do steps+=("$1"); shift; done
  "$REPOSITORY/tests/cli/at_terminal.py" "${steps[@]}" -- "$DMPCERT" --as-of $DAY dossier new "${@:2}"
}

@test "at a terminal, new asks for what is left, and again where an answer is wrong" {
  register
  expect 0 at_new 'Name of the group:=>GHT de Guyane' 'Kind of the group=>cabinet' 'Use one of: ght, private-group=>ght' \
    'often its DSI.=>' 'with a CPS or CPE card.=>MARTIN' 'Given names:=>Zoé' 'Telephone number:=>' 'E-mail address:=>zoe' \
    'is not an e-mail address=>zoe@ght.example' 'Card (CPS, CPE, CPA):=>' 'Card number=>' 'signs form 413.=>' -- \
    --finess register.csv --ej 970302022 -o new.json
  grep -q '"kind": "ght"' new.json && grep -q '"name": "GHT de Guyane"' new.json
  grep -q '"family_name": "MARTIN"' new.json && grep -q '"given_names": "Zoé"' new.json
  never grep -q '"contact"' new.json
  todos new.json
  # Nobody is asked where the answers could not be written, nor with -q.
  expect 2 at_new -- -o new.json
  expect 0 "$REPOSITORY/tests/cli/at_terminal.py" -- "$DMPCERT" -q dossier new -o quiet.json
}

@test "whoever breaks off the questions of new finds nothing written" {
  expect 130 at_new 'Family name:=>@C' -- -o new.json
  [ ! -e new.json ]
}

@test "new writes over nothing, and into no home directory without being told" {
  expect 2 dmpcert dossier new
  says "already"
  cmp dossier.json "$REPOSITORY/examples/dossiers/ght-guyane.json"
  mkdir home && cd home
  HOME=$PWD expect 2 dmpcert dossier new
  says "dossier.json would be written" || says "would be written into"
  [ "$(ls)" = "" ]
  HOME=$PWD expect 0 dmpcert dossier new -o here.json
}

@test "numbers that are wrong or unknown are refused by new, and nothing is written" {
  register
  rm dossier.json
  expect 2 dmpcert dossier new --finess register.csv --ej "CH DE CAYENNE"
  expect 2 dmpcert dossier new --finess register.csv
  expect 3 dmpcert dossier new --finess register.csv --et 010780054
  expect 3 dmpcert dossier new --finess missing.csv --et 970300026
  [ ! -e dossier.json ]
}

@test "workbooks of Excel and LibreOffice become the same dossier, and what was mended is told" {
  for kind in xlsx ods; do
    workbook $kind
    expect 0 dmpcert dossier import sites.$kind -o $kind.json
    says 'column Sites!B "N° FINESS ET": finess'
    says "a zero at the beginning was lost"
    todos $kind.json
  done
  cmp xlsx.json ods.json
  grep -q '"0536491010"' xlsx.json
  grep -q '"signed_on": "2020-02-11"' xlsx.json
}

@test "a table as a GHT keeps it: a title, headings in two rows, numbers that Excel has, a total" {
  /usr/bin/python3 - << 'END'
import openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Recensement"
sheet["A1"] = "GHT - recensement au 12/11/2026"
sheet.merge_cells("A1:J1")
for first, last, text in [("A", "C", "Établissement"), ("D", "G", "Représentant légal"), ("H", "K", "Administrateur technique")]:
    sheet[first + "3"] = text
    sheet.merge_cells(f"{first}3:{last}3")
for column, text in enumerate(["Nom", "N° FINESS\ngéographique", "FINESS juridique", "Nom", "Prénom", "Fonction", "Tél", "Nom",
                               "Prénom", "E-mail", "N° CPE"], 1):
    sheet.cell(4, column, text)
dsi = ["MARTIN", "Zoé", "dsi@ght.example", 2600301752]
sheet.append(["CAYENNE", 970300026, 970302022, "NOËL", "François", "Directeur", 594395050, *dsi])
sheet.append(["EHPAD ", "97 030 2287", "970302022", "Noël", "François", None, "05 94 39 50 50", "MARTIN", "Zoé", "DSI@ght.example", None])
sheet.append(["FLEYRIAT", "10000024", "010780054", "DUPONT", "Anne", None, None, None, None, None, None])
sheet.append(["Total : 3 sites"])
book.save("sites.xlsx")
END
  expect 0 dmpcert dossier import sites.xlsx -o new.json
  says 'column Recensement!A "Nom": name'
  says 'column Recensement!F "Représentant légal / Fonction": not recognised, left out'
  says 'row 8 is a total and was left out'
  says '3 lines, 0 refused; 3 sites'
  todos new.json
  expect 0 dmpcert dossier import sites.xlsx --into new.json
  says '0 changes'
}

@test "CSV is read in every encoding and with every separator" {
  printf 'Établissement;FINESS ET\nHÔPITAL;970300026\n' > utf8.csv
  sed 's/;/,/' utf8.csv > comma.csv
  sed 's/;/\t/' utf8.csv > tab.csv
  (printf '\xEF\xBB\xBF' && cat utf8.csv) > marked.csv
  iconv -t UTF-16 utf8.csv > utf16.csv
  iconv -t WINDOWS-1252 utf8.csv > windows.csv
  for each in utf8 comma tab marked utf16 windows; do
    expect 0 dmpcert dossier import $each.csv -o $each.json
    cmp utf8.json $each.json
  done
  expect 0 dmpcert dossier import - -o stdin.json < utf8.csv
  cmp utf8.json stdin.json
}

@test "refused lines are written back, mended and imported again" {
  printf 'Nom;FINESS;Remarque\nCAYENNE;970300026;=1+1\nEHPAD;9,70E+08;@x\n' > sites.csv
  expect 1 dmpcert dossier import sites.csv -o new.json
  says "B3"
  says "Set the column's format to text"
  says "sites-refused.csv"
  [ "$(sed -n 1p sites-refused.csv | tr -d '\r' | sed 's/^\xEF\xBB\xBF//')" = '"Nom";"FINESS";"Remarque";"What to do"' ]
  grep -qF "\"'@x\"" sites-refused.csv
  sed -i "s/'9,70E+08/970302287/" sites-refused.csv
  expect 0 dmpcert dossier import sites-refused.csv --into new.json --dry-run
  shows "+ ehpad: EHPAD"
  never grep -q 970302287 new.json
  expect 0 dmpcert dossier import sites-refused.csv --into new.json
  grep -q 970302287 new.json
  todos new.json
  before=$(cat new.json)
  expect 0 dmpcert dossier import sites-refused.csv --into new.json
  [ "$(cat new.json)" = "$before" ]
}

@test "export and import of the example are the identity" {
  for lang in en fr; do
    expect 0 dmpcert --lang $lang dossier export dossier.json -o sites.csv
    expect 0 dmpcert --lang $lang dossier import sites.csv --into dossier.json
    cmp dossier.json "$REPOSITORY/examples/dossiers/ght-guyane.json"
    rm sites.csv
  done
}

# cells: the first two lines of sites.xlsx, and how it looks, as openpyxl reads it.
cells() {
  /usr/bin/python3 - << 'END_OF_CELLS'
import openpyxl
sheet = openpyxl.load_workbook("sites.xlsx").active
heads, first = list(sheet.iter_rows(min_row=1, max_row=2))
row = {h.value: c for h, c in zip(heads, first)}
assert all(c.data_type == "s" for line in sheet.iter_rows() for c in line if c.value is not None)
assert sheet.freeze_panes == "A2" and all(h.font.b for h in heads) and not any(c.font.b for c in first)
assert row["FINESS EJ"].number_format == "@"
assert all(8 <= sheet.column_dimensions[h.column_letter].width <= 43 for h in heads)
print(row["FINESS ET"].value, row["Raison sociale"].value)
END_OF_CELLS
}

@test "a dossier goes into a workbook and back, whose cells are all texts" {
  sed -i 's/"CENTRE HOSPITALIER DE CAYENNE"/"=1+1"/' dossier.json
  cp dossier.json before.json
  expect 0 dmpcert --lang fr dossier export dossier.json -o sites.xlsx
  [ "$(cells)" = "970300026 =1+1" ]
  expect 0 dmpcert dossier import sites.xlsx --into dossier.json
  says '0 changes'
  cmp dossier.json before.json
  # The same bytes whenever it is made, and by whatever name.
  expect 0 dmpcert --lang fr --as-of 2030-01-01 dossier export dossier.json -o sites.xlsx
  says "inchangé : sites.xlsx"
  dmpcert --lang fr dossier export dossier.json --format xlsx > stream
  cmp stream sites.xlsx
}

@test "a workbook that there is no room for is not written" {
  TMPDIR=/nonexistent expect 0 dmpcert dossier export dossier.json -o one.xlsx
  run --separate-stderr bash -c "ulimit -f 1; trap '' XFSZ; '$DMPCERT' dossier export dossier.json --format xlsx"
  [ "$status" = 4 ] && [ -z "$output" ]
  says "temporary files"
}

@test "files that are no tables are refused, each by what it is" {
  head -c 100 /dev/zero > zeros && expect 3 dmpcert dossier import zeros
  says "empty"
  expect 3 dmpcert dossier import dossier.json
  says "JSON"
  (printf '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1' && head -c 600 /dev/zero) > old.xls
  expect 3 dmpcert dossier import old.xls
  says ".xls"
  printf 'a;b\n1;2\n' > other.csv
  expect 3 dmpcert dossier import other.csv -o new.json
  says "--map"
  expect 2 dmpcert dossier import other.csv --map a
  (echo "FINESS;Nom" && yes "970300026;X" | head -n 1000000) > large.csv
  expect 3 dmpcert dossier import large.csv -o new.json
  says "more than 200000 rows"
  [ ! -e new.json ]
}

@test "what a column was said to mean is kept beside the table, and asked for no more" {
  printf 'Structure hospitalière;Code ARS;Note\nCAYENNE;970300026;x\n' > sites.csv
  expect 3 dmpcert dossier import sites.csv -o new.json
  expect 2 dmpcert dossier import sites.csv -o new.json --map "Code ARS=number"
  says 'no column "number"'
  expect 0 dmpcert dossier import sites.csv -o new.json --map "Code ARS=finess" --map "Structure hospitalière=name" --dry-run
  [ ! -e sites.csv.columns ]
  expect 0 dmpcert dossier import sites.csv -o new.json --map "Code ARS=finess" --map "Structure hospitalière=name"
  says "written: sites.csv.columns"
  grep -qx "Code ARS=finess" sites.csv.columns
  printf 'CODE ARS;Établissement\n970302287;EHPAD\n' > sites.csv
  expect 0 dmpcert dossier import sites.csv --into new.json
  shows "+ ehpad: EHPAD"
  # The command line wins, and what it says is kept as well.
  expect 0 dmpcert dossier import sites.csv --into new.json --map "code ars=finess" --map "Établissement=-"
  says "replaced: sites.csv.columns"
  [ "$(grep -c . sites.csv.columns)" = 4 ]
  mv sites.csv.columns our.columns
  expect 0 dmpcert dossier import sites.csv --into new.json --columns our.columns
  ln -s missing/columns sites.csv.columns  # Nothing can be kept there.
  expect 0 dmpcert dossier import sites.csv --into new.json --map "Code ARS=finess"
  says "is not kept; name another file with --columns"
  printf 'Code ARS=finess\nNote\n' > our.columns
  expect 3 dmpcert dossier import sites.csv --into new.json --columns our.columns
  says "our.columns, line 2"
}

@test "an import writes all or nothing, and only what is new" {
  printf 'Nom;FINESS\nCAYENNE;970300026\nEHPAD;1\n' > sites.csv
  expect 2 dmpcert dossier import sites.csv -o - --format json
  says "both write to standard output"
  expect 2 dmpcert dossier import sites.csv -o /dev/stdout --format json
  expect 1 dmpcert dossier import sites.csv -o /dev/null
  rm sites-refused.csv
  touch new.json
  expect 2 dmpcert dossier import sites.csv -o new.json
  [ ! -e sites-refused.csv ] && rm new.json
  expect 1 dmpcert dossier import sites.csv -o - > /dev/null
  rm sites-refused.csv
  mkdir closed && touch closed/refused.csv
  expect 2 dmpcert dossier import sites.csv -o new.json --refused closed/refused.csv
  [ ! -e new.json ]
  expect 1 dmpcert dossier import sites.csv -o new.json
  says "lines to mend, then to import again: sites-refused.csv"
  # What is being mended there is not written over; the same refused lines are.
  before=$(cat sites-refused.csv)
  expect 1 dmpcert dossier import sites.csv --into new.json
  echo "mine" >> sites-refused.csv
  expect 1 dmpcert dossier import sites.csv --into new.json
  says "sites-refused-2.csv"
  [ "$(cat sites-refused-2.csv)" = "$before" ]
  expect 1 dmpcert dossier import sites-refused-2.csv --into new.json
  ls sites-refused*
  [ "$(ls sites-refused* | wc -l)" = 2 ] || [ -e sites-refused-3.csv ]
}

@test "a dossier that is changed keeps its permissions, and one that somebody saved meanwhile is left alone" {
  chmod 600 dossier.json
  printf 'FINESS;Raison sociale\n970300026;CH CAYENNE\n' > sites.csv
  expect 0 dmpcert dossier import sites.csv --into dossier.json
  [ "$(stat -c %a dossier.json)" = 600 ]
  ln -s dossier.json link.json
  printf 'FINESS;Raison sociale\n970300026;CH DE CAYENNE\n' > sites.csv
  expect 0 dmpcert dossier import sites.csv --into link.json
  [ -L link.json ] && grep -q "CH DE CAYENNE" dossier.json
}

@test "the report in JSON has columns, changes and files" {
  printf 'FINESS;Raison sociale;Note\n970300026;CH CAYENNE;\n1;X;\n' > sites.csv
  run --separate-stderr dmpcert dossier import sites.csv --into dossier.json --format json
  [ "$status" = 1 ]
  [ "$(json '[(c["cell"], c["column"]) for c in d["columns"]]')" = "[('A', 'finess'), ('B', 'name'), ('C', None)]" ]
  [ "$(json 'd["changes"][0]["to"]')" = "CH CAYENNE" ]
  [ "$(json '[(f["path"], f["act"]) for f in d["files"]]')" = "[('sites-refused.csv', 'create'), ('dossier.json', 'replace')]" ]
}
