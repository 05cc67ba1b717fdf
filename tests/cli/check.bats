load helper

# change PYTHON: edits dossier.json, comments removed, as the dictionary `d` (site `s`: the first one).
change() {
  /usr/bin/python3 - "$1" <<'PY'
import json, re, sys
text = re.sub(r'^\s*//.*$', '', open('dossier.json').read(), flags=re.M)
d = json.loads(text)
s = d['establishments'][0]
exec(sys.argv[1])
json.dump(d, open('dossier.json', 'w'), ensure_ascii=False, indent=2)
PY
}

rules() { json '" ".join(sorted({f["rule"] for f in d["findings"] if f["severity"] == "error"}))'; }

@test "a dossier that is right: no error, every site ready" {
  expect 0 dmpcert --as-of $DAY check dossier.json
  expect 0 dmpcert --as-of $DAY check dossier.json --format json
  [ "$(json 'd["summary"]["ready"]')" = 2 ]
  [ "$(json '[s["site"] for s in d["sites"] if s["ready"]]')" = "['cayenne', 'ehpad']" ]
  [ "$(json 'd["version"], d["command"], d["as_of"]')" = "(1, 'check', '$DAY')" ]
}

@test "each blocking rule is found where it is, and only its site is blocked" {
  local -A cases=(
    ["s['contract']['status']='missing'"]=/establishments/0/contract
    ["p=d['people'][3]; d['people'].append({**p, 'id': 'other', 'card': {**p['card'], 'number': '2600900011', 'status': 'expired'}}); s['representative']='other'"]=/people/5
    ["s['administrators']=[]"]=/establishments/0
    ["c=d['defaults'].pop('certificates'); s['certificates']=c[:1]; d['establishments'][1]['certificates']=c"]=/establishments/0
    ["del s['finess']"]=/establishments/0
    ["s['finess']='970300027'"]=/establishments/0/finess
  )
  for edit in "${!cases[@]}"; do
    cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
    change "$edit"
    expect 1 dmpcert --as-of $DAY check dossier.json --format json
    json '"\n".join(f["pointer"] for f in d["findings"] if f["severity"] == "error")' \
      | grep -q "^${cases[$edit]}" || { echo "$edit"; echo "$output"; return 1; }
    [ "$(json '[s["site"] for s in d["sites"] if s["ready"]]')" = "['ehpad']" ] || {
      echo "$edit"; echo "$output"; return 1; }
    # every finding says where, what, and what to do
    [ "$(json 'all(f["message"] and f["remedy"] and f["line"] > 0 for f in d["findings"] if f["severity"] == "error")')" = True ]
  done
}

@test "what two sites have in common blocks both, and is told once" {
  change "d['people'][3]['card']['status']='expired'"
  expect 1 dmpcert --as-of $DAY check dossier.json --format json
  [ "$(json '[(f["rule"], f["pointer"], f["site"]) for f in d["findings"] if f["severity"] == "error"]')" = \
    "[('REPRESENTATIVE-CARD', '/people/3/card/status', '')]" ]
  [ "$(json '[s["ready"] for s in d["sites"]]')" = "[False, False]" ]
}

@test "--site looks at one site, --fail-on at warnings too" {
  change "s['contract']['status']='missing'"
  expect 0 dmpcert --as-of $DAY check dossier.json --site ehpad
  expect 1 dmpcert --as-of $DAY check dossier.json --site cayenne
  expect 3 dmpcert check dossier.json --site nobody
  change "s['contract']['status']='signed'; s['extra']=1"
  expect 0 dmpcert --as-of $DAY check dossier.json
  expect 1 dmpcert --as-of $DAY check dossier.json --fail-on warning
}

@test "both editions of the procedure are there and differ on the FINESS number" {
  expect 0 dmpcert --as-of $DAY check dossier.json --policy ans-2021-09-30
  expect 0 dmpcert --as-of $DAY check dossier.json --policy ans-2023 --format json
  json '" ".join(f["rule"] for f in d["findings"])' | grep -q FINESS
}

@test "a policy file overrides single values, and its mistakes are told" {
  echo '{"version":1,"extends":"ans-2021-09-30","name":"ours","client_service_email":"ici@exemple.example"}' > policy.json
  expect 0 dmpcert --as-of $DAY check dossier.json --policy ./policy.json
  echo '{"version":1,"extends":"ans-1999"}' > policy.json
  expect 3 dmpcert check dossier.json --policy policy.json
  echo '{"version":1,' > policy.json
  expect 3 dmpcert check dossier.json --policy policy.json
  expect 3 dmpcert check dossier.json --policy ./nowhere.json
}

@test "messages come in French, ids stay" {
  change "s['finess']='970300027'"
  expect 1 dmpcert --as-of $DAY --lang fr check dossier.json
  shows FINESS-KEY
  shows clé
  expect 1 dmpcert --as-of $DAY check dossier.json
  shows FINESS-KEY
  shows "check digit"
}

@test "the schemas are printed, and valid for another program" {
  for name in dossier policy order report; do
    dmpcert check --schema $name > schema.json
    /usr/bin/python3 -c 'import json,jsonschema; jsonschema.Draft7Validator.check_schema(json.load(open("schema.json")))'
  done
  expect 2 dmpcert check --schema nonsense
}

@test "JSON output fits its schema" {
  dmpcert check --schema report > report.schema.json
  change "s['contract']['status']='missing'"
  dmpcert --as-of $DAY check dossier.json --format json > report.json || [ $? = 1 ]
  dmpcert check nowhere.json --format json > error.json 2> /dev/null || [ $? = 3 ]
  /usr/bin/python3 - <<'PY'
import json, jsonschema
schema = json.load(open('report.schema.json'))
for name in ('report.json', 'error.json'):
    jsonschema.validate(json.load(open(name)), schema)
assert [f['rule'] for f in json.load(open('error.json'))['findings']] == ['FILE-NOT-FOUND']
PY
}

@test "standard input, and several dossiers at once" {
  run bash -c '"$DMPCERT" --as-of 2026-11-23 check - < dossier.json'
  [ "$status" = 0 ]
  cp dossier.json other.json
  expect 0 dmpcert --as-of $DAY check dossier.json other.json --format json
  [ "$(json 'len(d["sites"])')" = 4 ]
}
