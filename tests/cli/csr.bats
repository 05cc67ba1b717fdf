load helper

W=dmp-workspace/970300026/AUTH_CLI

@test "keys 0600, requests that openssl verifies, subject in the authority's order and types" {
  expect 0 dmpcert csr dossier.json --all
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
    "code de révocation"; do
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

@test "the same again changes nothing and says so" {
  order
  before=$(contents dmp-workspace)
  expect 0 dmpcert csr dossier.json --all
  shows unchanged
  [ "$(contents dmp-workspace)" = "$before" ]
}

@test "a key that others can read is closed again, and that is told" {
  order
  chmod 644 $W/key.pem
  expect 0 dmpcert csr dossier.json --all --dry-run
  [ "$(stat -c %a $W/key.pem)" = 644 ]
  expect 0 dmpcert csr dossier.json --all
  says "could be read by others"
  [ "$(stat -c %a $W/key.pem)" = 600 ]
}

@test "a key is never overwritten: refused without --renew, beside it with --renew" {
  order
  key=$(sha256sum $W/key.pem)
  sed -i 's/"CENTRE HOSPITALIER DE CAYENNE"/"CENTRE HOSPITALIER DE KOUROU"/' dossier.json
  expect 2 dmpcert csr dossier.json --site cayenne --usage auth-cli
  says -- --renew
  [ "$(sha256sum $W/key.pem)" = "$key" ]
  expect 0 dmpcert csr dossier.json --site cayenne --usage auth-cli --renew
  [ "$(sha256sum $W/key.pem)" = "$key" ]
  openssl req -in $W/renewal/request.csr -verify -noout
  mkdir -p other/970300026/SIGN
  echo "somebody's key" > other/970300026/SIGN/key.pem
  expect 2 dmpcert csr dossier.json --site cayenne --usage sign --workspace other
  [ "$(cat other/970300026/SIGN/key.pem)" = "somebody's key" ]
}

@test "each renewal has a place of its own, and stays in its environment" {
  order
  renew() { dmpcert csr dossier.json --site cayenne --usage sign --renew > /dev/null; }
  renew
  authority issue "$AUTHORITY" --dossier dossier.json --site cayenne --usage SIGN \
    --csr dmp-workspace/970300026/SIGN/renewal/request.csr --out new.pem > /dev/null
  expect 0 dmpcert install new.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  renew
  openssl req -in dmp-workspace/970300026/SIGN/renewal-2/request.csr -verify -noout
  authority issue "$AUTHORITY" --dossier dossier.json --site cayenne --usage SIGN \
    --csr dmp-workspace/970300026/SIGN/renewal-2/request.csr --out newer.pem > /dev/null
  expect 0 dmpcert install newer.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  [ -e dmp-workspace/970300026/SIGN/renewal-2/certificate.pem ]
  sed 's/"environment": "rehearsal"/"environment": "production"/' dossier.json > production.json
  expect 2 dmpcert csr production.json --site cayenne --usage sign --renew
}

@test "a dry run writes nothing; JSON names orders" {
  expect 0 dmpcert csr dossier.json --all --dry-run --format json
  [ "$(json '[(o["site"], o["usage"], o["service"], o["act"]) for o in d["orders"]][0]')" = \
    "('cayenne', 'AUTH_CLI', 'DMP AUTHENTIFICATION', 'planned')" ]
  [ ! -e dmp-workspace ]
}

@test "a site that cannot be named is reported, the others go on" {
  sed -i 's/"geographic": "970300026"/"geographic": "970300027"/' dossier.json
  expect 3 dmpcert csr dossier.json --all
  [ -e dmp-workspace/970302287/SIGN/request.csr ]
  [ ! -e dmp-workspace/970300027 ]
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

@test "two sites on one number: the second is left out; an error of the whole document stops all" {
  sed 's/"geographic": "970302287"/"geographic": "970300026"/' dossier.json > twice.json
  expect 3 dmpcert csr twice.json --all --workspace twice --format json
  says DOSSIER-DUPLICATE-FINESS
  [ "$(json '{o["site"] for o in d["orders"]}, {f["rule"] for f in d["findings"]}')" = \
    "({'cayenne'}, {'DOSSIER-DUPLICATE-FINESS'})" ]
  sed 's/"environment": "rehearsal"/"environment": "prod"/' dossier.json > prod.json
  for command in "csr prod.json --all --workspace w" "form413 prod.json --all -o w"; do
    # shellcheck disable=SC2086
    expect 3 dmpcert $command
    says SCHEMA-VALUE
  done
  [ ! -e w ]
}
