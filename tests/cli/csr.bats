load helper

# The rules look at the day: cards end.
csr() { dmpcert --as-of "$DAY" csr "$@"; }

W=dmp-workspace/970300026/AUTH_CLI

@test "keys 0600, requests that openssl verifies, subject in the authority's order and types" {
  expect 0 dmpcert csr dossier.json --all --plain-key
  for finess in 970300026 970302287; do
    for usage in AUTH_CLI SIGN; do
      folder=dmp-workspace/$finess/$usage
      [ "$(stat -c %a $folder/key.pem)" = 600 ]
      openssl req -in $folder/request.csr -verify -noout
      openssl req -in $folder/request.csr -noout -text | grep -q 'Signature Algorithm: sha256WithRSAEncryption'
      openssl req -in $folder/request.csr -noout -text | grep -q '2048 bit'
      openssl req -in $folder/request.csr -noout -text | grep -A1 Attributes | grep -qi none
      cmp <(openssl pkey -in $folder/key.pem -pubout) <(openssl req -in $folder/request.csr -pubkey -noout)
      certtool --crq-info --infile $folder/request.csr | grep -q 'Self signature: verified'
    done
  done
  [ "$(openssl req -in $W/request.csr -noout -subject -nameopt RFC2253,-esc_msb,utf8)" = \
    "subject=CN=DMP AUTHENTIFICATION,OU=1970300026,O=CENTRE HOSPITALIER DE CAYENNE,ST=Guyane (973),C=FR" ]
  # 43 characters cut at 40; the signature's own name
  openssl req -in dmp-workspace/970302287/SIGN/request.csr -noout -subject -nameopt RFC2253 |
    grep -q 'CN=DMP SIGNATURE,OU=1970302287,O=E.H.P.A.D. DU CENTRE HOSPITALIER DE CAYE,'
  [ "$(openssl asn1parse -in $W/request.csr | grep -o 'PRINTABLESTRING\|UTF8STRING' | tr '\n' ' ')" = \
    "PRINTABLESTRING UTF8STRING UTF8STRING UTF8STRING UTF8STRING " ]
}

@test "the order sheet has the exact values to type" {
  order
  for value in "DMP AUTHENTIFICATION" 1970300026 AUTH_CLI https://pfc.eservices.esante.gouv.fr request.csr \
    "code de révocation" https://tech.esante.gouv.fr/outils-services/igc-sante/manuels-utilisateurs; do
    grep -qF "$value" $W/order-sheet.txt || { cat $W/order-sheet.txt; return 1; }
  done
  grep -qF "DMP SIGNATURE" dmp-workspace/970300026/SIGN/order-sheet.txt
}

@test "keys are encrypted with a passphrase: file, environment, descriptor" {
  expect 0 dmpcert csr dossier.json --site cayenne --usage auth-cli --passphrase-file passphrase.txt
  grep -q 'BEGIN ENCRYPTED PRIVATE KEY' $W/key.pem
  openssl pkey -in $W/key.pem -passin file:passphrase.txt -noout
  run openssl pkey -in $W/key.pem -passin pass:other -noout
  [ "$status" != 0 ]
  openssl asn1parse -in $W/key.pem | grep -q aes-256-cbc
  openssl asn1parse -in $W/key.pem | grep -q 'INTEGER *:0927C0'   # 600,000 iterations
  PHRASE='cinq mots bien plus secrets' expect 0 dmpcert csr dossier.json --site cayenne --usage sign --passphrase-env PHRASE
  openssl pkey -in dmp-workspace/970300026/SIGN/key.pem -passin 'pass:cinq mots bien plus secrets' -noout
  expect 0 bash -c '"$DMPCERT" csr dossier.json --site ehpad --usage sign --passphrase-fd 9 9< passphrase.txt'
  openssl pkey -in dmp-workspace/970302287/SIGN/key.pem -passin file:passphrase.txt -noout
  run grep -rl 'mots bien' dmp-workspace
  [ -z "$output" ]
}

@test "weak passphrases are refused with a reason, and nothing is made" {
  for weak in court motdepasse123 azertyuiop12 aaaaaaaaaaaaaaaa; do
    PHRASE=$weak expect 5 csr dossier.json --all --passphrase-env PHRASE
    says "passphrase"
    never grep "$weak" <<< "$stderr$output"
  done
  PHRASE='' expect 5 csr dossier.json --all --passphrase-env PHRASE
  [ ! -e dmp-workspace ]
}

