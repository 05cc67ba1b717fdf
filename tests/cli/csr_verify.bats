load helper

# key NAME COMMAND…: what the command prints is NAME.pem.
key() { local name=$1; shift; "$@" > "$name.pem" 2> /dev/null; }
rsa() { key "$1" openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048; }

# request NAME KEY SUBJECT [OPTIONS]: NAME.csr
request() {
  local name=$1 key=$2 subject=$3
  shift 3
  printf '[req]\ndistinguished_name=dn\nstring_mask=utf8only\n[dn]\n[asks]\nsubjectAltName=DNS:a.example\n' > req.cnf
  openssl req -new -utf8 -config req.cnf -key "$key.pem" -subj "$subject" "$@" -out "$name.csr" 2> /dev/null
}

CAYENNE='/C=FR/ST=Guyane (973)/O=CENTRE HOSPITALIER DE CAYENNE/OU=1970300026/CN=DMP AUTHENTIFICATION'

rules() { json 'sorted({f["rule"] for f in d["findings"]})'; }

@test "our own requests are accepted, in PEM and DER; the same one twice is a warning" {
  order
  cat dmp-workspace/*/*/request.csr > all.pem
  openssl req -in dmp-workspace/970300026/AUTH_CLI/request.csr -outform DER -out one.der
  expect 0 dmpcert csr dossier.json --verify all.pem one.der --format json
  [ "$(json 'd["summary"]')" = "{'requests': 5, 'refused': 0, 'unreadable': 0, 'interrupted': False}" ]
  [ "$(rules)" = "['REQUEST-SAME-KEY']" ]
  [ "$(json 'd["requests"][4]["line"], d["requests"][4]["kind"]')" = "(None, 'DER')" ]
  expect 1 dmpcert csr dossier.json --verify all.pem one.der --fail-on warning
  shows "also the key of all.pem:1 "
  says "5 requests verified, 0 refused"
}

@test "requests fit a dossier, a site and a usage" {
  order
  cat dmp-workspace/*/*/request.csr > all.pem
  expect 0 dmpcert csr dossier.json --verify all.pem --format json --fail-on warning
  [ "$(json '[(r["site"], r["usage"], r["verdict"], r["index"]) for r in d["requests"]]')" = \
    "[('cayenne', 'AUTH_CLI', 'accepted', 1), ('cayenne', 'SIGN', 'accepted', 2), ('ehpad', 'AUTH_CLI', 'accepted', 3), ('ehpad', 'SIGN', 'accepted', 4)]" ]
  [ "$(json 'd["requests"][0]["public_key_sha256"]')" = \
    "$(openssl pkey -in dmp-workspace/970300026/AUTH_CLI/key.pem -pubout -outform DER | sha256sum | cut -d' ' -f1)" ]
  expect 1 dmpcert csr --verify all.pem --dossier dossier.json --site ehpad --format json
  [ "$(rules)" = "['REQUEST-SITE-UNKNOWN']" ]
  expect 1 dmpcert csr dossier.json --verify dmp-workspace/970300026/SIGN/request.csr --usage auth-cli
  shows 'CN is "DMP SIGNATURE"; "DMP AUTHENTIFICATION" is expected for AUTH_CLI'
  shows "request.csr: refused"
  expect 0 dmpcert csr --verify - < all.pem
  shows "key SHA-256"
}

@test "somebody else's requests: each fault is found" {
  rsa k
  request md5 k "$CAYENNE" -md5
  request asks k "$CAYENNE" -reqexts asks
  printf '[req]\ndistinguished_name=dn\nattributes=attributes\nprompt=no\nutf8=yes\nstring_mask=utf8only\n' > secret.cnf
  printf '[attributes]\nchallengePassword=entre nous\n[dn]\nC=FR\nST=Guyane (973)\n' >> secret.cnf
  printf 'O=CENTRE HOSPITALIER DE CAYENNE\nOU=1970300026\nCN=DMP AUTHENTIFICATION\n' >> secret.cnf
  openssl req -new -config secret.cnf -key k.pem -out secret.csr
  request new k "$CAYENNE" -newhdr
  request open k '/CN=www.example.org/O=x'
  for case in "md5 1 REQUEST-HASH" "asks 0 REQUEST-ATTRIBUTES" "secret 0 REQUEST-ATTRIBUTES"; do
    # shellcheck disable=SC2086
    set -- $case
    expect "$2" dmpcert csr dossier.json --verify "$1.csr" --format json
    [ "$(rules)" = "['$3']" ]
  done
  expect 1 dmpcert csr dossier.json --verify secret.csr --fail-on warning
  shows challengePassword
  [ "$(grep -c 'entre nous' <<< "$output$stderr")" = 0 ]
  expect 0 dmpcert csr dossier.json --verify new.csr --format json
  [ "$(json 'd["requests"][0]["kind"]')" = "NEW CERTIFICATE REQUEST" ]
  expect 1 dmpcert csr --verify open.csr --format json
  [ "$(rules)" = "['REQUEST-SUBJECT-CN-SERVICE', 'REQUEST-SUBJECT-MISSING', 'REQUEST-SUBJECT-ORDER']" ]
  expect 1 dmpcert csr --verify md5.csr asks.csr open.csr --format json
  [ "$(json '[(f["rule"], f["severity"], f["file"]) for f in d["findings"] if f["rule"] == "REQUEST-SAME-KEY"]')" = \
    "[('REQUEST-SAME-KEY', 'warning', 'asks.csr'), ('REQUEST-SAME-KEY', 'error', 'open.csr')]" ]
}

