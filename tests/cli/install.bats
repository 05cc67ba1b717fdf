load helper

ready() {
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
  deliver cayenne 970300026 SIGN sign.pem
}
P=pki/970300026

@test "PEM: verified, matched, installed; other programs agree; the second run changes nothing" {
  ready
  install 0 auth.pem sign.pem --pem-dir pki
  for usage in AUTH_CLI SIGN; do
    [ "$(stat -c %a $P/$usage/key.pem)" = 600 ]
    cmp <(openssl pkey -in $P/$usage/key.pem -pubout) <(openssl x509 -in $P/$usage/certificate.pem -pubkey -noout)
    [ "$(grep -c BEGIN $P/$usage/fullchain.pem)" = 2 ]
  done
  openssl verify -CAfile "$AUTHORITY/root.pem" -untrusted $P/AUTH_CLI/chain.pem -purpose sslclient $P/AUTH_CLI/certificate.pem
  openssl verify -CAfile "$AUTHORITY/root.pem" -untrusted $P/SIGN/chain.pem -purpose smimesign $P/SIGN/certificate.pem
  before=$(contents pki dmp-workspace)
  install 0 auth.pem sign.pem --pem-dir pki
  shows "nothing was changed"
  [ "$(contents pki dmp-workspace)" = "$before" ]
  grep -q '"installed"' dmp-workspace/970300026/SIGN/order.json
  keys_private
  no_leftovers
}

@test "DER, P7B, and a PKCS#12 written that openssl and keytool read" {
  ready
  openssl x509 -in auth.pem -outform DER -out auth.cer
  authority p7b "$AUTHORITY" --cert sign.pem --out sign.p7b
  install 0 auth.cer --pem-dir pki
  install 0 sign.p7b --pem-dir pki --pkcs12 dmp.p12 --pkcs12-passphrase-file passphrase.txt
  [ "$(stat -c %a dmp.p12)" = 600 ]
  openssl pkcs12 -in dmp.p12 -passin file:passphrase.txt -nodes | grep -q 'PRIVATE KEY'
  keytool -list -keystore dmp.p12 -storepass:file passphrase.txt | grep -q PrivateKeyEntry
  install 0 sign.p7b --pem-dir pki --pkcs12 dmp.p12 --pkcs12-passphrase-file passphrase.txt
  shows "nothing was changed"
}

@test "a ZIP as downloaded, by its content; one without a certificate, or cut off, is told" {
  ready
  mkdir -p dossier/remis && cp auth.pem dossier/remis/ && cp sign.pem dossier/ && echo bonjour > dossier/LISEZMOI.txt
  /usr/bin/python3 -m zipfile -c portail.download dossier
  install 0 portail.download --pem-dir pki
  shows "portail.download/dossier/remis/auth.pem"
  cmp <(openssl x509 -in $P/AUTH_CLI/certificate.pem) <(openssl x509 -in auth.pem)
  cmp <(openssl x509 -in $P/SIGN/certificate.pem) <(openssl x509 -in sign.pem)
  install 0 portail.download --pem-dir pki
  shows "nothing was changed"
  head -c 400 portail.download > cut.zip
  install 3 cut.zip --pem-dir pki
  says cut.zip
  /usr/bin/python3 -m zipfile -c empty.zip dossier/LISEZMOI.txt
  install 3 empty.zip --pem-dir pki
  says "empty.zip: there is no certificate"
}

@test "the portal's P12: key and chain from inside; a wrong passphrase is refused" {
  order
  deliver ehpad 970302287 SIGN cert.pem
  echo autre > wrong.txt && chmod 600 wrong.txt
  authority p12 "$AUTHORITY" --cert cert.pem --key dmp-workspace/970302287/SIGN/key.pem --password-file passphrase.txt --out portal.p12
  rm -rf dmp-workspace
  install 5 portal.p12 --pem-dir pki --passphrase-file wrong.txt
  [ ! -e pki ]
  install 0 portal.p12 --pem-dir pki --passphrase-file passphrase.txt
  openssl pkey -in pki/970302287/SIGN/key.pem -passin file:passphrase.txt -noout
  keys_private
}

