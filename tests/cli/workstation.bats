load helper

BESIDE=$REPOSITORY/tests/card/beside-a-card.py

# Cards of the rehearsal authority, made once for the file.
setup_file() {
  export CARDS=$BATS_FILE_TMPDIR
  export REHEARSAL_CA_FAST=1
  local ca=$REPOSITORY/tests/support/rehearsal-ca/rehearsal-ca
  "$ca" issue-card "$AUTHORITY" --type CPS --card-number 2800262487 --family-name DUPONT --given-names "ÉLODIE ANNE" \
    --out-prefix "$CARDS/cps" > /dev/null
  "$ca" issue-card "$AUTHORITY" --type CPE --card-number 2900000001 --family-name MARTIN --given-names CLAIRE \
    --finess 970300026 --structure-name "CH DE CAYENNE" --department 973 --out-prefix "$CARDS/cpe" > /dev/null
}

# beside …: checks the workstation beside what tests/card/beside-a-card.py is told.
beside() {
  local code=$1
  shift
  "$BESIDE" --possible || skip "needs pcscd, vsmartcard-vpcd and the right to make namespaces"
  expect "$code" "$BESIDE" "$@"
}
rules() { json '" ".join(f["rule"] for f in d["findings"])'; }
card() { json "d['workstation']['readers'][0]['card']$1"; }
doubts() { json '" ".join(x["id"][11:] for x in d["workstation"]["readers"][0]["card"]["doubts"])'; }
CHECK=("$DMPCERT" check --workstation --format json)
CPS=(--auth "$BATS_FILE_TMPDIR/cps-auth.pem" --sign "$BATS_FILE_TMPDIR/cps-sign.pem" --label 2800262487)

@test "without the service, that is a finding and no failure" {
  export PCSCLITE_CSOCK_NAME=/nonexistent
  expect 1 "${CHECK[@]}"
  [ "$(rules)" = WORKSTATION-SERVICE ]
  [ "$(json 'd["workstation"]["service"]["running"], d["workstation"]["service"]["error"]["id"]')" = \
    "(False, 'PCSC-NO-SERVICE')" ]
  [ "$(json 'd["workstation"]["portal"]')" = None ]
  expect 1 dmpcert check --workstation dossier.json
  shows "smart-card service (pcscd) is not running"
  shows "CENTRE HOSPITALIER DE CAYENNE"
  [ "$(dmpcert --lang fr check --workstation | head -n 1)" = "Poste de travail" ]
}

@test "no reader, empty readers" {
  beside 1 none "${CHECK[@]}"
  [ "$(rules)" = WORKSTATION-READER ]
  beside 1 reader "${CHECK[@]}"
  [ "$(rules)" = WORKSTATION-CARD ]
  [ "$(json 'len(d["workstation"]["readers"])')" = 2 ]
}

@test "a CPS3 is read without a PIN, its holder and its end" {
  beside 0 cps3 "${CPS[@]}" --apdu-log apdus -- "${CHECK[@]}"
  [ "$(rules)" = "" ]
  [ "$(card '["generation"]') $(card '["number"]') $(card '["types"]')" = "CPS3 2800262487 ['CPS']" ]
  [ "$(card '["family_name"]'), $(card '["given_names"]')" = "DUPONT, ÉLODIE ANNE" ]
  [ "$(card '["chip_serial"]') $(card '["environment"]')" = "00000001 rehearsal" ]
  [ "$(card '["ends_on"]')" = "$(date -u -d "$(openssl x509 -in "$CARDS/cps-auth.pem" -noout -enddate | cut -d= -f2)" +%F)" ]
  [ "$(doubts)" = "" ]
  # SELECT, READ BINARY, GET RESPONSE and nothing else: no VERIFY (20), no signature (2A).
  [ "$(grep "^>" apdus | cut -c5-6 | sort -u | tr '\n' ' ')" = "a4 b0 c0 " ]
  beside 0 cps3 "${CPS[@]}" -- "$DMPCERT" check --workstation
  shows "CPS3, CPS, 2800262487, ÉLODIE ANNE DUPONT, until "
  jsonschema_fits
}

# The JSON of the same check fits the schema, as python3-jsonschema sees it.
jsonschema_fits() {
  beside 0 cps3 "${CPS[@]}" -- "${CHECK[@]}"
  /usr/bin/python3 -c 'import json, sys, jsonschema
jsonschema.Draft7Validator(json.load(open(sys.argv[1]))).validate(json.load(sys.stdin))' \
    "$REPOSITORY/schemas/report.schema.json" <<< "$output"
}

