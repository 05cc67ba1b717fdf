load helper
load card_helper

# A real pcscd, a virtual reader and a simulated card (tests/card): reading, PIN, signatures, and all that can go wrong.

@test "what is plugged in" {
  cpa 0 -- "$DMPCERT" card list
  [ "$(wc -l <<< "$output")" = 2 ]
  shows "card, ATR 3BAC00402A001225006480000310009000"
  shows "no card"
  cpa 0 -- "$DMPCERT" card list --format json
  [ "$(json 'd["summary"]["cards"], [r["card_present"] for r in d["readers"]]')" = "(1, [True, False])" ]
  [ "$(json 'd["readers"][0]["atr"]["protocols"]')" = "['T=0']" ]
}

@test "what a card says of itself, without a PIN" {
  cpa 0 -- "$DMPCERT" card show
  for part in "CPS3, CPA/CDA" 2900000001 "ZOÉ LOUISE MARTIN" "1970300026, CH DE CAYENNE" 00000001 rehearsal \
    CARD_SIGN CARD_AUTH; do
    shows "$part"
  done
  # SELECT, READ BINARY, GET RESPONSE and nothing else: no VERIFY, no signature.
  [ "$(grep '^>' apdus | cut -c5-6 | sort -u | tr '\n' ' ')" = "A4 B0 C0 " ] ||
    [ "$(grep '^>' apdus | tr -d ' ' | cut -c4-5 | tr a-z A-Z | sort -u | tr '\n' ' ')" = "A4 B0 C0 " ]
  cpa 0 -- "$DMPCERT" card show --format json
  [ "$(json 'd["readers"][0]["card"]["number"], d["readers"][0]["card"]["structure"]')" = "('2900000001', '1970300026')" ]
  [ "$(json '[c["usage"] for c in d["certificates"]]')" = "['CARD_SIGN', 'CARD_AUTH']" ]
  /usr/bin/python3 -c 'import json, sys, jsonschema
jsonschema.Draft7Validator(json.load(open(sys.argv[1]))).validate(json.load(sys.stdin))' \
    "$REPOSITORY/schemas/report.schema.json" <<< "$output"
  with 0 cps4 --card "$CARDS/cps" -- "$DMPCERT" card show
  shows "CPS4, CPS"
  shows "this program was never tested with a CPS4"
  with 0 bank -- "$DMPCERT" card show
  shows "not a CPx card"
  with 0 vitale -- "$DMPCERT" card show
  shows "not a CPx card"
  shows "answer to reset"
}

@test "the whole way: orders signed with the card, verified by openssl" {
  with 0 cps3 --card "$CARDS/cpa" -- "${SIGN[@]}" --trust "$AUTHORITY/person-standard.pem" \
    --trust "$AUTHORITY/person-standard-root.pem"
  says "Signed with the card in Virtual PCD 00 00: 2; already signed: 0"
  [ "$(sent '00 \?20 \?00 \?01 \?04')" = 1 ]  # the PIN, once
  for usage in AUTH_CLI SIGN; do
    local folder=dmp-workspace/970300026/$usage
    openssl cms -verify -inform DER -in $folder/request.p7m -CAfile "$AUTHORITY/person-standard-root.pem" \
      -purpose any -out opened.der 2> verdict
    grep -q "successful" verdict
    openssl req -inform DER -in opened.der -outform PEM | cmp - <(openssl req -in $folder/request.csr)
    openssl cms -cmsout -print -noout -inform DER -in $folder/request.p7m > cms.txt
    grep -q "id-smime-aa-signingCertificateV2" cms.txt
    [ "$(grep -c 'cert_info\|d.certificate' cms.txt)" -ge 2 ]
  done
  [ "$(grep -c '"act":"sign"' dmp-workspace/journal.jsonl)" = 2 ]
  dmpcert csr --verify dmp-workspace/970300026/SIGN/request.p7m --dossier dossier.json > /dev/null
  # Again: nothing to do, and no PIN is asked for.
  local before
  before=$(contents dmp-workspace)
  rm apdus
  with 0 cps3 --card "$CARDS/cpa" -- "${SIGN[@]}"
  says "Signed with the card in Virtual PCD 00 00: 0; already signed: 2"
  [ "$(sent '00 \?20')" = 0 ]
  [ "$(contents dmp-workspace)" = "$before" ]
  # A signature adds at most twenty commands after the first.
  rm apdus
  with 0 cps3 --card "$CARDS/cpa" -- "$DMPCERT" csr dossier.json --all --plain-key --card --pin-env PIN --format json
  [ "$(json 'd["summary"]["signed"], [o["signature"] for o in d["orders"]]')" = \
    "(2, ['unchanged', 'unchanged', 'made', 'made'])" ]
  [ "$(tac apdus | awk '/^> *00 *2[aA]/ && ++seen == 2 { exit } /^>/ { count++ } END { print count }')" -le 20 ]
}

