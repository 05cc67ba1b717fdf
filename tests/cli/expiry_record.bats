load helper

# What a workspace knows counts: certificates that lie only in targets, orders on their way, orders that were revoked.

# One site's pair, installed to a directory that no command below names.
installed() {
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
  deliver cayenne 970300026 SIGN sign.pem
  mkdir -p elsewhere
  install 0 auth.pem sign.pem --pem-dir elsewhere/pki
}
statuses() { json 'sorted((c["site"], c["usage"], c["status"]) for c in d["certificates"] if c["usage"] != "CA")'; }
sha256() { openssl x509 -in "$1" -outform DER | sha256sum | cut -d' ' -f1; }

@test "a workspace shows the certificates in its targets, wherever they are" {
  installed
  [ ! -e dmp-workspace/970300026/SIGN/certificate.pem ]
  for source in dmp-workspace "--workspace dmp-workspace" "dossier.json --workspace dmp-workspace" dossier.json; do
    dmpcert expiry $source --format json > out.json 2> err || true
    output=$(< out.json)
    [ "$(json 'sorted((c["sha256"], c["status"], c["source"]) for c in d["certificates"] if c["source"] and c["usage"] != "CA")')" = \
      "$(/usr/bin/python3 -c 'import sys; print(sorted((sys.argv[i], "valid", sys.argv[i + 1]) for i in (1, 3)))' \
        "$(sha256 auth.pem)" "$PWD/elsewhere/pki/970300026/AUTH_CLI/certificate.pem" \
        "$(sha256 sign.pem)" "$PWD/elsewhere/pki/970300026/SIGN/certificate.pem")" ]
    [ -z "$(grep "contains no certificate" err)" ]
  done
  # Only what nobody has is missing.
  [ "$(statuses)" = "[('cayenne', 'AUTH_CLI', 'valid'), ('cayenne', 'SIGN', 'valid'), ('ehpad', 'AUTH_CLI', 'missing'), ('ehpad', 'SIGN', 'missing')]" ]
  # A directory that is given besides is a place of its own, and one that has nothing says so.
  mkdir empty
  expect 1 dmpcert expiry dossier.json empty --workspace dmp-workspace --format json
  says "empty: contains no certificate"
  expect 0 dmpcert expiry elsewhere dmp-workspace --format json
  [ "$(json 'sorted(c["source"] for c in d["certificates"] if c["usage"] == "SIGN")')" = "['elsewhere/pki/970300026/SIGN/certificate.pem']" ]
  expect 0 dmpcert expiry dmp-workspace --format nagios
}

@test "a target that cannot be read here is known from the record, and says so" {
  order
  deliver cayenne 970300026 SIGN sign.pem
  install 0 sign.pem --pkcs12 elsewhere.p12 --pkcs12-passphrase-file passphrase.txt
  rm -f dmp-workspace/970300026/SIGN/{certificate,fullchain,chain}.pem
  end=$(openssl x509 -in sign.pem -noout -enddate | cut -d= -f2 | date -u -f - +%F)
  check_recorded() {
    expect 0 dmpcert expiry dmp-workspace --format json
    [ "$(json '[(c["sha256"], c["status"], c["ends_on"], c["recorded"], c["not_before"], c["structure"], c["service"]) for c in d["certificates"]]')" = \
      "[('$(sha256 sign.pem)', 'valid', '$end', True, None, '1970300026', 'DMP SIGNATURE')]" ]
    [ -z "$stderr" ]
    dmpcert check --schema report > schema.json
    /usr/bin/python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.loads(sys.argv[1]), json.load(open("schema.json")))' "$output"
  }
  check_recorded
  expect 0 dmpcert expiry dmp-workspace -v
  shows "this was recorded when it was installed"
  expect 1 dmpcert expiry dmp-workspace --warn 3700
  expect 0 dmpcert expiry dmp-workspace --format prometheus
  grep -q '^dmpcert_certificate_end_timestamp_seconds{usage="SIGN"' <<< "$output"
  run ! grep -q start_timestamp <<< "$output"
  # With the passphrase it is seen.
  expect 0 dmpcert expiry dmp-workspace --passphrase-file passphrase.txt --format json
  [ "$(json '[(c["recorded"], c["source"]) for c in d["certificates"] if c["usage"] == "SIGN"]')" = "[(False, '$PWD/elsewhere.p12')]" ]
  # On another machine there is no such target at all.
  mv elsewhere.p12 .dmp-versions "$BATS_TEST_TMPDIR"
  check_recorded
}

@test "the order of a certificate counts wherever it lies: revoked, superseded" {
  installed
  mkdir pki && cp auth.pem sign.pem pki
  rm -r elsewhere
  expect 0 dmpcert expiry pki --workspace dmp-workspace --format json
  dmpcert csr --mark revoked --order dmp-workspace/970300026/SIGN > /dev/null
  expect 1 dmpcert expiry dossier.json pki --workspace dmp-workspace --format json
  [ "$(statuses)" = "[('cayenne', 'AUTH_CLI', 'valid'), ('cayenne', 'SIGN', 'missing'), ('cayenne', 'SIGN', 'revoked'), ('ehpad', 'AUTH_CLI', 'missing'), ('ehpad', 'SIGN', 'missing')]" ]
  expect 0 dmpcert expiry pki --workspace dmp-workspace --format json
  [ "$(json '[c["status"] for c in d["certificates"]]')" = "['revoked', 'valid']" ]  # first, without an alarm
  dmpcert csr --mark superseded --order dmp-workspace/970300026/AUTH_CLI > /dev/null
  expect 0 dmpcert expiry pki --workspace dmp-workspace --format json
  [ "$(json 'sorted((c["usage"], c["status"]) for c in d["certificates"])')" = "[('AUTH_CLI', 'superseded'), ('SIGN', 'revoked')]" ]
}