@test "weak keys are refused" {
  weak="$REPOSITORY/tests/support/weak-keys.py"
  key roca "$weak" roca
  key close "$weak" close
  key three openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3
  key short openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024
  rsa listed
  for case in "roca ROCA" "close CLOSE-PRIMES" "three EXPONENT" "short SHORT"; do
    # shellcheck disable=SC2086
    set -- $case
    request "$1" "$1" "$CAYENNE"
    expect 1 dmpcert csr dossier.json --verify "$1.csr" --format json
    [ "$(rules)" = "['REQUEST-KEY-$2']" ]
    [ "$(json 'len(d["requests"][0]["weaknesses"])')" = 1 ]
  done
  request listed listed "$CAYENNE"
  "$weak" blacklist listed.pem > list
  expect 0 dmpcert csr --verify listed.csr
  expect 1 dmpcert csr --verify listed.csr --weak-keys list
  shows REQUEST-KEY-DEBIAN
  for form in UTF-16 UTF-16LE UTF-16BE; do  # As PowerShell writes it.
    sed 's/$/\r/' list | iconv -f UTF-8 -t $form > wide
    expect 1 dmpcert csr --verify listed.csr --weak-keys wide
    shows REQUEST-KEY-DEBIAN
  done
  { printf '\357\273\277'; cat list; } > marked
  expect 1 dmpcert csr --verify listed.csr --weak-keys marked
  shows REQUEST-KEY-DEBIAN
  echo garbage >> list
  expect 3 dmpcert csr --verify listed.csr --weak-keys list
  says "list:3"
  expect 3 dmpcert csr --verify listed.csr --weak-keys nowhere
}

@test "requests of certtool and keytool" {
  rsa k
  printf 'country=FR\nstate=Guyane (973)\norganization=CENTRE HOSPITALIER DE CAYENNE\nunit=1970300026\ncn=DMP SIGNATURE\n' > t.cfg
  certtool --generate-request --load-privkey k.pem --template t.cfg --outfile gnutls.csr 2> /dev/null
  keytool -genkeypair -keystore s.p12 -storepass secret -keyalg RSA -keysize 2048 -alias a \
    -dname 'CN=DMP SIGNATURE, OU=1970300026, O=CENTRE HOSPITALIER DE CAYENNE, ST=Guyane (973), C=FR' 2> /dev/null
  keytool -certreq -keystore s.p12 -storepass secret -alias a -file java.csr 2> /dev/null
  expect 0 dmpcert csr dossier.json --verify gnutls.csr java.csr --format json
  [ "$(json '[(r["site"], r["usage"], r["verdict"], r["signature_valid"]) for r in d["requests"]]')" = \
    "[('cayenne', 'SIGN', 'accepted', True), ('cayenne', 'SIGN', 'accepted', True)]" ]
  [ "$(json '[r["extensions"] for r in d["requests"]][1]')" = "['subjectKeyIdentifier']" ]
}

# card NAME TYPE NUMBER [OPTIONS]: keys and certificates of a card, NAME-sign and NAME-auth.
card() {
  local name=$1 type=$2 number=$3
  shift 3
  authority issue-card "$AUTHORITY" --type "$type" --card-number "$number" --family-name MARTIN \
    --given-names Zoé --out-prefix "$name" "$@" > /dev/null
}

# seal NAME OUT [OPTIONS]: inner.csr in an envelope, signed by NAME.pem and NAME.key.
seal() {
  local name=$1 out=$2
  shift 2
  openssl cms -sign -binary -nodetach -in inner.csr -signer "$name.pem" -inkey "$name.key" \
    -certfile "$AUTHORITY/person-standard.pem" -outform DER -out "$out" "$@"
}