@test "what is in the place of a signed request is left alone, and a full disk leaves nothing half" {
  cpa 0 -- "$DMPCERT" csr dossier.json --site cayenne --plain-key
  echo mine > dmp-workspace/970300026/AUTH_CLI/request.p7m
  cpa 3 -- "${SIGN[@]}"
  says "already exists"
  [ "$(cat dmp-workspace/970300026/AUTH_CLI/request.p7m)" = mine ]
  rm dmp-workspace/970300026/AUTH_CLI/request.p7m
  cpa 4 -- bash -c 'ulimit -f 2; trap "" XFSZ; "$@"' - "${SIGN[@]}"
  nothing_signed
  cpa 0 -- "${SIGN[@]}"
  says "Signed with the card in Virtual PCD 00 00: 2"
}

@test "no login is left to others, and none is taken from them" {
  command -v opensc-tool > /dev/null || skip "needs OpenSC"
  local module tries=("opensc-tool" -s "00 20 00 01 00")
  module=/usr/lib/$(uname -m)-linux-gnu/opensc-pkcs11.so
  export HOME=$PWD
  cpa 0 -- bash -c '"$0" card check-pin --pin-env PIN && opensc-tool -s "00 20 00 01 00"' "$DMPCERT"
  shows "SW1=0x63, SW2=0xC3"
  cpa 0 -- bash -c '"$@" && opensc-tool -s "00 20 00 01 00"' - "${SIGN[@]}"
  shows "SW1=0x63, SW2=0xC3"
  if ! opensc_forgets "$CARDS/cpa"; then
    cpa 0 -- bash -c '"$0" card check-pin --pin-env PIN --card-module "$1" && opensc-tool -s "00 20 00 01 00"' \
      "$DMPCERT" "$module"
    shows "SW1=0x63, SW2=0xC3"
  fi
  # Somebody else's PIN signs nothing.
  rm -r dmp-workspace
  cpa 2 -- bash -c 'opensc-tool -s "00 20 00 01 04 31 32 33 34" > /dev/null; setsid -w "$0" csr dossier.json \
    --site cayenne --plain-key --card < /dev/null' "$DMPCERT"
  nothing_signed
}

@test "a card that answers no empty VERIFY tells its tries otherwise, and signs all the same" {
  cpa 0 --status 20:1=6700 -- "${SIGN[@]}"
  says "Signed with the card in Virtual PCD 00 00: 2"
}

@test "a card that does not tell its tries is not tried" {
  with 5 cps4 --card "$CARDS/cpa" --tries 1 --status 20:1=6700 -- "$DMPCERT" card check-pin --pin-env WRONG
  says "does not say how many tries are left"
  [ "$(left)" = 1 ]
}