@test "the same again changes nothing and says so" {
  order
  before=$(contents dmp-workspace)
  expect 0 dmpcert csr dossier.json --all --plain-key
  shows unchanged
  [ "$(contents dmp-workspace)" = "$before" ]
}

@test "a key that others can read is closed again, and that is told" {
  order
  chmod 644 $W/key.pem
  expect 0 dmpcert csr dossier.json --all --dry-run
  [ "$(stat -c %a $W/key.pem)" = 644 ]
  expect 0 dmpcert csr dossier.json --all --plain-key
  says "could be read by other users"
  [ "$(stat -c %a $W/key.pem)" = 600 ]
}

@test "a key is never overwritten: refused without --renew, beside it with --renew" {
  order
  key=$(sha256sum $W/key.pem)
  sed -i 's/"CENTRE HOSPITALIER DE CAYENNE"/"CENTRE HOSPITALIER DE KOUROU"/' dossier.json
  expect 3 dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli
  says -- --renew
  [ "$(sha256sum $W/key.pem)" = "$key" ]
  expect 0 dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli --renew
  [ "$(sha256sum $W/key.pem)" = "$key" ]
  openssl req -in $W/renewal/request.csr -verify -noout
  mkdir -p other/970300026/SIGN
  echo "somebody's key" > other/970300026/SIGN/key.pem
  expect 3 dmpcert csr dossier.json --site cayenne --plain-key --usage sign --workspace other
  [ "$(cat other/970300026/SIGN/key.pem)" = "somebody's key" ]
}

@test "each renewal has a place of its own, and stays in its environment" {
  order
  renew() { dmpcert csr dossier.json --site cayenne --plain-key --usage sign --renew > /dev/null; }
  renew
  deliver cayenne 970300026 SIGN/renewal new.pem
  expect 0 dmpcert install new.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  renew
  openssl req -in dmp-workspace/970300026/SIGN/renewal-2/request.csr -verify -noout
  deliver cayenne 970300026 SIGN/renewal-2 newer.pem
  expect 0 dmpcert install newer.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  [ -e dmp-workspace/970300026/SIGN/renewal-2/certificate.pem ]
  sed 's/"environment": "rehearsal"/"environment": "production"/' dossier.json > production.json
  expect 3 dmpcert csr production.json --site cayenne --plain-key --usage sign --renew
}

@test "a dry run writes nothing; JSON names orders" {
  expect 0 dmpcert csr dossier.json --all --dry-run --format json
  [ "$(json '[(o["site"], o["usage"], o["service"], o["act"]) for o in d["orders"]][0]')" = \
    "('cayenne', 'AUTH_CLI', 'DMP AUTHENTIFICATION', 'planned')" ]
  [ ! -e dmp-workspace ]
}

@test "a site that cannot be named is left out and reported, the others go on; not even forced" {
  sed -i 's/"finess": "970300026"/"finess": "970300027"/' dossier.json
  expect 1 dmpcert csr dossier.json --all --plain-key
  says "cayenne  left out"
  says FINESS-KEY
  [ -e dmp-workspace/970302287/SIGN/request.csr ]
  [ ! -e dmp-workspace/970300027 ]
  expect 3 dmpcert csr dossier.json --all --plain-key --force "the number will be right"
  says "no valid site FINESS number"
  [ ! -e dmp-workspace/970300027 ]
}

@test "a site with blocking findings is left out; --force makes its order and says why in the journal" {
  sed -i '0,/"status": "signed", "number": "C-EXEMPLE-0001"/s//"status": "missing", "number": ""/' dossier.json
  expect 1 csr dossier.json --all --plain-key --format json
  [ "$(json '{o["site"] for o in d["orders"]}, d["summary"]["left_out"], "CONTRACT-MISSING" in {f["rule"] for f in d["findings"]}')" = \
    "({'ehpad'}, 1, True)" ]
  [ ! -e dmp-workspace/970300026 ]
  for reason in "" "  "; do
    expect 2 csr dossier.json --all --plain-key --force "$reason"
  done
  expect 0 csr dossier.json --all --plain-key --force 'contrat signé, numéro à venir'
  says CONTRACT-MISSING
  /usr/bin/python3 - <<'PY'
import json
notes = {}
for line in open('dmp-workspace/journal.jsonl'):
    entry = json.loads(line)
    notes.setdefault(entry['site'], set()).add(entry.get('note'))
assert notes == {'ehpad': {None}, 'cayenne': {'contrat signé, numéro à venir'}}, notes
PY
}

