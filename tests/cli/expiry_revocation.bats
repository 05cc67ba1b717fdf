load helper

setup_file() { own_authority; }

# One site is enough here: keys take time.
order() { dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null; }

# Real services on the loopback, each ended by its own number.
setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  (umask 077 && echo 'quatre mots bien secrets' > passphrase.txt)
  STARTED=()
  unset http_proxy
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
}
teardown() { [ -z "${STARTED[*]}" ] || kill "${STARTED[@]}" 2> /dev/null || true; }

ask() {
  local code=$1
  shift
  expect "$code" dmpcert expiry "$@"
}

@test "OCSP: good says nothing, revoked alarms in every format, the dossier says what to order" {
  serve ocsp.log http:// env PYTHONUNBUFFERED=1 "$REPOSITORY/tests/support/rehearsal-ca/rehearsal-ca" ocsp "$AUTHORITY" --port 0
  asked=(--revocation ocsp --ocsp-url "$(grep -o 'http://[0-9.:]*' ocsp.log)" --trust "$AUTHORITY/trust")
  ask 0 auth.pem "${asked[@]}"
  [[ $output != *revoked* ]]
  authority revoke "$AUTHORITY" --cert auth.pem > /dev/null
  ask 0 auth.pem # nobody asked
  ask 1 auth.pem "${asked[@]}"
  shows revoked
  shows "its authority revoked it on $(date -u +%F)"
  ask 2 auth.pem "${asked[@]}" --format nagios
  shows "CERTIFICATES CRITICAL"
  shows "revoked by its authority (auth.pem)"
  ask 1 auth.pem "${asked[@]}" --format prometheus
  [ "$(grep -c '^dmpcert_certificate_due{.* 1$' <<< "$output")" = 1 ]
  shows 'dmpcert_certificates{status="revoked"} 1'
  ask 1 auth.pem "${asked[@]}" --format junit
  [ "$(xmllint --xpath 'count(//testcase/failure)' - <<< "$output")" = 1 ]
  dmpcert check --schema report > schema.json
  ask 1 auth.pem "${asked[@]}" --format json
  [ "$(json '[(c["status"], c["due"], c["critical"]) for c in d["certificates"]]')" = "[('revoked', True, True)]" ]
  /usr/bin/python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.loads(sys.argv[1]), json.load(open("schema.json")))' "$output"
  # the site's certificate is there, but has to be ordered anew: a revoked one is not renewed
  ask 1 auth.pem dossier.json "${asked[@]}"
  shows "dmpcert csr dossier.json --site cayenne --usage auth-cli"
  [[ $output != *"csr --renew dossier.json --site cayenne --usage auth-cli"* ]]
  # one that was replaced is nobody's concern any more
  deliver cayenne 970300026 AUTH_CLI newer.pem --days-from-start 1500
  mkdir heap && mv newer.pem auth.pem heap/
  ask 0 heap "${asked[@]}"
}

@test "no answer and no authority are told once, and count unless they are taken softly" {
  deliver cayenne 970300026 AUTH_CLI second.pem
  mkdir one two && mv auth.pem one/ && mv second.pem two/
  ask 4 one two --trust "$AUTHORITY/trust" --revocation ocsp --ocsp-url http://127.0.0.1:1
  [ "$(grep -c http://127.0.0.1:1 <<< "$stderr")" = 1 ]
  ask 0 one two --trust "$AUTHORITY/trust" --revocation ocsp --ocsp-url http://127.0.0.1:1 --revocation-soft
  says http://127.0.0.1:1
  ask 3 one/auth.pem --revocation crl
  says "its authority"
  says "--trust"
  ask 0 one/auth.pem --revocation crl --revocation-soft
}