@test "signatures get the chain when it is known, and a dossier that speaks against the card is heard" {
  cpa 0 -- "${SIGN[@]}"
  says "--trust"
  cpa 0 -- "${SIGN[@]}" --trust "$AUTHORITY/person-standard.pem" --trust "$AUTHORITY/person-standard-root.pem"
  says "Signed with the card in Virtual PCD 00 00: 2; already signed: 0"
  openssl cms -verify -inform DER -in dmp-workspace/970300026/SIGN/request.p7m -purpose any \
    -CAfile "$AUTHORITY/person-standard-root.pem" -out /dev/null
  # Somebody's signature, mathematically right, is not taken for one.
  openssl req -x509 -newkey rsa:2048 -nodes -keyout nobody.key -out nobody.pem -subj /CN=nobody 2> /dev/null
  openssl req -in dmp-workspace/970300026/SIGN/request.csr -outform DER -out request.der
  openssl cms -sign -binary -nodetach -in request.der -signer nobody.pem -inkey nobody.key -outform DER \
    -out dmp-workspace/970300026/SIGN/request.p7m
  cpa 3 -- "${SIGN[@]}"
  says "already exists"
  rm -r dmp-workspace
  sed -i 's/"number": "2900000001", "status": "active"/"number": "2900000001", "status": "opposed"/' dossier.json
  cpa 1 -- "${SIGN[@]}"
  says "declared blocked"
  nothing_signed
}

@test "the other ways to sign: last round on the card, CPS4, a PIN for each signature" {
  cpa 0 --refuse-external-hash -- "${SIGN[@]}"
  says "Signed with the card in Virtual PCD 00 00: 2"
  rm -r dmp-workspace
  with 0 cps4 --card "$CARDS/cpa" -- "${SIGN[@]}"
  says "Signed with the card in Virtual PCD 00 00: 2"
  rm -r dmp-workspace
  cpa 0 --pin-each-signature -- "${SIGN[@]}"
  says "This card asks for its PIN at each signature."
  [ "$(left)" = 3 ]
  rm -r dmp-workspace
  cpa 5 --pin-each-signature -- bash -c "\"\$@\" --pin-fd 3 3<<< 1234" - "$DMPCERT" csr dossier.json --site cayenne --plain-key --card
  says "a file descriptor can give it only once"
  [ "$(find dmp-workspace -name '*.p7m' | wc -l)" = 1 ]
}

@test "a PIN through a descriptor, as Notepad and PowerShell write it" {
  for form in UTF-16 UTF-16LE UTF-16BE UTF-8; do
    { [ $form != UTF-8 ] || printf '\357\273\277'; printf '1234\r\n' | iconv -f UTF-8 -t $form; } > pin
    cpa 0 -- bash -c '"$@" 3< pin' - "$DMPCERT" card check-pin --pin-fd 3
    [ "$(left)" = 3 ]
  done
}

@test "a PIN that is wrong, none, or the last" {
  cpa 5 -- "$DMPCERT" card check-pin --pin-env WRONG
  says "2 tries left"
  [ "$(left)" = 2 ]
  cpa 0 -- "$DMPCERT" card check-pin --pin-env PIN
  [ "$(left)" = 3 ]
  for pin in 123 12345 12a4 ""; do
    P=$pin cpa 5 -- "$DMPCERT" card check-pin --pin-env P
    [ "$(left)" = 3 ]
  done
  cpa 5 -- "$DMPCERT" card check-pin --pin-env WRONG
  cpa 5 -- "$DMPCERT" card check-pin --pin-env WRONG
  [ "$(left)" = 1 ]
  cpa 5 -- "$DMPCERT" card check-pin --pin-env WRONG
  says "only one try is left"
  [ "$(left)" = 1 ]
  cpa 5 -- "${SIGN[@]}"
  says "only one try is left"
  nothing_signed
  cpa 5 -- "$DMPCERT" card check-pin --pin-env WRONG --allow-last-try
  says "blocked"
  [ "$(left)" = 0 ]
  cpa 5 -- "$DMPCERT" card check-pin --pin-env PIN --allow-last-try
  says "ask ANS"
  rm state
  cpa 2 -- "$DMPCERT" card check-pin --pin-env NOT_SET
  cpa 2 -- setsid "$DMPCERT" card check-pin < /dev/null
  says "terminal"
  [ "$(left)" = 3 ]
}