@test "real certificates of TEST cards" {
  need_shared_data igc-sante/test-card
  local real=$SHARED_DATA/igc-sante/test-card
  beside 1 cps3 --auth "$real/CPE-auth-2600301752.pem" --label 2600301752 -- "${CHECK[@]}"
  [ "$(rules)" = WORKSTATION-CARD-EXPIRED ]
  [ "$(card '["types"]') $(card '["number"]') $(card '["ends_on"]')" = "['CPE', 'CDE'] 2600301752 2020-03-23" ]
  [ "$(card '["national_id"]') $(card '["environment"]')" = "30B0057881/CPET0002 test" ]
  beside 1 cps3 --sign "$real/CPS-infirmier-guy.pem" -- "$DMPCERT" --as-of 2023-05-01 check --workstation \
    --format json --fail-on warning
  [ "$(rules)" = WORKSTATION-CARD-ENDS-SOON ]
  [ "$(card '["family_name"]')" = INFIRMCH7760 ]
}

@test "a CPS4, an unknown revision and a card without contact say that they are uncertain" {
  beside 0 cps4 "${CPS[@]}" -- "${CHECK[@]}"
  [ "$(card '["generation"]') $(card '["number"]') $(doubts)" = "CPS4 2800262487 cps4" ]
  beside 0 revision "${CPS[@]}" -- "${CHECK[@]}"
  [ "$(card '["generation"]') $(card '["number"]') $(doubts)" = "CPS3 2800262487 revision" ]
  beside 0 contactless "${CPS[@]}" -- "${CHECK[@]}"
  [ "$(card '["number"]')|$(doubts)|$(rules)" = "|contactless|WORKSTATION-CARD-UNREADABLE" ]
}

@test "other cards cannot order" {
  beside 1 bank -- "${CHECK[@]}"
  [ "$(rules) $(card '["generation"]')" = "WORKSTATION-CARD-KIND other" ]
  beside 1 look-alike -- "${CHECK[@]}"
  [ "$(rules) $(doubts)" = "WORKSTATION-CARD-KIND not-confirmed" ]
}

@test "a card that breaks off, lies or says too little is told so" {
  beside 1 cps3 "${CPS[@]}" --remove-after 14 -- "${CHECK[@]}" --fail-on warning
  [ "$(rules)" = WORKSTATION-CARD-UNREADABLE ]
  [ "$(json 'd["workstation"]["readers"][0]["card"]')" = None ]
  beside 0 cps3 "${CPS[@]}" --cut -- "${CHECK[@]}"
  [ "$(rules)|$(doubts)|$(card '["number"]')" = "WORKSTATION-CARD-UNREADABLE|certificate no-certificate|2800262487" ]
  beside 0 cps3 "${CPS[@]}" --no-directory -- "${CHECK[@]}"
  [ "$(rules)|$(doubts)|$(card '["number"]')" = "|files|2800262487" ]
  beside 0 cps3 "${CPS[@]}" --no-certificates -- "${CHECK[@]}"
  [ "$(rules)|$(doubts)" = "WORKSTATION-CARD-UNREADABLE|files no-certificate" ]
  beside 0 cps3 "${CPS[@]:0:4}" --label 2900000001 --wrong-key -- "${CHECK[@]}"
  [ "$(doubts)" = "serial number" ]
  beside 0 cps3 --auth "$CARDS/cps-auth.pem" --sign "$CARDS/cpe-sign.pem" -- "${CHECK[@]}"
  [ "$(doubts)" = number ]
  beside 1 cps3 --endless -- "${CHECK[@]}" --fail-on warning
  [ "$(json 'd["workstation"]["readers"][0]["error"]["id"]')" = CARD-ENDLESS ]
}

@test "with a dossier, the card should be that of an administrator" {
  beside 1 cps3 "${CPS[@]}" -- "${CHECK[@]}" --fail-on warning dossier.json
  grep -q WORKSTATION-CARD-UNDECLARED <<< "$(rules)"
  sed 's/2600900001/2800262487/' dossier.json > declared.json
  beside 0 cps3 "${CPS[@]}" -- "${CHECK[@]}" declared.json
  run grep -c WORKSTATION <<< "$(rules)"
  [ "$output" = 0 ]
}

end_server() {
  [ -z "${server:-}" ] || { kill "$server"; wait "$server" 2> /dev/null || true; }
  server=
}
teardown() { end_server; }  # a test that fails leaves nothing behind either

# online URL: checks the workstation with the portal's front, where the card logs in, at that address.
online() {
  printf '{"version": 1, "extends": "ans-2021-09-30", "name": "here", "portal_login_url": "%s"}' "$1" > policy.json
  PCSCLITE_CSOCK_NAME=/nonexistent expect 1 "${CHECK[@]}" --online --timeout 1 --policy policy.json
}
portal() { json "d['workstation']['portal']$1"; }