@test "an accepted finding blocks nothing" {
  sed -i '0,/"status": "signed", "number": "C-EXEMPLE-0001"/s//"status": "missing", "number": ""/' dossier.json
  sed -i '0,/"version": 2,/s//"version": 2, "accepted": [{"rule": "CONTRACT-MISSING", "site": "cayenne", "reason": "signed", "until": "2026-12-31"}],/' dossier.json
  expect 0 csr dossier.json --site cayenne --dry-run
}

@test "order.json fits its schema; the journal has every act and no secret" {
  expect 0 dmpcert csr dossier.json --all --passphrase-file passphrase.txt
  dmpcert check --schema order > schema.json
  /usr/bin/python3 - <<'PY'
import glob, json, jsonschema
schema = json.load(open('schema.json'))
orders = glob.glob('dmp-workspace/*/*/order.json')
assert len(orders) == 4
for path in orders:
    jsonschema.validate(json.load(open(path)), schema)
lines = [json.loads(line) for line in open('dmp-workspace/journal.jsonl')]
assert len(lines) >= 4 and all(line['at'] and line['by'] and line['act'] for line in lines)
PY
  keys_private
}

# one_code CODE DOSSIER RULE: check, csr and form413 of all sites end so, each with that rule.
one_code() {
  for command in "check $2" "csr $2 --all --plain-key --workspace w" "form413 $2 --all -o w"; do
    # shellcheck disable=SC2086
    expect "$1" dmpcert --as-of "$DAY" $command
    grep -qF "$3" <<< "$output$stderr" || { echo "$command lacks $3"; echo "$output$stderr"; return 1; }
  done
}

@test "two sites on one number: neither is ordered for, alone or by force; the same code everywhere" {
  sed 's/"finess": "970302287"/"finess": "970300026"/' dossier.json > twice.json
  one_code 1 twice.json DOSSIER-DUPLICATE-FINESS
  for site in cayenne ehpad; do
    expect 1 csr twice.json --site $site --plain-key --workspace w
    says "cayenne, ehpad"
    [[ $stderr != *--force* ]]  # which would not help
    expect 1 dmpcert --as-of "$DAY" form413 twice.json --site $site -o w
    expect 3 csr twice.json --site $site --plain-key --workspace w --force "it will be right"
    says "cayenne, ehpad"
  done
  [ -z "$(find w -name '*.csr' -o -name '*.pdf' -o -name key.pem)" ]
}

@test "an administrator without a card number: neither form nor order, whatever is accepted" {
  sed -i 's/"type": "CPA", "number": "2600900002", "status": "active"/"type": "CPA", "status": "requested"/' dossier.json
  sed 's/"environment"/"accepted": [{"rule": "PERSON-CARD-NUMBER-MISSING", "reason": "soon", "until": "2030-01-01"}], &/' \
    dossier.json > accepted.json
  for file in dossier.json accepted.json; do
    one_code 1 $file PERSON-CARD-NUMBER-MISSING
  done
  expect 1 dmpcert --as-of "$DAY" check accepted.json
  shows ACCEPTED-FIRM
  # The other site does not name that person.
  [ -e w/970302287/SIGN/request.csr ] && [ ! -e w/970300026 ]
  [ "$(find w -name '*.pdf' -path '*413*')" = w/form-413-970302287.pdf ]
}