@test "without a terminal, a P12 without its passphrase names the options" {
  order
  deliver ehpad 970302287 SIGN cert.pem
  authority p12 "$AUTHORITY" --cert cert.pem --key dmp-workspace/970302287/SIGN/key.pem --password-file passphrase.txt --out portal.p12
  rm -rf dmp-workspace
  run --separate-stderr setsid "$DMPCERT" install portal.p12 --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki < /dev/null
  [ "$status" = 5 ]
  says --passphrase-file
}

@test "refused: another key, another usage, another structure, another environment, a broken chain" {
  ready
  # another key
  openssl req -newkey rsa:2048 -nodes -keyout k.pem -subj /CN=x -out x.csr 2> /dev/null && chmod 600 k.pem
  certify cayenne SIGN x.csr other.pem
  install 1 other.pem --pem-dir pki
  shows INSTALL-WRONG-KEY
  mkdir empty
  install 1 other.pem --pem-dir pki --workspace empty
  shows INSTALL-NO-KEY
  install 1 sign.pem --pem-dir pki --key-file k.pem
  shows INSTALL-WRONG-KEY
  # AUTH_CLI and SIGN swapped
  install 1 sign.pem --usage auth-cli --pem-dir pki
  shows CERT-SWAPPED
  certify cayenne SIGN dmp-workspace/970300026/AUTH_CLI/request.csr swapped.pem
  install 1 swapped.pem --pem-dir pki
  shows INSTALL-SWAPPED
  # another structure
  deliver ehpad 970300026 SIGN structure.pem
  install 1 structure.pem --pem-dir pki
  shows INSTALL-OTHER-SITE
  # a rehearsal certificate for a production or test dossier
  for environment in production test; do
    sed "s/\"environment\": \"rehearsal\"/\"environment\": \"$environment\"/" dossier.json > $environment.json
    expect 1 dmpcert install auth.pem --dossier $environment.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
    shows CERT-ENVIRONMENT-DOSSIER
  done
  # nobody said that this authority is to be trusted
  expect 1 dmpcert install auth.pem --dossier dossier.json --pem-dir pki
  shows CHAIN-
  expect 1 dmpcert install auth.pem --dossier dossier.json --trust "$AUTHORITY/trust" --pem-dir pki
  shows CHAIN-
  expect 1 dmpcert install auth.pem --dossier dossier.json --trust "$AUTHORITY/root.pem" --trust-any --pem-dir pki
  shows CHAIN-
  # one bad certificate: the good one beside it is not installed either
  install 1 auth.pem swapped.pem --pem-dir pki
  [ ! -e pki ]
  no_leftovers
}

@test "expired, and not yet valid" {
  ready
  expect 1 dmpcert --as-of 2035-01-01 install auth.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  shows CERT-EXPIRED
  expect 1 dmpcert --as-of 2020-01-01 install auth.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  shows CERT-NOT-YET-VALID
  [ ! -e pki ]
}

@test "--verify-only and --dry-run write nothing and show what would be" {
  ready
  before=$(find . -type f | sort)
  install 0 auth.pem --pem-dir pki --dry-run
  shows "would be written: $P/AUTH_CLI/key.pem (0600)"
  install 0 auth.pem --pem-dir pki --verify-only
  [ "$(find . -type f | sort)" = "$before" ]
}

@test "a dry run shows permissions and certificates that would change, and they do" {
  order() { dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null; }
  order
  deliver cayenne 970300026 AUTH_CLI first.pem
  serial() { openssl x509 -in "$1" -noout -serial | cut -d= -f2; }
  install 0 first.pem --pem-dir pki --trust-store trust.pem
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli --renew > /dev/null
  deliver_renewal second.pem
  chmod 0644 "$(readlink -f $P/AUTH_CLI)/key.pem" # open to everybody: to be put right
  install 0 second.pem --pem-dir pki --trust-store trust.pem --dry-run
  shows "would be replaced: $P/AUTH_CLI/key.pem (0644 → 0600)"
  shows "  - CN=DMP AUTHENTIFICATION,OU=1970300026"
  shows "serial number $(serial first.pem)"
  shows "serial number $(serial second.pem)"
  [ "$(grep -c '^  [-+] ' <<< "$output")" = 2 ] # the trust store stays
  dmpcert install second.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki --dry-run --format json > plan.json
  dmpcert check --schema report > schema.json
  /usr/bin/python3 - plan.json "$(serial first.pem)" "$(serial second.pem)" <<'PY'
import json, jsonschema, sys
plan = json.load(open(sys.argv[1]))
jsonschema.validate(plan, json.load(open("schema.json")))
place, = plan["places"]
assert [one["serial"].lstrip("0") for one in place["leaving"]] == [sys.argv[2].lstrip("0")], place
assert [one["serial"].lstrip("0") for one in place["coming"]] == [sys.argv[3].lstrip("0")], place
key, = [file for file in plan["files"] if file["path"].endswith("AUTH_CLI/key.pem") and file["path"].startswith("pki")]
assert (key["former_mode"], key["mode"], key["act"]) == ("0644", "0600", "replace"), key
PY
}

