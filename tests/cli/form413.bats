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

@test "a dry run writes nothing" {
  expect 0 dmpcert form413 dossier.json --all -o forms --dry-run
  shows "would be written"
  [ ! -e forms ]
}

@test "a site that lacks what the form needs is named, the others are made" {
  sed -i '0,/"phone": "+33 5 36 49 10 10",/{/"phone": "+33 5 36 49 10 10",/d}' dossier.json
  expect 1 dmpcert --as-of $DAY form413 dossier.json --all -o forms --format json
  says "cayenne  left out"
  [ "$(json '[(f["rule"], f["pointer"], f["site"], f["line"] > 1) for f in d["findings"]]')" = \
    "[('PERSON-PHONE-MISSING', '/establishments/0/representative/phone', 'cayenne', True)]" ]
  [ "$(ls forms)" = form-413-970302287.pdf ]
}

@test "a draft is made all the same, under its own name, and says so on every page" {
  sed -i '/"geographic": "970300026"/s/"geographic": "970300026", //; /"phone"/d' dossier.json
  sed -i 's/"number": "2600900002", //' dossier.json
  expect 1 dmpcert --as-of $DAY form413 dossier.json --site cayenne -o forms
  says "FINESS"
  says "/administrators/1/card"
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
  sed -i 's/CENTRE HOSPITALIER DE CAYENNE",/CENTRE 🏥 DE CAYENNE",/' dossier.json
  expect 3 dmpcert form413 dossier.json --site cayenne -o forms
  [ -z "$(ls forms 2> /dev/null)" ]
}

@test "JSON output names the files" {
  expect 0 dmpcert form413 dossier.json --all -o forms --format json
  [ "$(json '[f["path"] for f in d["files"]]')" = "['forms/form-413-970300026.pdf', 'forms/form-413-970302287.pdf']" ]
}
