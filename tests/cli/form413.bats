load helper

@test "one PDF a site, with every value, valid for another program" {
  expect 0 dmpcert --as-of $DAY form413 dossier.json --all -o forms
  [ "$(ls forms)" = "form-413-970300026.pdf
form-413-970302287.pdf" ]
  for form in forms/*.pdf; do qpdf --check "$form" > /dev/null; done
  pdftotext -layout forms/form-413-970300026.pdf cayenne.txt
  for value in "CENTRE HOSPITALIER DE CAYENNE" NOËL François "+33 5 36 49 10 10" direction@ght.example \
    2600900001 2600900002 MARTIN Zoé LEFÈVRE Loïc "Authentification et signature sur le DMP" \
    "Éditeur d'exemple" "Dossier patient d'exemple" "AUTH_CLI, SIGN, CONF" \
    "monserviceclient.certificats@asipsante.fr" "3.1" "3.2" "4.1" "4.2" "4.3"; do
    grep -qF -- "$value" cayenne.txt || { echo "lacks $value"; cat cayenne.txt; return 1; }
  done
  # one character a box
  for number in 970300026 2600900010; do tr -d ' \n' < cayenne.txt | grep -q $number; done
  pdftotext -layout forms/form-413-970302287.pdf ehpad.txt
  grep -q SAINT-ÉLOI ehpad.txt
  pdffonts forms/form-413-970300026.pdf | awk 'NR > 2 && $(NF-4) != "yes" { bad = 1 } END { exit bad }'
}

@test "the same bytes again: unchanged; other bytes: refused without --overwrite" {
  expect 0 dmpcert --as-of $DAY form413 dossier.json --site cayenne -o forms
  sum=$(sha256sum forms/*)
  expect 0 dmpcert --as-of $DAY form413 dossier.json --site cayenne -o forms
  shows unchanged
  [ "$(sha256sum forms/*)" = "$sum" ]
  sed -i 's/NOËL/NOEL/' dossier.json
  expect 2 dmpcert --as-of $DAY form413 dossier.json --site cayenne -o forms
  [ "$(sha256sum forms/*)" = "$sum" ]
  expect 0 dmpcert --as-of $DAY form413 dossier.json --site cayenne -o forms --overwrite
  [ "$(sha256sum forms/*)" != "$sum" ]
  no_leftovers
}

@test "what a form does not show by itself is said: who signs was assumed, and the entity's number" {
  sed '0,/"signatory": "representative",/s///' dossier.json > unstated.json
  expect 0 dmpcert --as-of $DAY form413 unstated.json --all -o forms
  says "SIGNATORY-UNSTATED"
  says "the dossier does not say who signs form 413"
  expect 0 dmpcert --as-of $DAY form413 dossier.json --all -o forms --overwrite
  [[ $stderr != *SIGNATORY-UNSTATED* ]]
  sed 's/"form_413": { "sent_on": "2026-10-05" }/"form_413": {}/; s/"carried_by": "site"/"carried_by": "legal-entity"/' dossier.json > entity.json
  expect 0 dmpcert --as-of $DAY form413 entity.json --site cayenne -o entity --format json
  [ "$(json '[f["severity"] for f in d["findings"] if f["rule"] == "FORM-413-ENTITY-NUMBER"]')" = "['info']" ]
  says "wanted on the legal-entity FINESS number 970302022"
}

@test "a dry run writes nothing" {
  expect 0 dmpcert form413 dossier.json --all -o forms --dry-run
  shows "would be written"
  [ ! -e forms ]
}

@test "a site that lacks what the form needs is named, the others are made" {
  sed -i 's/"phone": "+33 5 36 49 10 10", //' dossier.json
  expect 1 dmpcert --as-of $DAY form413 dossier.json --all -o forms --format json
  says "cayenne  left out"
  [ "$(json '[(f["rule"], f["pointer"], f["site"], f["line"] > 1) for f in d["findings"]]')" = \
    "[('PERSON-PHONE-MISSING', '/people/3/phone', 'cayenne', True), ('EDITION-REPLACED', '', '', True)]" ]
  [ "$(ls forms)" = form-413-970302287.pdf ]
}

@test "a draft is made all the same, under its own name, and says so on every page" {
  sed -i '/"finess": "970300026"/s/"finess": "970300026", //; s/"phone": "[^"]*", *//' dossier.json
  sed -i 's/"number": "2600900002", //' dossier.json
  expect 1 dmpcert --as-of $DAY form413 dossier.json --site cayenne -o forms
  says "FINESS"
  says "/people/2/card"
  [ -z "$(ls forms 2> /dev/null)" ]
  expect 0 dmpcert --as-of $DAY form413 dossier.json --site cayenne -o forms --draft
  says "PERSON-PHONE-MISSING"
  [ "$(ls forms)" = form-413-cayenne-draft.pdf ]
  for page in 1 2; do
    pdftotext -f $page -l $page forms/form-413-cayenne-draft.pdf page.txt
    grep -q Brouillon page.txt
    grep -q "ne pas signer ni envoyer" page.txt
  done
}

@test "SOURCE_DATE_EPOCH is the day of the form" {
  expect 0 env SOURCE_DATE_EPOCH=1700000000 "$DMPCERT" form413 dossier.json --site cayenne -o a
  sleep 1
  expect 0 env SOURCE_DATE_EPOCH=1700000000 "$DMPCERT" form413 dossier.json --site cayenne -o b
  cmp a/* b/*
  pdftotext a/*.pdf - | grep -q "préparé par dmpcert le 14/11/2023"
  expect 2 env SOURCE_DATE_EPOCH=yesterday "$DMPCERT" form413 dossier.json --site cayenne -o b
}

@test "a character that no font has is refused" {
  sed -i 's/"cayenne", "name": "CENTRE HOSPITALIER DE CAYENNE",/"cayenne", "name": "CENTRE 🏥 DE CAYENNE",/' dossier.json
  expect 3 dmpcert form413 dossier.json --site cayenne -o forms
  [ -z "$(ls forms 2> /dev/null)" ]
}

@test "JSON output names the files" {
  expect 0 dmpcert form413 dossier.json --all -o forms --format json
  [ "$(json '[f["path"] for f in d["files"]]')" = "['forms/form-413-970300026.pdf', 'forms/form-413-970302287.pdf']" ]
}

@test "JSON output has every value with part and label, also of forms that are not made" {
  sed -i 's/"phone": "+33 5 36 49 10 10", //' dossier.json
  expect 1 dmpcert form413 dossier.json --all -o forms --format json
  echo "$output" > report.json
  /usr/bin/python3 - report.json "$REPOSITORY/schemas/report.schema.json" <<'PY'
import json, jsonschema, sys
report = json.load(open(sys.argv[1]))
jsonschema.validate(report, json.load(open(sys.argv[2])))
cayenne, ehpad = report["forms"]
assert (cayenne["complete"], cayenne["path"]) == (False, "")
assert (ehpad["complete"], ehpad["path"]) == (True, "forms/form-413-970302287.pdf")
values = {one["id"]: one for one in ehpad["values"]}
card = values["signatory.card"]
assert (card["part"], card["label"], card["value"]) == ("3.2", "N° de carte", "2600900020")
assert card["pointer"] == "/people/4/card/number" and card["required"]
assert values["structure.siret"]["left_empty"] and values["structure.siret"]["value"] == ""
PY
}

# read_mail FILE: the mail's parts, by a parser that is not ours; it may find no defect.
read_mail() {
  /usr/bin/python3 - "$@" <<'PY'
import email, email.policy, sys
mail = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
for part in mail.walk():
    assert not part.defects, part.defects
    for name, value in part.items():
        assert not value.defects, (name, value.defects)
assert mail["X-Unsent"] == "1"
for name in ("From", "To", "Cc"):
    print(name, *(str(one) for one in mail[name].addresses), sep="|")
print("Subject|" + mail["Subject"])
print(mail.get_body().get_content())
for part in mail.iter_attachments():
    name = part.get_filename()
    assert part.get_content_type() == "application/pdf"
    assert part.get_content() == open("forms/" + name, "rb").read()
    print("File|" + name)
PY
}

@test "a mail a site, read by Python without defect" {
  expect 0 dmpcert --as-of $DAY form413 dossier.json --all -o forms --mail
  [ "$(ls forms/*.eml)" = "forms/form-413-970300026.eml
forms/form-413-970302287.eml" ]
  run read_mail forms/form-413-970300026.eml
  shows "From|François NOËL <direction@ght.example>"
  shows "To|monserviceclient.certificats@asipsante.fr"
  shows "Cc|Zoé MARTIN <certificats@ght.example>|Loïc LEFÈVRE <certificats@editeur.example>"
  shows "Subject|[Essai, ne pas envoyer] Formulaire n° 413 – CENTRE HOSPITALIER DE CAYENNE – FINESS 970300026"
  shows "FINESS géographique : 970300026"
  shows "File|form-413-970300026.pdf"
  before=$(contents forms)
  expect 0 dmpcert --as-of 2026-12-24 form413 dossier.json --all -o forms --mail
  [ "$before" = "$(contents forms)" ]
}

@test "one mail for the group, from its contact" {
  expect 0 dmpcert --as-of $DAY form413 dossier.json --all -o forms --mail --grouped
  run read_mail forms/form-413-group.eml
  shows "From|Anaïs ROZÉ <dsi@ght.example>"
  grep -q "(2 établissements)$" <<< "$output"
  shows "File|form-413-970302287.pdf"
  expect 3 dmpcert form413 dossier.json --all -o others --mail --policy ans-2023
  says client_service_email
  [ ! -e others ] || [ -z "$(grep -rl asipsante others)" ]
  expect 2 dmpcert form413 dossier.json --all -o others --mail --draft
}

@test "the mail of the group waits for all its forms, and is then what an undisturbed run writes" {
  expect 0 dmpcert --as-of $DAY form413 dossier.json --all -o undisturbed --mail --grouped
  mkdir -p forms/form-413-970302287.pdf
  expect 2 dmpcert --as-of $DAY form413 dossier.json --all -o forms --mail --grouped --format json
  says "the group's mail was not written"
  says ehpad
  [ "$(json '[e["id"] for e in d["errors"]]')" = "['FILE-IS-DIRECTORY', 'FORM-GROUP-INCOMPLETE']" ]
  [ ! -e forms/form-413-group.eml ]
  rmdir forms/form-413-970302287.pdf
  expect 0 dmpcert --as-of $DAY form413 dossier.json --all -o forms --mail --grouped
  diff -r forms undisturbed
  sed -i 's/"phone": "+33 5 36 49 10 10", //' dossier.json
  expect 1 dmpcert --as-of $DAY form413 dossier.json --all -o others --mail --grouped
  says "missing: cayenne"
  [ "$(ls others)" = form-413-970302287.pdf ]
  expect 0 dmpcert --as-of $DAY form413 dossier.json --site ehpad -o others --mail --grouped
  [ -e others/form-413-group.eml ]
}

@test "a mail that somebody changed is in the way and stays; one of ours follows its forms" {
  expect 0 dmpcert --as-of $DAY form413 dossier.json --all -o forms --mail --grouped
  rm forms/form-413-970302287.pdf
  expect 0 dmpcert --as-of 2026-11-24 form413 dossier.json --all -o forms --mail --grouped
  shows "written: forms/form-413-group.eml"
  read_mail forms/form-413-group.eml > /dev/null  # The attachments are the files.
  sed -i 's/^Bonjour\|^Madame/Cher/' forms/form-413-group.eml
  sum=$(sha256sum forms/form-413-group.eml)
  expect 2 dmpcert --as-of 2026-11-24 form413 dossier.json --all -o forms --mail --grouped
  says "forms/form-413-group.eml: already exists"
  says --overwrite
  [ "$(sha256sum forms/form-413-group.eml)" = "$sum" ]
}

@test "annexes: what to fill in 101, 301 and 502, only where the dossier needs them" {
  expect 0 dmpcert form413 dossier.json --all -o forms --with-annexes
  says "no other form"
  run ! ls forms/annexes-*
  sed -i 's/"status": "signed", "number": "C-EXEMPLE-0002", "signed_on": "2021-06-01"/"status": "missing"/
    s/, "form_502_sent_on": "2026-01-10"//
    s/"number": "2600900001", "status": "active"/"number": "2600900001", "status": "expired"/' dossier.json
  expect 1 dmpcert form413 dossier.json --all -o annexed --with-annexes
  grep -q "Formulaire n° 101" annexed/annexes-970302287.txt
  grep -q "Formulaire n° 502" annexed/annexes-970302287.txt
  grep -q "Nom : SAINT-ÉLOI" annexed/annexes-970302287.txt
  grep -q "Formulaire n° 301" annexed/annexes-970300026.txt
  run ! grep -q "Formulaire n° [15]0" annexed/annexes-970300026.txt
  pdftotext -layout annexed/annexes-970302287.pdf sheet.txt
  for value in "Formulaire n° 101" "Formulaire n° 301" "Formulaire n° 502" CDE Commandes SAINT-ÉLOI 970302287; do
    grep -qF "$value" sheet.txt
  done
  qpdf --check annexed/annexes-970302287.pdf > /dev/null
}

@test "an edition with a portal says so, and which number the document does not show" {
  sed -i 's/"carried_by": "site"/"carried_by": "legal-entity"/' dossier.json
  expect 0 dmpcert form413 dossier.json --site cayenne -o forms --policy ans-2023
  says "The edition ans-2023 has no form 413: administrators are declared on the portal mesHabilitations."
  says "cayenne: certificates are wanted on the legal-entity FINESS number 970302022"
  expect 0 dmpcert form413 dossier.json --site ehpad -o forms --dry-run --quiet
  [ -z "$stderr" ]
}