@test "CRL: for files, a P12 and a server; the authority may lie beside them" {
  authority crl "$AUTHORITY" --out list.crl > /dev/null
  cat auth.pem "$AUTHORITY/intermediate.pem" > chain.pem
  ask 0 chain.pem --revocation crl --crl list.crl
  authority revoke "$AUTHORITY" --cert auth.pem > /dev/null
  authority crl "$AUTHORITY" --out list.crl > /dev/null
  ask 1 chain.pem --revocation crl --crl list.crl
  shows "its authority revoked it"
  # as Notepad and PowerShell write a text, and as one line of JSON
  authority crl "$AUTHORITY" --out list.pem --pem > /dev/null
  for form in UTF-16 UTF-16LE UTF-16BE; do
    sed 's/$/\r/' list.pem | iconv -f UTF-8 -t $form > other.pem
    ask 1 chain.pem --revocation crl --crl other.pem
    shows "its authority revoked it"
  done
  { printf '\357\273\277'; cat list.pem; } > other.pem
  ask 1 chain.pem --revocation crl --crl other.pem
  shows "its authority revoked it"
  /usr/bin/python3 -c 'import json; print(json.dumps({"crl": open("list.pem").read()}))' > other.pem
  ask 1 chain.pem --revocation crl --crl other.pem
  shows "its authority revoked it"
  authority p12 "$AUTHORITY" --cert auth.pem --key dmp-workspace/970300026/AUTH_CLI/key.pem --password-file passphrase.txt --out portal.p12 > /dev/null
  ask 1 portal.p12 --revocation crl --crl list.crl
  shows "its authority revoked it"
  ask 1 - --revocation crl --crl list.crl < chain.pem
  shows "its authority revoked it"
  serve tls.log ACCEPT openssl s_server -accept 127.0.0.1:0 -cert auth.pem -key dmp-workspace/970300026/AUTH_CLI/key.pem -cert_chain "$AUTHORITY/intermediate.pem" -www
  ask 1 "127.0.0.1:$(grep -oE 'ACCEPT .*:[0-9]+' tls.log | grep -oE '[0-9]+$')" --revocation crl --crl list.crl
  shows "its authority revoked it"
}

@test "who names a list or a responder has it asked; what cannot be asked together is refused" {
  authority revoke "$AUTHORITY" --cert auth.pem > /dev/null
  authority crl "$AUTHORITY" --out list.crl > /dev/null
  ask 1 auth.pem --trust "$AUTHORITY/trust" --crl list.crl
  shows "its authority revoked it"
  install 1 auth.pem --pem-dir pki --crl list.crl
  shows INSTALL-REVOKED
  [ ! -e pki ]
  ask 4 auth.pem --trust "$AUTHORITY/trust" --ocsp-url http://127.0.0.1:1
  says http://127.0.0.1:1
  ask 2 auth.pem --revocation none --crl list.crl
  says "--crl and --revocation none cannot be used together"
  ask 2 auth.pem --revocation ocsp --crl list.crl
  ask 2 auth.pem --revocation crl --ocsp-url http://127.0.0.1:1
  ask 2 auth.pem --crl list.crl --ocsp-url http://127.0.0.1:1
  ask 2 auth.pem --revocation-soft
  says "--revocation-soft needs --revocation"
  install 2 auth.pem --verify-only --revocation none --crl-cache cache
}

@test "several lists of one authority: the order they are given in does not matter" {
  need_shared_data faults
  faults=$SHARED_DATA/faults
  asked=("$faults/revoked-leaf.pem" --revocation crl --trust "$faults/authority.pem")
  expect 1 dmpcert --as-of 2026-11-29 expiry "${asked[@]}" --crl "$faults/older.crl" --crl "$faults/newer-revokes.crl"
  shows "its authority revoked it on 2026-11-27 (unspecified)"
  expect 1 dmpcert --as-of 2026-11-29 expiry "${asked[@]}" --crl "$faults/newer-revokes.crl" --crl "$faults/older.crl"
  shows "its authority revoked it on 2026-11-27 (unspecified)"
  # on the day of the older one alone
  expect 0 dmpcert --as-of 2026-11-29 expiry "${asked[@]}" --crl "$faults/older.crl"
}

@test "a list that is not valid yet on the day decides nothing, but says since when a certificate is revoked" {
  need_shared_data faults
  older=$SHARED_DATA/faults/older.crl newer=$SHARED_DATA/faults/newer-revokes.crl
  on() {
    local code=$1 day=$2 first=$3 second=$4
    expect "$code" dmpcert --as-of "$day" expiry "$SHARED_DATA/faults/revoked-leaf.pem" --revocation crl \
      --trust "$SHARED_DATA/faults/authority.pem" --crl "$first" --crl "$second" --format json
    leaf=$(json '[each["revocation"] for each in d["certificates"] if "L" in str(each)][0]')
  }
  for order in "$older $newer" "$newer $older"; do
    read -r first second <<< "$order"
    on 3 2026-11-23 "$first" "$second"  # before both
    [ "$leaf" = unknown ]
    says "Give a list that was valid on the day in question"
    on 0 2026-11-26 "$first" "$second"  # the older one alone, before the revocation
    [ "$leaf" = good ]
    on 1 2026-11-27 "$first" "$second"  # the newer one comes a day after the revocation that it reports
    [ "$leaf" = revoked ]
    on 1 2027-06-18 "$first" "$second"  # after both
    [ "$leaf" = revoked ]
  done
}