@test "a PIN is in no trace, no output, no argument" {
  cpa 0 -- "$DMPCERT" -vv card check-pin --pin-env PIN
  says "> 00 20 00 01 04 ** ** ** **"
  run ! grep -q "31 32 33 34" <<< "$stderr$output"
  cpa 0 -- "$DMPCERT" -vv csr dossier.json --site cayenne --plain-key --card --pin-env PIN
  run ! grep -q "31 32 33 34" <<< "$stderr$output"
  run ! grep -rq 1234 dmp-workspace/journal.jsonl
  cpa 2 -- "$DMPCERT" card check-pin --pin 1234
}

@test "at the terminal the PIN is asked for with its tries, and is not shown" {
  cpa 0 -- bash -c '(sleep 0.8; echo 1234; sleep 0.3) | script -qec "$0 card check-pin" /dev/null' "$DMPCERT"
  shows "ZOÉ LOUISE MARTIN"
  shows "(3 tries left)"
  shows "accepts the PIN"
}

@test "a reader with keys" {
  "$CARD/beside-a-card.py" --possible --pinpad || skip "needs gcc and libpcsclite-dev"
  pad() {
    local typed=$1 code=$2
    shift 2
    expect "$code" "$CARD/beside-a-card.py" --pinpad cps3 --card "$CARDS/cpa" --state state --apdu-log apdus -- \
      bash -c 'printf "%s\n" "$0" > "$CARD_PINPAD"; exec "$@"' "$typed" "$@"
  }
  pad 1234 0 "$DMPCERT" card check-pin --pinpad
  says "on the keypad of"
  pad 9999 5 "$DMPCERT" card check-pin --pinpad
  says "2 tries left"
  pad cancel 5 "$DMPCERT" card check-pin --pinpad
  says "cancelled"
  pad timeout 5 "$DMPCERT" card check-pin --pinpad
  pad empty 5 "$DMPCERT" card check-pin --pinpad
  says "no try was used up"
  [ "$(left)" = 2 ]
  pad 1234 0 "$DMPCERT" csr dossier.json --site cayenne --plain-key --card --pinpad
  says "Signed with the card in"
  cpa 4 -- "$DMPCERT" card check-pin --pinpad
  says "has no keypad for a PIN"
}

@test "no service, no reader, no card, several cards" {
  PCSCLITE_CSOCK_NAME=/nonexistent expect 4 "${SIGN[@]}"
  says "pcscd) is not running"
  expect 4 "$CARD/beside-a-card.py" none "${SIGN[@]}"
  says "no smart-card reader"
  expect 4 "$CARD/beside-a-card.py" reader "${SIGN[@]}"
  says "no card in any reader"
  [ ! -e dmp-workspace ]
  local two=(cps3 --card "$CARDS/cpa" --state state --and cps3 --card "$CARDS/cps" --)
  expect 2 "$CARD/beside-a-card.py" "${two[@]}" "${SIGN[@]}"
  says "--reader NAME"
  expect 2 "$CARD/beside-a-card.py" "${two[@]}" "$DMPCERT" card show --reader "Virtual PCD"
  expect 0 "$CARD/beside-a-card.py" "${two[@]}" "$DMPCERT" card show --reader "00 01"
  shows 2800262487
  expect 0 "$CARD/beside-a-card.py" "${two[@]}" "${SIGN[@]}" --reader "Virtual PCD 00 00"
}