@test "without --pem-dir it lands in the order's folder" {
  ready
  install 0 auth.pem
  [ -e dmp-workspace/970300026/AUTH_CLI/certificate.pem ]
  [ -e dmp-workspace/970300026/AUTH_CLI/chain.pem ]
}

@test "JSON output fits its schema" {
  ready
  dmpcert check --schema report > schema.json
  install 0 auth.pem --pem-dir pki --format json
  echo "$output" > ok.json
  install 1 sign.pem --usage auth-cli --format json
  echo "$output" > refused.json
  /usr/bin/python3 - <<'PY'
import json, jsonschema
schema = json.load(open('schema.json'))
for name in ('ok.json', 'refused.json'):
    jsonschema.validate(json.load(open(name)), schema)
ok = json.load(open('ok.json'))
assert ok['summary']['accepted'] and ok['summary']['changed']
assert ok['certificates'][0]['usage'] == 'AUTH_CLI' and ok['certificates'][0]['environment'] == 'rehearsal'
assert {f['mode'] for f in ok['files'] if f['path'].endswith('key.pem')} == {'0600'}
PY
}

@test "an encrypted key has to be opened: the order's record of it proves nothing" {
  expect 0 dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt
  deliver cayenne 970300026 SIGN sign.pem
  run --separate-stderr setsid "$DMPCERT" install sign.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki < /dev/null
  [ "$status" = 5 ]
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -aes-256-cbc -pass file:passphrase.txt -quiet -out k.pem
  cat k.pem > dmp-workspace/970300026/SIGN/key.pem
  install 1 sign.pem --pem-dir pki --passphrase-file passphrase.txt
  shows INSTALL-WRONG-KEY
  [ ! -e pki ]
}

@test "a keystore takes the place of one like it, of nothing else" {
  ready
  both=(--pem-dir pki --pkcs12-passphrase-file passphrase.txt)
  install 0 auth.pem "${both[@]}" --pkcs12 auth.p12
  sum=$(sha256sum auth.p12)
  install 3 sign.pem "${both[@]}" --pkcs12 auth.p12
  says auth.p12
  [ "$(sha256sum auth.p12)" = "$sum" ]
  install 3 sign.pem "${both[@]}" --pkcs12 dossier.json
  says dossier.json
}

@test "a folder of authorities may hold other files; certificates are judged to the second they end" {
  ready
  cp -r "$AUTHORITY/trust" trust
  echo "read me" > trust/README
  : > trust/.empty
  expect 0 dmpcert install auth.pem --dossier dossier.json --trust trust --trust-any --verify-only
  deliver cayenne 970300026 SIGN ends.pem --not-before 20231123000000Z
  expect 0 dmpcert --as-of 2026-11-23 install ends.pem --dossier dossier.json --trust trust --trust-any --verify-only
  run grep -c expired <<< "$output"
  [ "$output" = 0 ]
}

@test "the journal has the real moment, whatever --as-of says" {
  ready
  expect 0 dmpcert --as-of 2027-01-01 install auth.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  expect 0 dmpcert --as-of 2027-06-01 csr dossier.json --all --plain-key --workspace other
  run grep -hc '"20[0-9-]*T[0-9:]*Z"' dmp-workspace/journal.jsonl
  [ "$output" -ge 5 ]
  run grep -l '2027-01-01T\|2027-06-01T' dmp-workspace/journal.jsonl other/journal.jsonl dmp-workspace/970300026/AUTH_CLI/order.json
  [ -z "$output" ]
}