@test "a revoked certificate alarms as long as it lies at a target, also without its versions" {
  installed
  dmpcert csr --mark revoked --order dmp-workspace/970300026/SIGN > /dev/null
  for _ in 1 2; do
    expect 1 dmpcert expiry "$PWD/elsewhere" --workspace dmp-workspace
    shows "its order was marked as revoked, but"
    shows "$PWD/elsewhere/pki/970300026/SIGN"
    expect 1 dmpcert --lang fr expiry "$PWD/elsewhere" --workspace dmp-workspace
    shows "sa commande est marquée comme révoquée"
    cp -rL elsewhere/pki/970300026/SIGN kept
    rm -rf elsewhere/pki/970300026/{SIGN,.dmp-versions} && mv kept elsewhere/pki/970300026/SIGN
  done
  rm -r elsewhere/pki/970300026/SIGN
  expect 0 dmpcert expiry auth.pem sign.pem --workspace dmp-workspace
}

@test "an order that names no certificate knows it by its key" {
  order
  mkdir pki
  deliver cayenne 970300026 SIGN pki/sign.pem
  deliver ehpad 970302287 SIGN pki/other.pem
  dmpcert csr --mark delivered --order dmp-workspace/970300026/SIGN > /dev/null
  dmpcert csr --mark revoked --order dmp-workspace/970300026/SIGN > /dev/null
  expect 0 dmpcert expiry pki --workspace dmp-workspace --format json
  [ "$(json 'sorted((c["structure"], c["status"]) for c in d["certificates"] if c["usage"] == "SIGN")')" = \
    "[('1970300026', 'revoked'), ('1970302287', 'valid')]" ]
}

@test "nothing is requested twice: an order on its way is named in the place of a request" {
  order
  expect 1 dmpcert expiry dossier.json --usage sign
  shows "a request for it is ready in dmp-workspace/970300026/SIGN: upload it on the portal"
  [ -z "$(grep "dmpcert csr" <<< "$output")" ]
  # So csr has it.
  expect 0 dmpcert csr dossier.json --site cayenne --usage sign --plain-key
  shows unchanged
  dmpcert csr --mark delivered --order dmp-workspace/970300026/SIGN > /dev/null
  expect 1 dmpcert --lang fr expiry dossier.json --usage sign --structure 970300026
  shows "un certificat a été délivré pour la commande de dmp-workspace/970300026/SIGN : l'installer"
  # A renewal that was requested, too; before it, the command.
  deliver cayenne 970300026 AUTH_CLI auth.pem
  install 0 auth.pem --pem-dir elsewhere/pki
  expect 1 dmpcert expiry dossier.json --usage auth-cli --structure 970300026 --warn 3650
  shows "dmpcert csr --renew dossier.json --site cayenne --usage auth-cli"
  dmpcert csr dossier.json --site cayenne --usage auth-cli --renew --plain-key > /dev/null
  expect 1 dmpcert expiry dossier.json --usage auth-cli --structure 970300026 --warn 3650
  shows "a request for it is ready in dmp-workspace/970300026/AUTH_CLI/renewal"
  run ! grep -q "dmpcert csr" <<< "$output"
}

@test "a site that the rules block has the rule, and no request is proposed" {
  # Of both sites, the second one's contract is signed no more.
  /usr/bin/python3 - <<'END'
text = open("dossier.json", encoding="utf-8").read()
before, after = text.split('"ehpad"', 1)
assert '"status": "signed"' in after
open("dossier.json", "w", encoding="utf-8").write(before + '"ehpad"' + after.replace('"status": "signed"', '"status": "missing"', 1))
END
  rule=$(dmpcert check dossier.json --site ehpad --format json |
    /usr/bin/python3 -c 'import json,sys; print(", ".join(json.load(sys.stdin)["sites"][0]["blocking_rules"]))')
  [ -n "$rule" ]
  expect 1 dmpcert expiry dossier.json --usage sign
  shows "its order is blocked by $rule"
  shows "→ dmpcert check dossier.json --site ehpad"
  [ -z "$(grep "dmpcert csr.*ehpad" <<< "$output")" ]
  shows "→ dmpcert csr dossier.json --site cayenne --usage sign"
  # What expiry says is what csr does.
  expect 1 dmpcert csr dossier.json --site ehpad --usage sign --plain-key
  says "$rule"
}

@test "an order that cannot be read is owed" {
  installed
  echo '{' > dmp-workspace/970300026/SIGN/order.json
  expect 3 dmpcert expiry dmp-workspace
  says "dmp-workspace/970300026/SIGN/order.json"
}