@test "a card that may not sign" {
  with 1 cps3 --card "$CARDS/cps" --apdu-log apdus -- "${SIGN[@]}"
  says CSR-CARD-UNDECLARED
  nothing_signed
  [ "$(find dmp-workspace -name request.csr | wc -l)" = 2 ]
  with 0 cps3 --card "$CARDS/cps" -- "${SIGN[@]}" --force "stands in for Mrs Martin"
  [ "$(grep '"act":"sign"' dmp-workspace/journal.jsonl | grep -c "stands in for")" = 2 ]
  rm -r dmp-workspace
  sed 's/"environment": "rehearsal"/"environment": "production"/' dossier.json > production.json
  with 1 cps3 --card "$CARDS/cpa" -- "$DMPCERT" csr production.json --site cayenne --plain-key --card --pin-env PIN
  says CSR-CARD-ENVIRONMENT
  nothing_signed
  rm -r dmp-workspace
  for kind in bank vitale look-alike; do
    with 3 $kind -- "${SIGN[@]}"
    says "no readable signature certificate"
  done
  with 3 contactless -- "${SIGN[@]}"
  cpa 3 --no-signature-certificate -- "${SIGN[@]}"
  cpa 4 --wrong-signature -- "${SIGN[@]}"
  says "is not valid for its certificate"
  nothing_signed
  [ "$(left)" = 3 ]
}

@test "an expired card" {
  with 1 cps3 --card "$CARDS/old" -- "${SIGN[@]}"
  says CSR-CARD-EXPIRED
  nothing_signed
}

@test "check --card checks the card against the dossier" {
  with 0 cps3 --card "$CARDS/cpa" -- "$DMPCERT" check --card dossier.json --fail-on error
  run ! grep -q "WORKSTATION" <<< "$output"
  with 1 cps3 --card "$CARDS/cps" -- "$DMPCERT" check --card dossier.json --fail-on warning
  shows WORKSTATION-CARD-UNDECLARED
  with 1 cps3 --card "$CARDS/old" -- "$DMPCERT" check --card
  shows WORKSTATION-CARD-EXPIRED
}

@test "a card that is pulled out, at every moment" {
  local moment
  for moment in --remove-after\ 1 --remove-after\ 20 --remove-at\ 20 --remove-at\ 20:3 --remove-past\ 20:3 \
    --remove-at\ 22 --remove-at\ 2A9E --remove-past\ 2A9E --remove-at\ 2A9E:2; do
    rm -rf dmp-workspace state
    # shellcheck disable=SC2086
    cpa 4 $moment -- timeout -k 5 60 "${SIGN[@]}"
    no_leftovers
    [ "$(left)" = 3 ]
    # The same command goes on where it was.
    cpa 0 -- "${SIGN[@]}"
    [ "$(find dmp-workspace -name '*.p7m' | wc -l)" = 2 ]
  done
}

@test "cards that do not answer, or answer nonsense" {
  cpa 4 --mute -- timeout -k 5 60 "${SIGN[@]}" --card-timeout 1
  [ ! -e dmp-workspace ]
  cpa 4 --mute 2A9E -- timeout -k 5 60 "${SIGN[@]}" --card-timeout 1
  says "within 1 second"
  nothing_signed
  cpa 4 --endless -- timeout -k 5 60 "${SIGN[@]}"
  cpa 4 --short-answers -- timeout -k 5 60 "${SIGN[@]}"
  local seed
  for seed in 1 2 3 4 5 6 7 8 9 10; do
    run --separate-stderr timeout -k 5 60 "$CARD/beside-a-card.py" cps3 --card "$CARDS/cpa" --junk $seed -- \
      "${SIGN[@]}" --card-timeout 2
    [ "$status" = 0 ] || [ "$status" = 3 ] || [ "$status" = 4 ] || [ "$status" = 5 ] || [ "$status" = 1 ]
    run --separate-stderr timeout -k 5 60 "$CARD/beside-a-card.py" cps3 --card "$CARDS/cpa" --junk-files $seed -- \
      "$DMPCERT" card show
    [ "$status" = 0 ] || [ "$status" = 4 ]
  done
  no_leftovers
}