@test "the key file may be encrypted" {
  expect 0 dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt
  deliver cayenne 970300026 SIGN sign.pem
  install 0 sign.pem --pem-dir pki --passphrase-file passphrase.txt
  cmp $P/SIGN/key.pem dmp-workspace/970300026/SIGN/key.pem
}

@test "an older certificate does not take a newer one's place, unless it is meant" {
  order
  deliver cayenne 970300026 SIGN old.pem --not-before 20260101000000Z
  deliver cayenne 970300026 SIGN new.pem --not-before 20260601000000Z
  keystore=(--pkcs12 dmp.p12 --pkcs12-passphrase-file passphrase.txt)
  install 0 new.pem
  install 0 new.pem --pem-dir pki "${keystore[@]}"
  before=$(contents pki dmp.p12 dmp-workspace)
  for targets in "--pem-dir pki" "${keystore[*]}" ""; do
    # shellcheck disable=SC2086
    install 3 old.pem $targets
    says "is older than the one in use"
    says "--rollback"
    [ "$(contents pki dmp.p12 dmp-workspace)" = "$before" ]
  done
  install 3 old.pem --pem-dir pki --dry-run
  install 0 old.pem --pem-dir pki --older
  cmp <(openssl x509 -in $P/SIGN/certificate.pem) <(openssl x509 -in old.pem)
  install 0 new.pem --pem-dir pki
  cmp <(openssl x509 -in $P/SIGN/certificate.pem) <(openssl x509 -in new.pem)
}

# two_keys: both certificates of cayenne with their keys in two.p12 (keytool's) and two.pem.
two_keys() {
  ready
  cat dmp-workspace/970300026/AUTH_CLI/key.pem auth.pem dmp-workspace/970300026/SIGN/key.pem sign.pem > two.pem
  for usage in AUTH_CLI SIGN; do
    openssl pkcs12 -export -inkey dmp-workspace/970300026/$usage/key.pem -in "$([ $usage = SIGN ] && echo sign || echo auth).pem" \
      -name $usage -passout file:passphrase.txt -out $usage.p12
    keytool -importkeystore -noprompt -srckeystore $usage.p12 -srcstorepass:file passphrase.txt -destkeystore two.p12 \
      -deststoretype PKCS12 -deststorepass:file passphrase.txt 2> /dev/null
  done
  rm -rf dmp-workspace
}

@test "a PKCS#12 and a PEM file with two keys: each certificate has its own, --usage chooses" {
  two_keys
  for file in two.p12 two.pem; do
    rm -rf pki
    install 0 $file --pem-dir pki --passphrase-file passphrase.txt
    for usage in AUTH_CLI SIGN; do
      cmp <(openssl pkey -in $P/$usage/key.pem -passin file:passphrase.txt -pubout) \
        <(openssl x509 -in $P/$usage/certificate.pem -pubkey -noout)
    done
    rm -rf pki
    install 0 $file --pem-dir pki --passphrase-file passphrase.txt --usage sign
    [ -e $P/SIGN ] && [ ! -e $P/AUTH_CLI ]
    rm -rf pki
    install 1 $file --pem-dir pki --passphrase-file passphrase.txt --usage serv-ssl
    [ ! -e pki ]
  done
  # Without its key a certificate has none, and not a wrong one.
  cat auth.pem sign.pem <(openssl pkcs12 -in AUTH_CLI.p12 -passin file:passphrase.txt -nodes -nocerts) > one.pem
  install 1 one.pem --pem-dir pki
  grep -q INSTALL-NO-KEY <<< "$output$stderr"
  never grep INSTALL-WRONG-KEY <<< "$output$stderr"
}