@test "list, summary and table count the same: a finding for each place to correct" {
  sed 's/"finess": "970302287"/"finess": "970300026"/; s/"expires_on": "2028-05-31"/"expires_on": "2027-02-10"/' dossier.json > twice.json
  expect 1 dmpcert --as-of "$DAY" check twice.json --details
  [ "$(grep -cE 'error +DOSSIER-DUPLICATE-FINESS' <<< "$output")" = 2 ]
  [ "$(grep -c "970300026: cayenne, ehpad" <<< "$output")" = 2 ]
  shows "Errors: 2"
  expect 1 dmpcert --as-of "$DAY" check twice.json --format json
  [ "$(json 'sum(f["severity"] == "error" for f in d["findings"]), d["summary"]["errors"], [s["errors"] for s in d["sites"]]')" = "(2, 2, [1, 1])" ]
  # an administrator of both sites is one place: one finding, of neither site alone
  [ "$(json '[f["site"] for f in d["findings"] if f["pointer"] == "/people/1/card/expires_on"]')" = "['']" ]
  [ "$(json 'sum(f["severity"] == "info" for f in d["findings"]) == d["summary"]["infos"]')" = True ]
}

@test "an edition that a later one replaced says so once in each command; another does not" {
  for command in "csr dossier.json --all --plain-key" "form413 dossier.json --all -o forms"; do
    # shellcheck disable=SC2086
    expect 0 dmpcert --as-of "$DAY" $command --policy ans-2021-09-30
    [ "$(grep -c "edition ans-2021-09-30 was replaced by ans-2023" <<< "$stderr")" = 1 ]
    # shellcheck disable=SC2086
    expect 0 dmpcert --as-of "$DAY" $command --policy ans-2021-09-30 --format json
    [ "$(json '[f["severity"] for f in d["findings"] if f["rule"] == "EDITION-REPLACED"]')" = "['info']" ]
    # shellcheck disable=SC2086
    expect 0 dmpcert --as-of "$DAY" $command --policy ans-2021-09-30 -q
    [ -z "$stderr" ]
    # shellcheck disable=SC2086
    run --separate-stderr dmpcert --as-of "$DAY" $command --policy ans-2023
    [[ $stderr != *"was replaced"* ]]
  done
}

@test "what the FINESS register has against a site holds back its order and its form, too" {
  "$REPOSITORY/tests/support/finess-generate.py" --lines 500 --json > register.json
  expect 0 csr dossier.json --site cayenne --plain-key --usage sign --finess register.json
  sed -i '0,/"nomEgeCourt"/s//"dateFermeture": "2024-01-31", "nomEgeCourt"/' register.json
  for command in "check dossier.json --site cayenne" "csr dossier.json --site cayenne --plain-key --workspace w" \
    "form413 dossier.json --site cayenne -o w"; do
    # shellcheck disable=SC2086
    expect 1 dmpcert --as-of "$DAY" $command --finess register.json
    grep -qF "is closed according to the register since 2024-01-31" <<< "$output$stderr"
  done
  [ -z "$(find w -name request.csr -o -name '*.pdf')" ]
  expect 3 csr dossier.json --site cayenne --plain-key --finess dossier.json
}

@test "a certificate on the legal entity has its own name and department, and its sites share one order" {
  sed 's/"carried_by": "site"/"carried_by": "legal-entity"/; s/"name": "CENTRE HOSPITALIER DE CAYENNE", "rep/"name": "CHU DE GUYANE", "department": "59", "rep/' \
    dossier.json > entity.json
  expect 0 csr entity.json --all --plain-key --policy ans-2023
  [ "$(grep -c '^cayenne, ehpad  ' <<< "$output")" = 2 ]
  [ "$(find dmp-workspace -name request.csr | sort | tr '\n' ' ')" = \
    "dmp-workspace/970302022/AUTH_CLI/request.csr dmp-workspace/970302022/SIGN/request.csr " ]
  openssl req -in dmp-workspace/970302022/SIGN/request.csr -noout -subject -nameopt utf8,sep_comma_plus |
    grep -qF "C=FR,ST=Nord (59),O=CHU DE GUYANE,OU=1970302022,CN=DMP SIGNATURE"
  expect 0 csr entity.json --all --plain-key --policy ans-2023 --format json
  [ "$(json 'len(d["orders"]), sorted({(o["folder"], o["act"]) for o in d["orders"]})')" = \
    "(2, [('dmp-workspace/970302022/AUTH_CLI', 'unchanged'), ('dmp-workspace/970302022/SIGN', 'unchanged')])" ]
}