@test "another program holds the card, the service is restarted" {
  cpa 4 -- bash -c '"$0" 30 & sleep 0.5; "$@"; code=$?; kill %1; exit $code' "$CARD/hold-card.py" \
    timeout -k 5 60 "${SIGN[@]}" --card-timeout 2
  says "another program is using the card"
  nothing_signed
  rm -rf dmp-workspace
  # Restarted while it signs: whatever became of that run, the next one completes it.
  cpa 0 --slow 0.02 -- bash -c '(sleep 1.2; "$0" restart) & "$@"; code=$?; wait
    echo "first: $code" >&2; [ $code = 0 ] || [ $code = 4 ] || exit 99
    until "$DMPCERT" card list | grep -q ATR; do sleep 0.1; done; exec "$@"' "$CARD/control.py" timeout -k 5 60 "${SIGN[@]}"
  [ "$(find dmp-workspace -name '*.p7m' | wc -l)" = 2 ]
  no_leftovers
  [ "$(left)" = 3 ]
}

@test "what comes and goes" {
  # Until it is interrupted, which has a code of its own.
  cpa 130 -- bash -c '"$1" card list --watch > seen & sleep 0.4; "$0" pull; "$0" insert; sleep 0.5; kill -INT $!
    wait $!' "$CARD/control.py" "$DMPCERT"
  [ "$(grep -c "reader connected" seen)" = 2 ]
  [ "$(grep -c "card inserted" seen)" = 2 ]
  [ "$(grep -c "card removed" seen)" = 1 ]
}

@test "through a PKCS#11 module: OpenSC reads the simulated card" {
  local module
  module=/usr/lib/$(uname -m)-linux-gnu/opensc-pkcs11.so
  [ -e "$module" ] || skip "needs OpenSC"
  HOME=$PWD cpa 0 -- "$DMPCERT" card show --card-module "$module"
  shows 2900000001
  if opensc_forgets "$CARDS/cpa"; then
    HOME=$PWD cpa 4 -- "$DMPCERT" card check-pin --card-module "$module" --pin-env PIN
    says "nothing says whether it took it"
    [ "$(sent 0020000104)" = 0 ]
    skip "OpenSC 0.24 and later log in to no CPx"
  fi
  HOME=$PWD cpa 0 -- "$DMPCERT" card check-pin --card-module "$module" --pin-env PIN
  HOME=$PWD cpa 5 -- "$DMPCERT" card check-pin --card-module "$module" --pin-env WRONG
  [ "$(left)" = 2 ]
  # Its build on OpenSSL 3 cannot use the signature key.
  HOME=$PWD cpa 4 -- "${SIGN[@]}" --card-module "$module"
  nothing_signed
}

@test "through a PKCS#11 module: SoftHSM signs" {
  local module
  module=$(ls /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so 2> /dev/null | head -n 1)
  [ -n "$module" ] || skip "needs SoftHSM"
  mkdir tokens
  printf 'directories.tokendir = %s\nobjectstore.backend = file\n' "$PWD/tokens" > softhsm2.conf
  export SOFTHSM2_CONF=$PWD/softhsm2.conf
  softhsm2-util --init-token --free --label administrator --so-pin 12345678 --pin 1234 > /dev/null
  openssl pkcs8 -topk8 -nocrypt -in "$CARDS/cpa-sign.key" -out key.pem
  softhsm2-util --import key.pem --token administrator --label sign --id 01 --pin 1234 > /dev/null
  openssl x509 -in "$CARDS/cpa-sign.pem" -outform DER -out certificate.der
  pkcs11-tool --module "$module" --token-label administrator --login --pin 1234 --write-object certificate.der \
    --type cert --id 01 > /dev/null 2>&1
  expect 0 "$DMPCERT" card list --card-module "$module"
  expect 0 "${SIGN[@]}" --card-module "$module"
  openssl cms -verify -inform DER -in dmp-workspace/970300026/SIGN/request.p7m -partial_chain -CAfile \
    "$CARDS/cpa-sign.pem" -purpose any -out /dev/null
}