@test "the empty passphrase is tried always, may be given, and never protects anything" {
  ready
  openssl pkcs12 -export -inkey dmp-workspace/970300026/SIGN/key.pem -in sign.pem -passout pass: -out free.p12
  rm -rf dmp-workspace
  (umask 077 && printf '\n' > empty.txt && : > nothing.txt)
  for way in "" "--passphrase-file empty.txt" "--passphrase-env EMPTY" "--passphrase-file passphrase.txt"; do
    rm -rf pki
    # shellcheck disable=SC2086
    EMPTY='' install 0 free.p12 --pem-dir pki $way
    cmp <(openssl pkey -in $P/SIGN/key.pem -passin file:passphrase.txt -pubout) <(openssl x509 -in sign.pem -pubkey -noout)
  done
  install 5 free.p12 --pem-dir pki --passphrase-file nothing.txt
  install 5 sign.pem --pkcs12 out.p12 --pkcs12-passphrase-file empty.txt
  expect 5 dmpcert csr dossier.json --site cayenne --passphrase-file empty.txt
  EMPTY='' expect 5 dmpcert csr dossier.json --site cayenne --passphrase-env EMPTY
  [ ! -e out.p12 ] && [ ! -e dmp-workspace ]
}

@test "a PKCS#12 of RC2-40 opens where OpenSSL's legacy provider is, and is named where it is not" {
  ready
  openssl list -providers -provider legacy > /dev/null 2>&1 || skip "OpenSSL's legacy provider is not here"
  openssl pkcs12 -export -legacy -inkey dmp-workspace/970300026/SIGN/key.pem -in sign.pem -passout file:passphrase.txt -out old.p12
  rm -rf dmp-workspace
  mkdir none
  OPENSSL_MODULES=$PWD/none install 3 old.p12 --pem-dir pki --passphrase-file passphrase.txt
  says RC2
  says "openssl pkcs12 -legacy"
  install 0 old.p12 --pem-dir pki --passphrase-file passphrase.txt
  openssl pkey -in $P/SIGN/key.pem -passin file:passphrase.txt -noout
}

@test "a PKCS#12 with PBMAC1 opens where OpenSSL knows it, and is named where it does not" {
  ready
  openssl pkcs12 -export -inkey dmp-workspace/970300026/SIGN/key.pem -in sign.pem -passout file:passphrase.txt -out usual.p12
  /usr/bin/python3 "$REPOSITORY/tests/cli/pbmac1.py" usual.p12 new.p12 passphrase.txt
  rm -rf dmp-workspace
  if openssl pkcs12 -in new.p12 -passin file:passphrase.txt -noout; then
    install 0 new.p12 --pem-dir pki --passphrase-file passphrase.txt
    openssl pkey -in $P/SIGN/key.pem -passin file:passphrase.txt -noout
    (umask 077 && echo 'quatre autres mots secrets' > other.txt)
    install 5 new.p12 --pem-dir elsewhere --passphrase-file other.txt
  else
    install 3 new.p12 --pem-dir pki --passphrase-file passphrase.txt
    says "its integrity check uses PBMAC1, which this machine's OpenSSL does not support"
    [ ! -e pki ]
  fi
}

@test "a passphrase file as Notepad and PowerShell write it" {
  order
  deliver ehpad 970302287 SIGN cert.pem
  authority p12 "$AUTHORITY" --cert cert.pem --key dmp-workspace/970302287/SIGN/key.pem --password-file passphrase.txt --out portal.p12
  rm -rf dmp-workspace
  umask 077
  for form in UTF-16 UTF-16LE UTF-16BE; do
    sed 's/$/\r/' passphrase.txt | iconv -f UTF-8 -t $form > wide.txt
    rm -rf pki
    install 0 portal.p12 --pem-dir pki --passphrase-file wide.txt
  done
}

@test "the id of a site, which a stranger may have written, is no path" {
  sed 's|"cayenne"|"../x"|' dossier.json > stranger.json
  dmpcert csr stranger.json --site ../x --usage auth-cli --plain-key > /dev/null
  certify cayenne AUTH_CLI dmp-workspace/970300026/AUTH_CLI/request.csr auth.pem
  mkdir certs
  local id to=(--haproxy 'certs/{site}.pem' --trust "$AUTHORITY/trust" --trust-any)
  # from the order, and from the dossier
  expect 3 dmpcert install auth.pem "${to[@]}"
  says 'the id "../x" of a site is no name of a file'
  for id in ../x a/x .x; do
    sed "s|\"cayenne\"|\"$id\"|" dossier.json > stranger.json
    expect 3 dmpcert install auth.pem "${to[@]}" --dossier stranger.json
    says "the id \"$id\" of a site is no name of a file"
  done
  [ ! -e x.pem ] && [ -z "$(ls -A certs)" ]
}