@test "a structure without a FINESS number orders on its SIRET" {
  sed 's/"finess": "970300026", //; s/"category": "es", "kind": "hospital"/"category": "other", "kind": "rrc"/
    s/"carried_by": "site"/"carried_by": "siret"/' dossier.json > siret.json
  expect 0 csr siret.json --site cayenne --usage sign --plain-key
  openssl req -in dmp-workspace/26973302800022/SIGN/request.csr -noout -subject -nameopt utf8,sep_comma_plus |
    grep -qF "O=CENTRE HOSPITALIER DE CAYENNE,OU=326973302800022,CN=DMP SIGNATURE"
}

@test "a site may have two certificates of one usage, for two services" {
  sed -i 's/"form_413": { "sent_on"/"certificates": [ { "service": "INSI", "usage": "AUTH_CLI", "name": "INSI-AUTO", "carried_by": "site" } ], &/' dossier.json
  expect 0 csr dossier.json --site cayenne --plain-key
  [ "$(find dmp-workspace -name request.csr | LC_ALL=C sort | tr '\n' ' ')" = \
    "$(printf 'dmp-workspace/970300026/%s/request.csr ' AUTH_CLI.INSI-AUTO AUTH_CLI SIGN)" ]
}

@test "an error of the whole document stops every command; one of an administrator those who name him" {
  sed 's/"environment": "rehearsal"/"environment": "prod"/' dossier.json > prod.json
  one_code 3 prod.json SCHEMA-VALUE
  echo '{"version": 2, "environment": "test", "establishments": []}' > none.json
  one_code 3 none.json ""
  [ ! -e w ]
  sed 's/"number": "2600900002"/"number": "26009000"/' dossier.json > card.json
  one_code 1 card.json CARD-NUMBER-LENGTH
  [ -e w/970302287/SIGN/request.csr ] && [ ! -e w/970300026 ]
}

@test "another service applicatif: INSi's two names to the letter, free ones with a warning" {
  expect 0 csr dossier.json --site cayenne --plain-key --usage auth-cli --service-name INSI-MANU
  says CSR-SERVICE-NAME
  openssl req -in "$W.INSI-MANU/request.csr" -noout -subject -nameopt RFC2253 | grep -q 'subject=CN=INSI-MANU,OU='
  grep -qF "INSI-MANU" "$W.INSI-MANU/order-sheet.txt"
  expect 3 csr dossier.json --site cayenne --plain-key --usage auth-cli --service-name insi-manu
  says "Write INSI-MANU"
  for name in "DMP SIGNATURE" "dmp authentification"; do
    expect 3 csr dossier.json --site cayenne --plain-key --usage auth-cli --service-name "$name"
  done
  says "Write DMP AUTHENTIFICATION"
  expect 3 csr dossier.json --site cayenne --plain-key --usage auth-cli --service-name "$(printf 'x%.0s' {1..65})"
  says "65 characters"
  expect 2 csr dossier.json --site cayenne --usage auth-cli --service-name ""
  [ "$(find dmp-workspace -name request.csr | wc -l)" = 1 ]
}

@test "names: accents are composed and that is said; what no certificate holds is refused" {
  sed -i $'s/"CENTRE HOSPITALIER DE CAYENNE"/"HO\u0302PITAL DE CAYENNE"/' dossier.json
  expect 0 csr dossier.json --site cayenne --plain-key --usage sign
  says CSR-NAME-COMPOSED
  openssl req -in dmp-workspace/970300026/SIGN/request.csr -noout -subject -nameopt RFC2253,-esc_msb,utf8 |
    grep -q 'O=HÔPITAL DE CAYENNE,'
  sed -i $'s/"HO\u0302PITAL DE CAYENNE"/"HÔPITAL \U1F3E5"/' dossier.json
  expect 1 csr dossier.json --site cayenne --plain-key --usage auth-cli
  says "character 9 of the name"
  expect 3 csr dossier.json --site cayenne --plain-key --usage auth-cli --force "so be it"
  says "at position 9"
}