@test "what is revoked stands first and has no life left; what is not known shows in CSV and JSON" {
  deliver cayenne 970300026 AUTH_CLI sooner.pem --days-from-start 10
  deliver cayenne 970300026 AUTH_CLI other.pem --days-from-start 20
  authority crl "$AUTHORITY" --out before.crl > /dev/null
  authority revoke "$AUTHORITY" --cert other.pem > /dev/null
  authority crl "$AUTHORITY" --out after.crl > /dev/null
  mkdir one two && mv sooner.pem one/ && mv other.pem two/
  asked=(one two --warn 2000d --critical 5d --trust "$AUTHORITY/trust" --revocation crl)
  ask 1 "${asked[@]}" --crl after.crl
  rows=$(grep -E 'one/sooner.pem|two/other.pem' <<< "$output" | head -2)
  [[ $(head -1 <<< "$rows") == *"░░░░░░░░░░"*revoked*two/other.pem* ]]
  [[ $(tail -1 <<< "$rows") == *"█"*one/sooner.pem* ]]
  ask 1 "${asked[@]}" --crl after.crl --format csv
  [ "$(csv 'Revocation')" = "revoked,not revoked" ]
  ask 1 "${asked[@]}" --crl before.crl --format csv
  [ "$(csv 'Revocation')" = "not revoked,not revoked" ]
  ask 1 "${asked[@]}" --crl "$AUTHORITY/root.pem" --revocation-soft --format csv
  says "not a revocation list"
  [ "$(csv 'Revocation')" = "unknown,unknown" ]
  ask 1 one two --warn 2000d --format csv
  [ "$(csv 'Revocation')" = "," ]
  ask 1 "${asked[@]}" --crl after.crl --format json
  [ "$(json '[c["revocation"] for c in d["certificates"]]')" = "['revoked', 'good']" ]
  dmpcert check --schema report > schema.json
  /usr/bin/python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.loads(sys.argv[1]), json.load(open("schema.json")))' "$output"
}

@test "softly taken, an unreadable list is reported in any case; what was revoked stays revoked" {
  authority crl "$AUTHORITY" --out list.crl > /dev/null
  asked=(--trust "$AUTHORITY/trust" --revocation crl --crl "$AUTHORITY/root.pem" --crl list.crl)
  ask 3 auth.pem "${asked[@]}"
  ask 0 auth.pem "${asked[@]}" --revocation-soft
  says "not a revocation list"
  # also where there is nothing to ask for
  ask 3 "$AUTHORITY/root.pem" "${asked[@]}"
  ask 0 "$AUTHORITY/root.pem" "${asked[@]}" --revocation-soft
  says "not a revocation list"
  ask 0 auth.pem "${asked[@]}" --revocation-soft --format json
  [ "$(json '[e["id"] for e in d["errors"]]')" = "['CRL-UNREADABLE']" ]
  authority revoke "$AUTHORITY" --cert auth.pem > /dev/null
  authority crl "$AUTHORITY" --out list.crl > /dev/null
  ask 1 auth.pem "${asked[@]}" --revocation-soft
  says "not a revocation list"
  shows "its authority revoked it"
}

@test "a delta that a list announces and nobody gave is reported once" {
  printf '[ca]\ndefault_ca=own\n[own]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\ncrl_extensions=list\n' > ca.cnf
  printf '[list]\nfreshestCRL=URI:ldap://directory.example/delta\n' >> ca.cnf
  : > index && echo 01 > number
  openssl ca -config ca.cnf -gencrl -cert "$AUTHORITY/intermediate.pem" -keyfile "$AUTHORITY/private/intermediate.key" \
    -crldays 30 -out announcing.crl 2> /dev/null
  deliver cayenne 970300026 AUTH_CLI second.pem
  ask 0 auth.pem second.pem --trust "$AUTHORITY/trust" --revocation crl --crl announcing.crl
  [ "$(grep -c "announcing.crl: the authority also publishes changes" <<< "$stderr")" = 1 ]
  ask 0 auth.pem second.pem --trust "$AUTHORITY/trust" --revocation crl --crl announcing.crl -q
  [ -z "$stderr" ]
  # install says it as an information
  expect 0 dmpcert install auth.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any \
    --verify-only --revocation crl --crl announcing.crl --format json
  [ "$(json '[(f["rule"], f["severity"]) for f in d["findings"] if f["rule"] == "CRL-WITHOUT-DELTA"]')" = "[('CRL-WITHOUT-DELTA', 'info')]" ]
}

# csv COLUMN: its values, in the order of the rows.
csv() {
  /usr/bin/python3 -c 'import csv, io, sys
rows = csv.DictReader(io.StringIO(sys.argv[1].lstrip("\ufeff")), delimiter=";")
print(",".join(row[sys.argv[2]] for row in rows))' "$output" "$1"
}
