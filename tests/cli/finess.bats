load helper

# register [OPTIONS]: a register of some lines into register.csv, in which the example dossier is right.
register() { "$REPOSITORY/tests/support/finess-generate.py" --lines 500 "$@" > register.csv; }

rules() { json '" ".join(sorted({f["rule"] for f in d["findings"] if f["rule"].startswith("REGISTER")}))'; }

# refused ID: the register is refused with that id, on standard error and in the JSON.
refused() {
  expect 3 dmpcert --as-of $DAY check dossier.json --finess register.csv --format json
  [ "$(json 'd["error"]["id"]')" = "$1" ] || { echo "$output"; return 1; }
  says register.csv
}

@test "a dossier that agrees with the register, in each of its forms" {
  for form in "" --quoted --latin-1 --json; do
    register $form
    expect 0 dmpcert --as-of $DAY check dossier.json --finess register.csv --format json
    [ "$(rules)" = "" ]
    [ "$(json 'd["summary"]["register_date"], d["summary"]["register_records"]')" = "('2026-05-12', 499)" ]
  done
  [ "$(json 'd["summary"]["register"]')" = "FINESS+ v1.0.0" ]
  expect 0 dmpcert --as-of $DAY check dossier.json --format json
  [ "$(json '"register" in d["summary"]')" = False ]
}

@test "what the register contradicts is told, under both editions of the procedure" {
  register
  sed -i 's/970302022/970302287/; s/26973302800022/26010004500012/; s/"hospital"/"ehpad"/' dossier.json
  sed -i 's/CENTRE HOSPITALIER DE CAYENNE/CLINIQUE DE CAYENNE/' dossier.json
  for policy in ans-2021-09-30 ans-2023; do
    expect 1 dmpcert --as-of $DAY check dossier.json --finess register.csv --policy $policy --format json
    [ "$(rules)" = "REGISTER-CATEGORY-DIFFERS REGISTER-JURIDICAL-IS-GEOGRAPHIC REGISTER-NAME-DIFFERS REGISTER-SIRET-DIFFERS" ]
  done
  expect 1 dmpcert --as-of $DAY --lang fr check dossier.json --finess register.csv
  shows "le répertoire donne à 970300026 la catégorie 355"
  sed -i 's/"970300026"/"970302022"/' dossier.json
  expect 1 dmpcert --as-of $DAY check dossier.json --finess register.csv
  shows REGISTER-GEOGRAPHIC-IS-JURIDICAL
}

@test "an unknown number, an old register, and a closed site" {
  register
  sed -i 's/970300026/970100400/' dossier.json
  run --separate-stderr dmpcert --as-of 2027-05-31 check dossier.json --site cayenne --finess register.csv --format json
  [ "$(rules)" = "REGISTER-NUMBER-UNKNOWN REGISTER-OLD" ]
  register --json
  sed -i 's/970100400/970300026/' dossier.json
  sed -i '0,/"nomEgeCourt"/s//"dateFermeture": "2024-01-31", "nomEgeCourt"/' register.csv
  expect 1 dmpcert --as-of $DAY check dossier.json --finess register.csv
  shows "970300026 is closed according to the register since 2024-01-31"
}

@test "another edition, a damaged file and what is no register are refused" {
  register && sed -i '1s/.*/structure;nofinesset;nofinessej;rs/' register.csv && refused REGISTER-HEADER
  register && sed -i 1d register.csv && refused REGISTER-FIRST-LINE
  register && sed -i '400s/$/;/' register.csv && refused REGISTER-FIELDS && says "line 400"
  register && sed -i '2,$s/^structureet;[^;]*;/structureet;/; 2,$s/$/;/' register.csv && refused REGISTER-COLUMN
  register && truncate -s -200 register.csv && refused REGISTER-TRUNCATED && says "line 500"
  register --json && truncate -s -200 register.csv && refused REGISTER-JSON-TRUNCATED
  register && gzip -c register.csv > packed && mv packed register.csv && refused REGISTER-PACKED
  register && iconv -t UTF-16 register.csv > other && mv other register.csv && refused REGISTER-ENCODING
  echo '<html>503</html>' > register.csv && refused REGISTER-PAGE
  : > register.csv && refused REGISTER-EMPTY
  cp dossier.json register.csv && sed -i '/^ *\/\//d' register.csv && refused REGISTER-JSON-OTHER
  rm register.csv && refused FILE-NOT-FOUND
  mkdir register.csv && refused FILE-IS-DIRECTORY
}

@test "the register on standard input, but not together with the dossier" {
  register
  run bash -c '"$DMPCERT" --as-of 2026-11-23 check dossier.json --finess - < register.csv'
  [ "$status" = 0 ]
  run bash -c '"$DMPCERT" --as-of 2026-11-23 check - --finess - < dossier.json'
  [ "$status" = 2 ]
}

@test "memory does not grow with the register" {
  register --lines 60000
  expect 0 dmpcert --as-of $DAY check dossier.json --finess register.csv
  /usr/bin/python3 - <<'PY'
import os, resource, subprocess
peaks = []
for extra in ([], ['--finess', 'register.csv']):
    child = subprocess.Popen([os.environ['DMPCERT'], 'check', 'dossier.json', *extra], stdout=subprocess.DEVNULL)
    peaks.append(os.wait4(child.pid, 0)[2].ru_maxrss)
assert os.path.getsize('register.csv') > 20e6 and peaks[1] - peaks[0] < 8000, peaks
PY
}

@test "the real register's lines" {
  need_shared_data finess
  cp "$SHARED_DATA/finess/finess-stock-sample-lines.csv" register.csv
  expect 0 dmpcert --as-of $DAY check dossier.json --site cayenne --finess register.csv --format json
  [ "$(rules)" = "" ]
  [ "$(json 'd["summary"]["register"]')" = "etalab 111" ]
}
