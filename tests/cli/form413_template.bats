# The official file of form 413: forms that three ways of writing PDF made, filled, flattened and read back.
load helper

form413() { dmpcert --as-of $DAY form413 "$@"; }
templates() { "$REPOSITORY/tests/support/form-templates.py" t; }

# fill NAME OPTIONS…: the form of Cayenne, sound for qpdf, into the folder NAME.
fill() {
  local name=$1
  shift
  expect 0 form413 dossier.json --site cayenne -o "$name" "$@"
  qpdf --check "$name/form-413-970300026.pdf" > /dev/null
  pdffonts "$name/form-413-970300026.pdf" | grep -q DejaVuSans
}

# same FILE OPTIONS…: all 24 values of the form read as the dossier means them.
same() {
  expect 0 form413 dossier.json --site cayenne --read "$@" --format json
  [ "$(json '[d["summary"]["different"], len([v for v in d["read_values"] if v["same"] and v["meant"] not in ("", "false")])]')" = "[0, $COUNT]" ]
}
COUNT=22

@test "a form by reportlab, filled by the labels beside its fields, open and flattened" {
  templates
  fill open --template t/reportlab.pdf
  same open/form-413-970300026.pdf --template t/reportlab.pdf
  pdftotext -layout open/form-413-970300026.pdf text.txt
  grep -q "Prénom(s) \* *François" text.txt
  grep -q "ne pas envoyer" text.txt  # the example's dossier is no real one
  grep -q "Solution utilisée *Dossier patient d'exemple 7.2" text.txt
  grep -q "2600900002 *LEFÈVRE *Loïc" text.txt
  tr -d ' ' < text.txt | grep -q "FINESSGéographique\*970300026"
  # another program sees the values too
  qpdf --json --json-key=acroform open/form-413-970300026.pdf | grep -q '"value": "u:CENTRE HOSPITALIER DE CAYENNE"'
  fill flat --template t/reportlab.pdf --flatten
  same flat/form-413-970300026.pdf --template t/reportlab.pdf
  expect 0 form413 --fields flat/form-413-970300026.pdf
  [ -z "$output" ]
  before=$(contents open flat)
  dmpcert --as-of 2027-01-02 form413 dossier.json --site cayenne -o open --template t/reportlab.pdf
  [ "$before" = "$(contents open flat)" ]
}

@test "a form written by hand, with radio buttons and no appearances, by a mapping file" {
  templates
  expect 0 form413 --fields t/hand.pdf --propose map.json --format json
  [ "$(json '[(f["kind"], f["cells"], f["page"]) for f in d["pdf_fields"] if f["proposal"] == "structure.finess"]')" = "[('comb', 9, 1)]" ]
  /usr/bin/python3 - "$REPOSITORY/schemas/form413-map.schema.json" <<'PY'
import json, jsonschema, sys
mapping = json.load(open("map.json"))
jsonschema.validate(mapping, json.load(open(sys.argv[1])))
ids = {one["id"]: one["field"] for one in mapping["values"]}
assert all(key == field for key, field in ids.items() if key.split(".")[0] not in ("signatory", "offer")), ids
assert ids["signatory.is_proxy"] == "Qualite" and ids["signatory.card"] == "signatory.card"
PY
  expect 0 form413 --fields t/hand.pdf --propose map.json
  expect 2 form413 --fields t/reportlab.pdf --propose map.json
  for options in "" --flatten; do
    fill "hand$options" --template t/hand.pdf --map map.json $options
    same "hand$options/form-413-970300026.pdf" --template t/hand.pdf --map map.json
  done
  # the dossier says something else now
  sed -i 's/François/Françoise/' dossier.json
  expect 1 form413 dossier.json --site cayenne --read hand/form-413-970300026.pdf
  shows "3.2 Prénom(s): François  DIFFERS from the dossier: Françoise"
}

@test "a flat page, at the places of a mapping" {
  templates
  fill flat --template t/flat.pdf --map t/flat.json
  same flat/form-413-970300026.pdf --map t/flat.json
  expect 3 form413 dossier.json --site cayenne -o none --template t/flat.pdf
  says "structure.name"
  sed -i 's/"page": 1/"page": 7/' t/flat.json
  expect 3 form413 dossier.json --site cayenne -o none --template t/flat.pdf --map t/flat.json
  says "on a page"
  echo '{"version": 1, "values": [{"id": "structure.name", "box": [1, 2]}]}' > t/flat.json
  expect 3 form413 dossier.json --site cayenne -o none --template t/flat.pdf --map t/flat.json
  says "/values/0/box"
  [ -z "$(ls none 2> /dev/null)" ]
}

