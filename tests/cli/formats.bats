load helper

FORMATS=(text json sarif gitlab junit markdown csv)

# A dossier with errors, warnings and, on line 1, everything that could break out of a format.
spoil() {
  /usr/bin/python3 - <<'PY'
import json, re
d = json.loads(re.sub(r'^\s*//.*$', '', open('dossier.json').read(), flags=re.M))
evil = '\x1b[31m]]> <b>&amp;</b> "\'`| @someone #12 [x](http://e.example) \u202e=1+1;\t{0}'
s = d['establishments'][0]
s['contract'] = {'status': 'missing'}
s['name'] = evil
d['people'][3]['email'] = evil
s[evil] = 1
json.dump(d, open('dossier.json', 'w'), indent=1)
PY
}

# every FILE CODE NAME: all formats of a check of FILE, into NAME.<format>, twice.
every() {
  local format
  for format in "${FORMATS[@]}"; do
    expect "$2" dmpcert --as-of $DAY --lang fr check "$1" --format "$format"
    dmpcert --as-of $DAY --lang fr check "$1" --format "$format" > "$3.$format" 2> /dev/null || true
    dmpcert --as-of $DAY --lang fr check "$1" --format "$format" > again 2> /dev/null || true
    cmp "$3.$format" again
    [ -s "$3.$format" ]
  done
}

# agree NAME: the formats say the same, in the eyes of programs that are not ours.
agree() {
  xmllint --noout "$1.junit"
  cmark-gfm -e table -t xml "$1.markdown" > "$1.markdown.xml"
  /usr/bin/python3 - "$1" <<'PY'
import csv, json, sys, xml.etree.ElementTree as tree
name = sys.argv[1]
report = json.load(open(name + '.json'))
findings = [(f['rule'], f['site'], f['pointer']) for f in report['findings']]
sites = [s['site'] for s in report.get('sites', [])]

run, = json.load(open(name + '.sarif'))['runs']
rules = run['tool']['driver']['rules']
assert [r['ruleId'] for r in run['results']] == [f[0] for f in findings]
assert all(rules[r['ruleIndex']]['id'] == r['ruleId'] for r in run['results'])
assert len({r['id'] for r in rules}) == len(rules)
levels = {'error': 'error', 'warning': 'warning', 'info': 'note'}
assert [r['level'] for r in run['results']] == [levels[f['severity']] for f in report['findings']]

issues = json.load(open(name + '.gitlab'))
open_findings = [f for f in report['findings'] if not f['accepted']]
assert [i['check_name'] for i in issues] == [f['rule'] for f in open_findings]
weights = {'error': 'critical', 'warning': 'major', 'info': 'info'}
assert [i['severity'] for i in issues] == [weights[f['severity']] for f in open_findings]
assert len({i['fingerprint'] for i in issues}) == len(issues)
assert all(i['location']['path'] and i['location']['lines']['begin'] >= 1 and i['description'] for i in issues)

suites = tree.parse(name + '.junit').getroot()
assert [s.get('name').split(' ')[0] for s in suites[1:]] == sites
assert int(suites.get('tests')) == len(suites.findall('.//testcase'))
assert int(suites.get('failures')) == len(suites.findall('.//failure'))
failing = {(f['site'], f['rule'].split('-')[0]) for f in report['findings']
           if f['severity'] == 'error'}
assert len(failing) == len(suites.findall('.//failure'))

root = tree.parse(name + '.markdown.xml').getroot()
kinds = {e.tag.split('}')[1] for e in root.iter()}
assert not kinds & {'html_inline', 'html_block', 'link', 'image', 'emph', 'strong'}, kinds
cells = [''.join(part.text or '' for part in cell if part.text)
         for cell in root.iter() if cell.tag.endswith('table_cell')]
for rule, _, _ in findings:
    assert rule in cells, rule

rows = list(csv.reader(open(name + '.csv', encoding='utf-8-sig', newline=''), delimiter=';'))
assert all(len(r) == len(rows[0]) for r in rows)
if sites:  # Those that are blocked come first.
    order = sorted(report['sites'], key=lambda s: s['ready'])
    assert [r[0] for r in rows[1:]] == [s['site'] for s in order]
    assert [int(r[9]) for r in rows[1:]] == [s['errors'] for s in order]
    assert [r[2].lstrip("'") for r in rows[1:]] == [s['finess'] for s in order]
else:
    assert [r[4] for r in rows[1:]] == [f[0] for f in findings]

for format in ('text', 'json', 'sarif', 'junit', 'markdown', 'csv'):
    text = open(f'{name}.{format}', encoding='utf-8').read()
    assert not set(text) & {'\x1b', '\u202e'}, format
PY
}