# verified FILE [OPTIONS]: with the dossier and the authority of the cards.
verified() { dmpcert csr dossier.json --verify "$@" --trust "$AUTHORITY/person-standard-root.pem" --trust-any; }

check_of() { json "d[\"requests\"][0][\"envelope\"][\"checks\"][\"$1\"]"; }

@test "a request signed by the administrator's card, and everything that is told of him" {
  rsa k
  request inner k "$CAYENNE"
  card zoe CPE 2600900001
  for options in "" -cades "-keyid -cades"; do
    # shellcheck disable=SC2086
    seal zoe-sign good.p7m $options
    expect 0 verified good.p7m --fail-on warning --format json
    [ "$(rules)" = "[]" ]
    [ "$(json 'd["requests"][0]["verdict"]')" = accepted ]
    [ "$(json 'sorted(set(d["requests"][0]["envelope"]["checks"].values()))')" = \
      "$([ "$options" ] && echo "['holds']" || echo "['holds', 'not-verified']")" ]
  done
  [ "$(json '[d["requests"][0]["envelope"][k] for k in ("card_number", "administrator", "chain_holds", "environment", "signer_usage", "hash", "signing_certificate", "signers")]')" = \
    "['2600900001', 'adm-dsi', True, 'rehearsal', 'CARD_SIGN', 'SHA256', 'agrees', 1]" ]
  [ "$(json 'd["requests"][0]["envelope"]["anchor_rfc2253"].split(",")[0]')" = "CN=REHEARSAL TEST AC RACINE IGC-SANTE STANDARD" ]
  dmpcert check --schema report > schema.json
  /usr/bin/python3 -c 'import json, jsonschema, sys; jsonschema.validate(json.load(sys.stdin), json.load(open("schema.json")))' <<< "$output"
  expect 0 verified good.p7m
  shows "card 2600900001 of administrator adm-dsi, at "
  shows "verified        signature, hash, certificate named in the signature, signing time, CPx card"
  expect 0 verified good.p7m --lang fr
  shows "carte 2600900001 de l'administrateur adm-dsi"
}

@test "a signer who could not: each fault exits 1 with its rule" {
  rsa k
  request inner k "$CAYENNE"
  card zoe CPE 2600900001
  card else CPE 2600999999
  card ended CPE 2600900001 --not-before 20200101000000Z
  openssl req -new -x509 -config req.cnf -key k.pem -subj /C=FR/CN=somebody -out soft.pem
  cp k.pem soft.key
  for case in "zoe-auth KEY" "else-sign ADMINISTRATOR" "ended-sign VALIDITY" "soft CARD"; do
    # shellcheck disable=SC2086
    set -- $case
    seal "$1" bad.p7m -cades
    expect 1 verified bad.p7m --format json
    [ "$(json '{f["rule"] for f in d["findings"] if f["severity"] == "error"} - {"REQUEST-SIGNER-CHAIN"}')" = "{'REQUEST-SIGNER-$2'}" ]
    [ "$(json 'd["requests"][0]["verdict"]')" = refused ]
  done
  seal zoe-sign good.p7m -cades
  sed -i 's/"2600900001", "status": "active"/"2600900001", "status": "opposed"/' dossier.json
  expect 1 verified good.p7m
  shows "REQUEST-SIGNER-CARD-STATUS"
  shows "failed          card in the dossier"
  sed -i 's/"status": "opposed"/"status": "active"/; s/"environment": "rehearsal"/"environment": "production"/' dossier.json
  expect 1 verified good.p7m --format json
  [ "$(rules)" = "['REQUEST-SIGNER-ENVIRONMENT']" ]
  [ "$(check_of environment)" = fails ]
}

@test "an altered or bare envelope, a wrong chain, a signature of the future" {
  rsa k
  request clean k "$CAYENNE"
  (echo "order of Monday"; cat clean.csr) > inner.csr
  card zoe CPE 2600900001
  seal zoe-sign good.p7m -cades
  sed 's/Monday/Sunday/' good.p7m > tampered.p7m
  expect 1 verified tampered.p7m --format json
  [ "$(rules)" = "['REQUEST-CMS-SIGNATURE']" ]
  [ "$(check_of signature)" = fails ]
  [ "$(check_of hash) $(check_of signing-certificate) $(check_of signing-time)" = "not-verified not-verified not-verified" ]
  expect 1 verified tampered.p7m
  shows "failed          signature"
  shows "not verified    hash, certificate named in the signature, signing time"
  for tail in '\0' '\n' '\0\0\0\0' x; do
    (cat good.p7m; printf '%b' "$tail") > long.p7m
    expect 3 verified long.p7m
    says " the end of the request"
  done
  seal zoe-sign bare.p7m -nocerts
  # Nobody can say anything of a signer whose certificate is missing.
  expect 1 verified bare.p7m
  shows "the signer's certificate is not in it"
  expect 1 dmpcert csr dossier.json --verify good.p7m --trust "$AUTHORITY/root.pem" --trust-any
  shows REQUEST-SIGNER-CHAIN
  expect 1 dmpcert --as-of 2025-01-01 csr dossier.json --verify good.p7m \
    --trust "$AUTHORITY/person-standard-root.pem" --trust-any
  shows "it was signed in the future"
  expect 0 dmpcert --as-of "$(date -u +%F)" csr dossier.json --verify good.p7m --fail-on warning \
    --trust "$AUTHORITY/person-standard-root.pem" --trust-any
}