@test "an existing key, encrypted or not; a file that is no key" {
  (umask 077 && openssl genrsa 2048 > own.pem 2> /dev/null)
  for mode in 0644 0640; do
    chmod "$mode" own.pem
    expect 3 csr dossier.json --site cayenne --usage sign --key-file own.pem
    says 'own.pem: contains a secret that other users can read'
    [ ! -e dmp-workspace ]
  done
  chmod 600 own.pem
  expect 0 csr dossier.json --site cayenne --usage sign --key-file own.pem
  cmp <(openssl pkey -in own.pem -pubout) <(openssl req -in dmp-workspace/970300026/SIGN/request.csr -pubkey -noout)
  keys_private
  expect 3 csr dossier.json --site cayenne --usage auth-cli --key-file own.pem
  says "already belongs to another order"
  expect 2 csr dossier.json --all --key-file own.pem
  says "Two certificates never share a key"
  (umask 077 && cat own.pem own.pem > both.pem)
  expect 3 csr dossier.json --site cayenne --usage auth-cli --key-file both.pem
  says "contains 2 private keys"
  (umask 077 && { openssl rsa -in own.pem -outform DER 2> /dev/null; printf '\0\0'; } > longer.der)
  expect 3 csr dossier.json --site cayenne --usage auth-cli --key-file longer.der
  says "there is something after its end"
  expect 2 csr dossier.json --site cayenne --usage auth-cli --key-file own.pem --key rsa:3072
  (umask 077 && openssl genpkey -algorithm RSA -aes256 -pass file:passphrase.txt > closed.pem 2> /dev/null)
  expect 5 csr dossier.json --site cayenne --usage auth-cli --key-file closed.pem
  expect 0 csr dossier.json --site cayenne --usage auth-cli --key-file closed.pem --passphrase-file passphrase.txt
  openssl pkey -in $W/key.pem -passin file:passphrase.txt -noout
  expect 3 csr dossier.json --site ehpad --usage sign --key-file dossier.json
  expect 3 csr dossier.json --site ehpad --usage sign --key-file none.pem
  [ ! -e dmp-workspace/970302287 ]
}

@test "larger keys and P-256 on demand, with a warning; other kinds are refused" {
  expect 0 csr dossier.json --site cayenne --plain-key --usage sign --key ec:p256
  says CSR-KEY-UNUSUAL
  openssl req -in dmp-workspace/970300026/SIGN/request.csr -noout -text | grep -q 'NIST CURVE: P-256'
  expect 3 csr dossier.json --site cayenne --plain-key --usage sign --key rsa:3072
  says "ec:p256 instead of rsa:3072"
  for kind in rsa:1024 rsa:2047 ec:p384 dsa RSA:2048 ""; do
    expect 2 csr dossier.json --site cayenne --plain-key --usage auth-cli --key "$kind"
  done
}

@test "the workspace's orders as a table, as JSON, and those that a dossier still lacks" {
  expect 3 dmpcert csr --status
  csr dossier.json --site cayenne --plain-key > /dev/null
  before=$(contents dmp-workspace)
  expect 0 dmpcert csr --status
  shows "cayenne  970300026  SIGN      DMP SIGNATURE         ready to request"
  [ "$(grep -c . <<< "$output")" = 3 ]
  expect 0 csr dossier.json --status --format json
  [ "$(json '[(o["site"], o["usage"], o["state"], o["act"]) for o in d["orders"]][1:3]')" = \
    "[('cayenne', 'SIGN', 'ready', ''), ('ehpad', 'AUTH_CLI', 'planned', 'planned')]" ]
  dmpcert check --schema report > schema.json
  /usr/bin/python3 -c 'import json,jsonschema,sys; jsonschema.validate(json.load(sys.stdin), json.load(open("schema.json")))' <<< "$output"
  [ "$(contents dmp-workspace)" = "$before" ]
  echo '{' > dmp-workspace/970300026/SIGN/order.json
  expect 3 dmpcert csr --status
  says 970300026/SIGN/order.json
  shows AUTH_CLI
}