# own_certificate FILE TRUE|FALSE: one of nobody's, an authority's or not.
own_certificate() {
  printf '[req]\ndistinguished_name=n\nx509_extensions=x\n[n]\n[x]\nbasicConstraints=CA:%s\n' "$2" > config
  openssl req -x509 -config config -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -subj "/CN=$1" -days 9 \
    -out "$1" 2> /dev/null
}

# agree_on_files NAME FILE…: each format says something of each file.
agree_on_files() {
  xmllint --noout "$1.junit"
  /usr/bin/python3 - "$@" <<'PY'
import csv, json, sys, xml.etree.ElementTree as tree
name, *files = sys.argv[1:]
report = json.load(open(name + '.json'))
assert set(files) <= {f['file'] for f in report['findings']}, report['findings']
run, = json.load(open(name + '.sarif'))['runs']
assert [r['ruleId'] for r in run['results']] == [f['rule'] for f in report['findings']]
suites = tree.parse(name + '.junit').getroot()
assert set(files) <= {s.get('name') for s in suites}
assert int(suites.get('failures')) == len(suites.findall('.//failure')) > 0
rows = list(csv.reader(open(name + '.csv', encoding='utf-8-sig', newline=''), delimiter=';'))
assert set(files) <= {r[0] for r in rows}, rows
assert report['summary']['errors'] == sum(f['severity'] == 'error' for f in report['findings'])
assert [r[4] for r in rows[1:] if r[4]] == [f['rule'] for f in report['findings']]
PY
}

@test "every format of a dossier that is right" {
  every dossier.json 0 right
  agree right
}

@test "every format of a dossier that is wrong, with hostile texts" {
  spoil
  every dossier.json 1 wrong
  agree wrong
  grep -q '<failure' wrong.junit
  grep -q "CONTRACT-MISSING" wrong.markdown
}

@test "a dossier that is no JSON: its findings are rendered, and the exit code is 3" {
  printf '{"version": 1,' > broken.json
  every broken.json 3 syntax
  agree syntax
  grep -q JSON-SYNTAX syntax.sarif
}

@test "a file that is not there is a finding in every format, beside those that are, and the exit code is 3" {
  every nowhere.json 3 alone
  agree_on_files alone nowhere.json
  own_certificate own.pem FALSE
  own_certificate authority.pem TRUE
  echo nothing > text
  for format in "${FORMATS[@]}"; do
    expect 3 dmpcert --as-of $DAY --lang fr check dossier.json nowhere.json own.pem text authority.pem --format "$format"
    printf '%s' "$output" > "all.$format"
    shows nowhere.json
    [ "$format" = json ] || shows own.pem
    case $format in junit | markdown | csv) shows authority.pem ;; esac
  done
  agree_on_files all nowhere.json own.pem text
  # What could not be read makes no rule of anything else green: neither the register nor the workstation was asked for.
  never grep 'REGISTER\|WORKSTATION' all.junit all.sarif
  dmpcert --as-of $DAY check dossier.json --format junit > dossier.junit
  never grep 'name="\(REGISTER\|WORKSTATION\|CERT\|CHAIN\)"' dossier.junit
  dmpcert --as-of $DAY check own.pem --format sarif > own.sarif || [ $? = 1 ]
  grep -q '"CERT-EXPIRED"' own.sarif
  never grep '"CONTRACT-MISSING"\|"CERT-STRUCTURE-OTHER"' own.sarif
}