@test "what could not be verified is said, and does not refuse" {
  rsa k
  request inner k "$CAYENNE"
  card zoe CPE 2600900001
  seal zoe-sign good.p7m -cades
  expect 0 dmpcert csr --verify good.p7m --format json
  [ "$(rules)" = "['REQUEST-SIGNER-ADMINISTRATOR-UNCHECKED', 'REQUEST-SIGNER-CHAIN-UNCHECKED']" ]
  [ "$(json 'd["requests"][0]["envelope"]["chain_holds"]')" = None ]
  [ "$(check_of chain) $(check_of administrator)" = "not-verified not-verified" ]
  expect 1 dmpcert csr --verify good.p7m --fail-on warning
  shows "not verified    chain, environment, administrator of the site, card in the dossier"
  expect 3 dmpcert csr --verify good.p7m --trust nowhere
  expect 2 dmpcert csr dossier.json --all --trust "$AUTHORITY/person-standard-root.pem"
  says -- --verify
}

@test "the report fits its schema" {
  rsa k
  request r k "$CAYENNE"
  openssl req -new -x509 -config req.cnf -key k.pem -subj /CN=x -out k.crt
  openssl cms -sign -nodetach -in r.csr -signer k.crt -inkey k.pem -outform PEM -out r.p7m
  # Somebody without a card signed one, and k.pem is none.
  expect 3 dmpcert csr dossier.json --verify r.csr r.p7m k.pem --format json
  dmpcert check --schema report > schema.json
  /usr/bin/python3 -c 'import json, jsonschema, sys; jsonschema.validate(json.load(sys.stdin), json.load(open("schema.json")))' <<< "$output"
  [ "$(json 'd["requests"][1]["envelope"]["signer_rfc2253"], [e["id"] for e in d["errors"]]')" = "('CN=x', ['REQUEST-IS-KEY'])" ]
}

@test "what cannot be read exits 3, and the others are still shown" {
  rsa k
  request r k "$CAYENNE"
  : > empty
  head -c 300 r.csr > cut.csr
  truncate -s 20M big
  cp k.pem key.pem
  for bad in empty cut.csr big key.pem nowhere . ; do
    expect 3 dmpcert csr --verify r.csr "$bad"
    shows "r.csr: accepted"
    says "$bad"
  done
  (cat r.csr; head -5 r.csr; cat r.csr) > mixed.pem
  expect 3 dmpcert csr --verify mixed.pem --format json
  [ "$(json 'len(d["requests"]), d["summary"]["unreadable"]')" = "(2, 1)" ]
  says "mixed.pem:"
}

@test "wrong command line" {
  rsa k
  request r k "$CAYENNE"
  expect 2 dmpcert csr --verify r.csr --renew
  says -- --renew
  expect 2 dmpcert csr --status --verify r.csr
  says -- --status
  expect 2 dmpcert csr dossier.json --verify r.csr --dossier dossier.json
  expect 2 dmpcert csr --verify r.csr --site cayenne
  says -- --dossier
  expect 3 dmpcert csr dossier.json --verify r.csr --site cayene
  says 'Did you mean "cayenne"?'
  expect 2 dmpcert csr dossier.json --all --weak-keys list
  says -- --verify
  expect 2 dmpcert csr --verify
  expect 2 dmpcert csr --verify r.csr --usage nothing
  expect 2 dmpcert csr
  says DOSSIER
  expect 3 dmpcert csr --verify r.csr --dossier nowhere.json
  expect 2 dmpcert csr --verify - - < r.csr
  [ ! -e dmp-workspace ]
}

@test "nothing that a request holds reaches the terminal as it is" {
  rsa k
  request evil k "$(printf '/C=FR/O=a\033[31mb/CN=\342\200\256x')"
  expect 1 dmpcert csr --verify evil.csr
  [ "$(grep -c "$(printf '\033')" <<< "$output$stderr")" = 0 ]
  [ "$(grep -c "$(printf '\342\200\256')" <<< "$output$stderr")" = 0 ]
}