@test "blocked, revoked and expired orders stand first" {
  csr dossier.json --site cayenne --plain-key > /dev/null
  deliver cayenne 970300026 SIGN sign.pem --not-before 20200101000000Z
  expect 0 dmpcert --as-of 2021-01-01 install sign.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  in_order() { awk 'NR > 1 { print $1, $3, $6 }' <<< "$output" | paste -sd, -; }
  expect 0 csr dossier.json --status
  [ "$(in_order)" = "cayenne SIGN installed,cayenne AUTH_CLI ready,cayenne SIGN planned,ehpad AUTH_CLI planned,ehpad SIGN planned" ]
  expect 0 dmpcert csr --mark delivered --order $W
  expect 0 dmpcert csr --mark revoked --order $W
  sed 's/"expires_on": "2028-03-31"/"expires_on": "2025-03-31"/' dossier.json > held.json
  expect 0 csr held.json --status
  [ "$(in_order | cut -d, -f1-4)" = "ehpad AUTH_CLI blocked,ehpad SIGN blocked,cayenne AUTH_CLI revoked,cayenne SIGN installed" ]
}

@test "what happened at the portal is noted: state, history, journal" {
  csr dossier.json --site cayenne --plain-key > /dev/null
  expect 3 dmpcert csr --mark revoked --order dmp-workspace/970300026/SIGN
  expect 0 dmpcert csr --mark requested --order dmp-workspace/970300026/SIGN
  grep -q 'SIGNATURE";"essai";"demandée"' dmp-workspace/index.csv
  expect 0 dmpcert csr --mark delivered --order dmp-workspace/970300026/SIGN --order $W --note 'reçus par courriel'
  shows "SIGN      DMP SIGNATURE         delivered"
  expect 0 dmpcert csr --mark revoked --order dmp-workspace/970300026/SIGN
  [ "$(/usr/bin/python3 -c 'import json; print([e["state"] for e in json.load(open("dmp-workspace/970300026/SIGN/order.json"))["history"]])')" = \
    "['ready', 'requested', 'delivered', 'revoked']" ]
  [ "$(grep -c 'reçus par courriel' dmp-workspace/journal.jsonl)" = 2 ]
  expect 3 csr dossier.json --site cayenne --plain-key --usage sign --renew
  says "was revoked"
  expect 0 csr dossier.json --site cayenne --plain-key --usage sign
  [ -e dmp-workspace/970300026/SIGN/renewal/request.csr ]
  expect 3 dmpcert csr --mark delivered --order dmp-workspace/970300026
  says "is not an order of the workspace"
  for wrong in "--mark delivered" "--order x" "--mark gone --order x" "--mark delivered --order x --status"; do
    # shellcheck disable=SC2086
    expect 2 dmpcert csr $wrong
  done
}

@test "renewal: beside the running certificate while it is active, refused once it has ended" {
  order
  deliver cayenne 970300026 SIGN delivered.pem
  install_it() { dmpcert install "$1" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any > /dev/null; }
  install_it delivered.pem
  expect 0 csr dossier.json --site cayenne --plain-key --usage sign --renew
  [ "$(/usr/bin/python3 -c 'import json; print(json.load(open("dmp-workspace/970300026/SIGN/renewal/order.json"))["renews"])')" = \
    "$(openssl x509 -in delivered.pem -outform DER | sha256sum | cut -d' ' -f1)" ]
  deliver cayenne 970300026 SIGN/renewal renewed.pem
  install_it renewed.pem
  expect 0 dmpcert csr --status --format json
  [ "$(json '[o["state"] for o in d["orders"] if o["usage"] == "SIGN"][:2]')" = "['superseded', 'installed']" ]
  after=$(date -u -d '+4 years' +%F)
  expect 3 dmpcert --as-of "$after" csr dossier.json --site cayenne --plain-key --usage sign --renew --force "cards"
  says "A new request is needed"
  expect 0 dmpcert --as-of "$after" csr dossier.json --site cayenne --plain-key --usage sign --force "cards"
  [ -e dmp-workspace/970300026/SIGN/renewal-2/request.csr ]
}

@test "the table of orders begins with what was revoked and what has expired" {
  order
  first() { sed -n 2p <<< "$output" | grep -q "$1" || { echo "$output"; return 1; }; }
  deliver ehpad 970302287 SIGN delivered.pem
  dmpcert install delivered.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any > /dev/null
  expect 0 dmpcert csr --status
  first "cayenne .*AUTH_CLI"
  expect 0 dmpcert --as-of "$(date -u -d '+4 years' +%F)" csr --status
  first "ehpad .*SIGN .*installed"
  expect 0 dmpcert csr --mark superseded --order dmp-workspace/970302287/SIGN
  expect 0 dmpcert --as-of "$(date -u -d '+4 years' +%F)" csr --status
  first "cayenne .*AUTH_CLI"
  deliver ehpad 970302287 AUTH_CLI delivered.pem
  dmpcert install delivered.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any > /dev/null
  expect 0 dmpcert csr --mark revoked --order dmp-workspace/970302287/AUTH_CLI
  expect 0 dmpcert csr --status
  first "ehpad .*AUTH_CLI .*revoked"
}