@test "a failure of the whole run is a document too" {
  own_certificate own.pem FALSE
  for format in sarif junit markdown csv json; do
    expect 3 dmpcert check dossier.json --trust nowhere.pem --format "$format" own.pem
    [ -n "$output" ]
    shows nowhere.pem
  done
}

@test "file names that are no UTF-8" {
  local name
  name=$(printf 'h\364pital #1.json')
  spoil
  mv dossier.json "$name"
  every "$name" 1 named
  agree named
  grep -q 'h%F4pital%20%231.json' named.sarif
}

@test "--fail-on warning fails JUnit cases too" {
  /usr/bin/python3 - <<'PY'
import json, re
d = json.loads(re.sub(r'^\s*//.*$', '', open('dossier.json').read(), flags=re.M))
d['establishments'][0]['extra'] = 1
json.dump(d, open('dossier.json', 'w'))
PY
  expect 0 dmpcert --as-of $DAY check dossier.json --format junit
  never grep '<failure' <<< "$output"
  expect 1 dmpcert --as-of $DAY check dossier.json --format junit --fail-on warning
  shows '<failure'
}

@test "the same finding of many sites is told once, --details shows each" {
  /usr/bin/python3 - <<'PY'
import copy, json, re
d = json.loads(re.sub(r'^\s*//.*$', '', open('dossier.json').read(), flags=re.M))
first = d['establishments'][0]
first['contract'] = {'status': 'missing'}
d['establishments'] = []
for i in range(20):
    site = copy.deepcopy(first)
    site['id'] = f'site-{i}'
    d['establishments'].append(site)
json.dump(d, open('dossier.json', 'w'))
PY
  expect 1 dmpcert --as-of $DAY check dossier.json
  shows "20 sites: all are blocked by"
  shows "site-9 (line "
  [ "$(grep -c 'error.* CONTRACT-MISSING  *20 places' <<< "$output")" = 1 ]
  expect 1 dmpcert --as-of $DAY check dossier.json --details
  [ "$(grep -c 'error.* CONTRACT-MISSING' <<< "$output")" = 20 ]
}