@test "the platform is tried only when asked, and not for longer than asked" {
  cat > server.py << 'PY'
import socket, sys
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    connection.recv(1024)
    connection.sendall(("HTTP/1.1 400 Bad Request\r\nServer: x\r\n" + sys.argv[1] + "\r\n\r\n").encode())
    connection.close()
PY
  /usr/bin/python3 server.py 'date: Tue, 24 Nov 2020 08:00:00 GMT' > port 3>&- &
  server=$!
  for _ in {1..100}; do [ -s port ] && break; sleep 0.05; done
  online "https://127.0.0.1:$(cat port)/order"
  end_server
  [ "$(portal '["reached"]') $(portal '["date"]')" = "True 2020-11-24T08:00:00Z" ]
  [ "$(rules)" = "WORKSTATION-SERVICE WORKSTATION-CLOCK" ]

  online "https://127.0.0.1:$(cat port)/order"  # nobody listens any more
  [ "$(rules) $(portal '["error"]["id"]')" = "WORKSTATION-SERVICE WORKSTATION-PORTAL NETWORK-REFUSED" ]
  online "https://name.invalid"
  grep -q WORKSTATION-PORTAL <<< "$(rules)"
  online "mailto:somebody"
  [ "$(portal '["error"]["id"]')" = NETWORK-ADDRESS ]
}

@test "a host that never answers is given up" {
  # A listener whose queue is full leaves further connections without an answer.
  cat > mute.py << 'PY'
import socket, time
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(0)
port = listener.getsockname()[1]
held = []
for _ in range(8):
    one = socket.socket()
    one.setblocking(False)
    one.connect_ex(("127.0.0.1", port))
    held.append(one)
time.sleep(0.3)
print(port, flush=True)
time.sleep(60)
PY
  /usr/bin/python3 mute.py > port 3>&- &
  server=$!
  for _ in {1..100}; do [ -s port ] && break; sleep 0.05; done
  online "https://127.0.0.1:$(cat port)"
  end_server
  [ "$(portal '["error"]["id"]')" = NETWORK-TIMEOUT ]
  grep -qF "within 1 second" <<< "$(portal '["error"]["message"]')"
}

@test "what the steps of the whole job need of this machine, found out without doing them" {
  export PCSCLITE_CSOCK_NAME=/nonexistent
  expect 1 dmpcert check --workstation --workspace orders --target pki/lb.pem
  shows "workspace orders: as it should be"
  shows "target pki: as it should be"
  [ ! -e orders ] && [ ! -e pki ]
  mkdir fonts
  printf '<?xml version="1.0"?><fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>' "$PWD/fonts" "$PWD/cache" > fonts.conf
  FONTCONFIG_FILE=$PWD/fonts.conf expect 1 "${CHECK[@]}"
  [ "$(rules)" = "WORKSTATION-SERVICE WORKSTATION-FONTS" ]
  OPENSSL_MODULES=/nonexistent expect 1 "${CHECK[@]}"
  [ "$(rules)" = "WORKSTATION-SERVICE WORKSTATION-OLD-CIPHERS" ]
  [ "$(json '[n["need"] for n in d["workstation"]["needs"] if not n["met"]]')" = "['old-ciphers']" ]
  mkdir -m 0777 open
  expect 1 "${CHECK[@]}" --workspace open/orders --target open/pki --target orders/pki
  [ "$(rules)" = "WORKSTATION-SERVICE WORKSTATION-WORKSPACE WORKSTATION-TARGET" ]
  # The directory that is wrong is named beside the one that was asked for.
  grep -qF "kept in open/orders: open/orders: other users may write to $PWD/open," <<< "$(json 'd["findings"][1]["message"]')"
  expect 1 dmpcert --lang fr check --workstation --workspace open
  shows "aucune clé ne peut être gardée dans open : "
  touch orders
  expect 1 "${CHECK[@]}" --workspace orders
  [ "$(rules)" = "WORKSTATION-SERVICE WORKSTATION-WORKSPACE" ]
  expect 2 dmpcert check --target pki dossier.json
}

@test "a directory in which one may not write is told before an order" {
  [ "$(id -u)" = 0 ] || skip "only root becomes another user"
  chmod 755 "$BATS_TEST_TMPDIR" .
  PCSCLITE_CSOCK_NAME=/nonexistent expect 1 setpriv --reuid=1234 --regid=1234 --clear-groups "${CHECK[@]}" --target /etc/pki
  [ "$(rules)" = "WORKSTATION-SERVICE WORKSTATION-WORKSPACE WORKSTATION-TARGET" ]
}

@test "options that need each other" {
  expect 2 dmpcert check --online dossier.json
  says "--online needs --workstation"
  expect 2 dmpcert check --workstation --timeout 3
  expect 2 dmpcert check --workstation --online --timeout 0
  expect 2 dmpcert check --workstation --online --timeout soon
}