@test "the drawn form is read back by the places that we draw at" {
  fill ours
  same ours/form-413-970300026.pdf
  expect 0 form413 dossier.json --site ehpad -o ours
  expect 1 form413 dossier.json --site cayenne --read ours/form-413-970302287.pdf
  shows "DIFFERS"
  expect 0 form413 --read ours/form-413-970302287.pdf
  shows "SAINT-ÉLOI"
}

@test "what cannot be filled is refused, with what to do" {
  templates
  qpdf --encrypt user owner 256 -- t/hand.pdf locked.pdf
  qpdf --encrypt "" owner 256 -- t/hand.pdf owned.pdf
  sed 's|/NeedAppearances true|/XFA (x)              |' t/hand.pdf > xfa.pdf
  sed 's|/FT /Btn /T |/FT /Sig /V << >> /T |' t/hand.pdf > signed.pdf
  qpdf signed.pdf fixed.pdf 2> /dev/null || true
  for case in locked.pdf=encrypted owned.pdf=encrypted xfa.pdf=XFA fixed.pdf="is signed"; do
    expect 3 form413 dossier.json --site cayenne -o none --template "${case%%=*}"
    says "${case#*=}"
    says "→"
  done
  expect 0 form413 --read fixed.pdf
  # a fourth administrator has no row: told, never left out in silence
  /usr/bin/python3 - <<'PY'
text = open("dossier.json").read()
people = "".join('{"id": "a%d", "family_name": "N", "given_names": "G", "phone": "+33 1 99 00 20 0%d", "email": "a%d@ght.example",'
                 '"card": {"type": "CPE", "number": "260090003%d", "status": "active", "expires_on": "2028-05-31"}},' % (i, i, i, i) for i in (3, 4))
named = "".join('{"person": "a%d", "employer": "establishment"},' % i for i in (3, 4))
text = text.replace('"people": [', '"people": [' + people, 1).replace('"administrators": [', '"administrators": [' + named, 1)
open("dossier.json", "w").write(text.replace('["adm-dsi", "adm-editeur"]', '["adm-dsi", "adm-editeur", "a3", "a4"]'))
PY
  expect 3 form413 dossier.json --site cayenne -o none --template t/hand.pdf
  says "administrators.4.card"
  [ -z "$(ls none 2> /dev/null)" ]
}

@test "a value too long for its field, and another form that is there" {
  templates
  sed -i 's/"CENTRE HOSPITALIER DE CAYENNE",/"'"$(printf 'CENTRE HOSPITALIER %.0s' {1..30})"'",/' dossier.json
  expect 3 form413 dossier.json --site cayenne -o none --template t/hand.pdf
  says "3.1 Dénomination"
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  fill there --template t/hand.pdf
  sed -i 's/François/Françoise/' dossier.json
  expect 2 form413 dossier.json --site cayenne -o there --template t/hand.pdf
  says "already exists"
  expect 0 form413 dossier.json --site cayenne -o there --template t/hand.pdf --overwrite
}

@test "files that want too much time or memory end in an error" {
  head -c 200000 /dev/urandom > noise.pdf
  expect 3 form413 --fields noise.pdf
  says "noise.pdf"
  truncate -s 21M large.pdf
  expect 3 form413 --fields large.pdf
  # a page of two gigabytes, in two megabytes
  /usr/bin/python3 - <<'PY'
import zlib
deflate = zlib.compressobj(9)
block = b"q Q " * 262144
data = b"".join(deflate.compress(block) for _ in range(400)) + deflate.flush()
parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
         b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>",
         b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(data) + data + b"\nendstream"]
body, offsets = b"%PDF-1.4\n", []
for number, part in enumerate(parts, 1):
    offsets.append(len(body))
    body += b"%d 0 obj\n" % number + part + b"\nendobj\n"
start = len(body)
body += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % one for one in offsets)
open("bomb.pdf", "wb").write(body + b"trailer << /Root 1 0 R /Size 5 >>\nstartxref\n%d\n%%%%EOF\n" % start)
PY
  expect 3 form413 --fields bomb.pdf
  says "exceeds the limits"
}
