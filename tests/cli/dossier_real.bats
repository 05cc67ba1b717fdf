load helper

# Twelve real sites, from what people have: the FINESS register, a spreadsheet, the certificates in service.

setup_file() {
  need_shared_data finess
  cd "$BATS_FILE_TMPDIR"
  /usr/bin/python3 - "$SHARED_DATA/finess" << 'END_OF_TABLES'
import csv, pathlib, sys
import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
shared = pathlib.Path(sys.argv[1])
lines = shared.joinpath("finess-stock-sample-lines.csv").read_text(encoding="utf-8").splitlines()
first = lines[1].split(";")
names = {r["finess"]: r["name"] for r in csv.DictReader(shared.joinpath("finess-samples.csv").open(encoding="utf-8"))}
# The sample does not say whose sites the last four are; a register has to: another of its legal entities stands in.
other = "2A0000386"
for number, entity in (("970302287", "970302022"), ("980600027", other), ("2B0000442", other), ("2B0003057", other), ("2B0003628", other)):
    line = first[:]
    line[1:5], line[22] = [number, entity, names[number], names[number]], ""
    lines.append(";".join(line))
pathlib.Path("register.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
sites = [line.split(";") for line in lines[1:]]
pathlib.Path("numbers").write_text("\n".join(s[1] for s in sites))
rows = [["Établissement", "N° FINESS ET", "N° FINESS EJ", "Contrat"]] + [[s[4] or s[3], s[1], s[2], "signé"] for s in sites]
with open("sites.csv", "w", encoding="utf-8", newline="") as out:
    csv.writer(out, delimiter=";").writerows(rows)
book = openpyxl.Workbook()
for row in rows:
    book.active.append([int(v) if v.isdigit() else v or None for v in row])
book.save("sites.xlsx")
book, table = OpenDocumentSpreadsheet(), Table(name="Sites")
for row in rows:
    line = TableRow()
    for value in row:
        cell = TableCell(valuetype="float", value=value) if value.isdigit() else TableCell(valuetype="string")
        cell.addElement(P(text=value))
        line.addElement(cell if value else TableCell())
    table.addElement(line)
book.spreadsheet.addElement(table)
book.save("sites.ods")
END_OF_TABLES
}

setup() {
  need_shared_data finess
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$BATS_FILE_TMPDIR"/{register.csv,numbers,sites.csv,sites.xlsx,sites.ods} .
}

# from_register FILE: a dossier of all twelve.
from_register() {
  local asked=() number
  while read -r number || [ -n "$number" ]; do asked+=(--et "$number"); done < numbers
  expect 0 dmpcert --as-of $DAY dossier new --finess register.csv "${asked[@]}" -o "$1"
}

# is_right DOSSIER: twelve sites of which check says nothing but TODOs, and which a table carries there and back.
is_right() {
  run --separate-stderr dmpcert --as-of $DAY check "$1" --format json
  [ "$(json '" ".join(sorted({f["rule"] for f in d["findings"] if f["severity"] == "error"}))')" = DOSSIER-TODO ] ||
    { json '"\n".join(f["rule"] + " " + f["pointer"] for f in d["findings"] if f["severity"] == "error")'; return 1; }
  run --separate-stderr dmpcert dossier show "$1" --format json
  [ "$(json 'd["summary"]["sites"]')" = 12 ]
  local table
  for table in back.csv back.xlsx; do
    cp "$1" before.json
    expect 0 dmpcert dossier export "$1" -o $table
    expect 0 dmpcert dossier import $table --into "$1"
    cmp "$1" before.json
    rm $table
  done
}

@test "twelve real sites come out of the register" {
  from_register new.json
  is_right new.json
}

@test "twelve real sites come out of a spreadsheet, the same from each program" {
  for kind in csv xlsx ods; do
    expect 0 dmpcert dossier import sites.$kind -o $kind.json
    is_right $kind.json
    cmp csv.json $kind.json
  done
}

@test "twelve real sites come out of their certificates, with the names of the register" {
  from_register known.json
  sed -i 's/"environment": "production"/"environment": "rehearsal"/' known.json
  openssl req -new -newkey rsa:2048 -nodes -keyout key.pem -subj /CN=x -out request.csr 2> /dev/null
  mkdir certificates
  local id usage=SIGN
  for id in $(dmpcert dossier show known.json --format json | /usr/bin/python3 -c \
    'import json, sys; print("\n".join(s["id"] for s in json.load(sys.stdin)["establishments"]))'); do
    [ $usage = SIGN ] && usage=AUTH_CLI || usage=SIGN
    authority issue "$AUTHORITY" --dossier known.json --site "$id" --usage $usage --on site --csr request.csr \
      --out "certificates/$id.pem" > /dev/null
  done
  cp key.pem request.csr "$AUTHORITY/chain.pem" certificates
  expect 0 dmpcert --as-of "$(date -u +%F)" dossier import --certificates certificates --finess register.csv -o found.json
  says "12 sites"
  is_right found.json
  [ "$(grep -c expires_on found.json)" -ge 12 ]
  for name in "CENTRE HOSPITALIER  DE CAYENNE" "HOPITAL DE SIA"; do grep -qF "\"$name\"" found.json; done
  before=$(cat found.json)
  expect 0 dmpcert --as-of "$(date -u +%F)" dossier import --certificates certificates --into found.json
  [ "$(cat found.json)" = "$before" ]
}

@test "the example dossier of two sites is short" {
  [ "$(wc -l < "$REPOSITORY/examples/dossiers/ght-guyane.json")" -le 60 ]
}