@test "progress is for terminals: rate and time left there, nothing elsewhere" {
  expect 0 csr dossier.json --all --plain-key --jobs 2
  [[ $stderr != *keys/s* ]]
  rm -r dmp-workspace
  script -qec "$DMPCERT --as-of $DAY csr dossier.json --all --plain-key --key rsa:3072 2>&1 > out.txt" typescript > /dev/null
  grep -qE '[1-4] of 4 orders, [0-9.]+ keys/s, [0-9]+:[0-9][0-9] left' typescript
  grep -q 'made: dmp-workspace/970300026/SIGN' out.txt
  rm -r dmp-workspace
  script -qec "$DMPCERT --as-of $DAY -q csr dossier.json --all --plain-key --key rsa:3072 2>&1 > out.txt" typescript > /dev/null
  never grep 'keys/s' typescript
}

@test "an order that is past the portal does not need its sheets any more" {
  csr dossier.json --site cayenne --plain-key --usage sign > /dev/null
  rm dmp-workspace/970300026/SIGN/order-sheet.*
  expect 0 dmpcert csr --mark delivered --order dmp-workspace/970300026/SIGN
  expect 0 csr dossier.json --site cayenne --plain-key --usage sign
  shows unchanged
}

@test "workspaces of a newer program and wrong numbers of jobs are refused" {
  order
  echo 2 > dmp-workspace/workspace-version
  before=$(contents dmp-workspace)
  expect 3 csr dossier.json --all --plain-key
  says "version 2"
  expect 3 dmpcert csr --status
  expect 3 dmpcert install "$AUTHORITY/chain.pem"
  says "version 2"
  [ "$(contents dmp-workspace)" = "$before" ]
  for jobs in 0 -1 129 two; do
    expect 2 csr dossier.json --all --plain-key --workspace w --jobs "$jobs"
  done
}

# agree FOLDER: openssl, certtool and keytool read the request and agree with order.json on subject and key.
agree() {
  local csr=$1/request.csr key printed
  key=$(/usr/bin/python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["public_key_sha256"])' "$1/order.json")
  [ "$(openssl req -in "$csr" -pubkey -noout | openssl pkey -pubin -outform DER | sha256sum | cut -d' ' -f1)" = "$key" ]
  certtool --crq-info --infile "$csr" | grep -qF "sha256:$key"
  printed=$(openssl req -in "$csr" -noout -subject -nameopt RFC2253,-esc_msb,utf8)
  printed=${printed#subject=}
  certtool --crq-info --infile "$csr" | grep -qxF "$(printf '\tSubject: ')$printed"
  keytool -J-Duser.language=en -J-Dfile.encoding=UTF-8 -J-Dstdout.encoding=UTF-8 -printcertreq -file "$csr" > keytool.txt
  [ "$(sed -n 's/^Subject: //p' keytool.txt | sed 's/, /,/g')" = "$printed" ]
  grep -q "^Public Key: $2" keytool.txt
  grep -qi "Signature algorithm: SHA256with" keytool.txt
}

@test "openssl, certtool and keytool agree on subject and key of every request" {
  sed -i 's/"CENTRE HOSPITALIER DE CAYENNE"/"HÔPITAL D’ŒUVRE DE CAYENNE"/' dossier.json
  expect 0 csr dossier.json --all --plain-key
  for folder in dmp-workspace/*/*/; do
    agree "$folder" "2048-bit RSA"
  done
  expect 0 csr dossier.json --all --plain-key --key rsa:3072 --workspace larger --usage sign
  agree larger/970300026/SIGN "3072-bit RSA"
  expect 0 csr dossier.json --all --plain-key --key ec:p256 --workspace curve --usage sign
  agree curve/970300026/SIGN "256-bit EC"
}