# The schema is not ours to keep: npm fetches the package that has it, at one version, and its hash is pinned.
@test "SARIF is valid under the schema of OASIS" {
  local package=@microsoft/jest-sarif@1.0.0-beta.0 schema=package/lib/schemas/sarif-2.1.0-rtm.5.json
  command -v npm > /dev/null || skip "npm is not here to fetch the schema"
  timeout 60 npm pack --silent "$package" > /dev/null 2>&1 || skip "npm cannot fetch $package"
  tar -xzf ./*.tgz "$schema"
  sha256sum --check --quiet <<< "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8  $schema"
  dmpcert --as-of $DAY check dossier.json --format sarif > right.sarif
  spoil
  dmpcert --as-of $DAY check dossier.json --format sarif > wrong.sarif || [ $? = 1 ]
  printf '{' > broken.json
  dmpcert check broken.json --format sarif > broken.sarif || [ $? = 3 ]
  sed 's/"level": "error"/"level": "fatal"/' wrong.sarif > false.sarif
  /usr/bin/python3 - "$schema" <<'PY'
import json, sys, jsonschema
validator = jsonschema.Draft4Validator(json.load(open(sys.argv[1])))
for name in ('right', 'wrong', 'broken'):
    faults = [f'{list(f.path)}: {f.message}' for f in validator.iter_errors(json.load(open(name + '.sarif')))]
    assert not faults, (name, faults[:3])
assert not validator.is_valid(json.load(open('false.sarif')))
PY
}

# a_group N: N sites, of which three have no contract yet.
a_group() {
  "$REPOSITORY/tests/bench/dossier-generate.py" "$1" > made.json
  /usr/bin/python3 - <<'PY'
import json
d = json.load(open('made.json'))
for site in d['establishments'][:3]:
    site['contract'] = {'status': 'missing'}
json.dump(d, open('made.json', 'w'), indent=1)
PY
}

@test "twelve sites fit on a screen of 50 lines, two hundred on two, in both languages" {
  local lang
  for lang in en fr; do
    a_group 12
    expect 1 dmpcert --lang $lang --as-of $DAY check made.json
    [ "$(wc -l <<< "$output")" -le 50 ]
    COLUMNS=80 expect 1 dmpcert --lang $lang --as-of $DAY check made.json
    [ "$(wc -l <<< "$output")" -le 50 ]
    [ "$(wc -L <<< "$output")" -le 80 ]
    a_group 200
    COLUMNS=80 expect 1 dmpcert --lang $lang --as-of $DAY check made.json
    [ "$(wc -l <<< "$output")" -le 100 ]
    "$REPOSITORY/tests/bench/dossier-generate.py" 200 --faults > made.json
    COLUMNS=80 expect 1 dmpcert --lang $lang --as-of $DAY check made.json
    [ "$(wc -l <<< "$output")" -le 100 ]
  done
}

@test "a report by site, by rule or by who acts, in every format that has no groups of its own" {
  a_group 12
  expect 1 dmpcert --as-of $DAY check made.json --group-by actor
  shows "Legal representative of 3 sites"
  shows "Install: AUTH_CLI, SIGN"
  expect 1 dmpcert --as-of $DAY check made.json --group-by site
  shows "  site site-11"
  expect 1 dmpcert --as-of $DAY check made.json --group-by rule --format csv
  shows '"CONTRACT-MISSING";"error";'
  shows '";3;"site-0, site-1, site-2"'
  shows "site-0, site-1, site-2"
  expect 1 dmpcert --as-of $DAY check made.json --group-by actor --format json
  [ "$(json '[g["number"] for g in d["groups"] if g["step"].startswith("Apply")]')" = "['3']" ]
  expect 1 dmpcert --as-of $DAY check made.json --group-by rule --format markdown
  shows "| CONTRACT-MISSING |"
  expect 2 dmpcert --as-of $DAY check made.json --group-by rule --format sarif
  says "--group-by does not apply to the format sarif"
}

# A page runs its own script and no other: the policy has its hash, and that of the style.
@test "HTML: one page that needs nothing from elsewhere and runs only its own script" {
  a_group 12
  expect 1 dmpcert --lang fr --as-of $DAY check made.json --format html
  printf '%s\n' "$output" > page.html
  /usr/bin/python3 - <<'PY'
import base64, hashlib, html, re
page = open('page.html', encoding='utf-8').read()
policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
assert "default-src 'none'" in policy and 'unsafe' not in policy, policy
for kind in ('style', 'script'):
    text, = re.findall(rf'<{kind}>(.*?)</{kind}>', page, re.S)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert f"{kind}-src 'sha256-{digest}'" in policy, (kind, digest)
assert not re.search(r'https?://(?!pfc\.eservices)|@import|url\(|<[^>]* (src|href|style|on\w+)=', page)
assert page.count('scope="row"') == 12 and page.count('data-filter="Filtrer :"') == 3
assert '<h2>À faire aujourd' in page and '<svg' in page
PY
}

@test "at a terminal tables are as wide as it is; ACCESSIBLE=1 has labelled lines" {
  COLUMNS=70 expect 0 dmpcert --as-of $DAY check dossier.json
  [ "$(wc -L <<< "$output")" -le 70 ]
  shows "E.H.P.A.D. DU"
  ACCESSIBLE=1 expect 0 dmpcert --as-of $DAY check dossier.json
  shows "Site: cayenne"
  shows "Blocked by: 0"
  run "$REPOSITORY/tests/cli/at_terminal.py" -- sh -c 'stty cols 64; "$0" --as-of 2026-11-23 check dossier.json' "$DMPCERT"
  [ "$status" = 0 ]
  [ "$(sed 's/\x1b\[[0-9;]*m//g; s/\r//' <<< "$output" | wc -L)" -le 64 ]
}
