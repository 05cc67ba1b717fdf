load helper

# The simulated card before independent judges: OpenSC, as it would read a real one, and openssl. dmpcert takes no part.
CARD=$REPOSITORY/tests/card
MODULE=/usr/lib/$(uname -m)-linux-gnu/opensc-pkcs11.so
AUTH=e828bd080f8025000001ff001002
SIGN=e828bd080f8025000001ff001001

setup_file() {
  export CARDS=$BATS_FILE_TMPDIR REHEARSAL_CA_FAST=1
  "$REPOSITORY/tests/support/rehearsal-ca/rehearsal-ca" issue-card "$AUTHORITY" --type CPA --card-number 2900000001 \
    --family-name DUPONT --given-names CLAIRE --out-prefix "$CARDS/cpa" > /dev/null
  openssl x509 -in "$CARDS/cpa-auth.pem" -noout -pubkey > "$CARDS/auth.pub"
}

# beside CODE ARGUMENT…: beside-a-card with them; OpenSC's own files stay in the test's folder.
beside() {
  "$CARD/beside-a-card.py" --possible || skip "needs pcscd, vsmartcard-vpcd and the right to make name spaces"
  local code=$1
  shift
  HOME=$PWD expect "$code" "$CARD/beside-a-card.py" "$@"
}
# on_card CODE COMMAND…: with the CPS3 of this file, its counters kept in `state`, its commands in `apdus`.
on_card() { beside "$1" cps3 --card "$CARDS/cpa" --state state --apdu-log apdus -- "${@:2}"; }
token() { on_card "$1" pkcs11-tool --module "$MODULE" --slot 0 "${@:2}"; }

@test "commands, without a reader" {
  expect 0 "$CARD/simulator_test.py" "$CARDS/cpa"
}

@test "OpenSC knows the card" {
  on_card 0 opensc-tool --name
  [ "$output" = IAS-ECC ]
  on_card 0 opensc-tool --atr
  [ "$output" = 3b:ac:00:40:2a:00:12:25:00:64:80:00:03:10:00:90:00 ]
  on_card 0 opensc-tool --serial
  shows "00 00 01 00 00 00 01 5F"  # without the issuer number that comes first
}

@test "OpenSC reads its directory" {
  on_card 0 pkcs15-tool --dump
  for line in "PKCS#15 Card [CPS3v3-2900000001]" "Manufacturer ID: ASIP SANTE" "Flags          : Read-only, Login required" \
    "Last update    : 20100316110000Z" "CKM_SHA256_RSA_PKCS" "algo_ref   : [0x1a]" \
    "Length         : min_len:4, max_len:4, stored_len:4" "Type           : ascii-numeric" \
    "Private RSA Key [CPS_PRIV_SIG]" "Key ref        : 129 (0x81)" "Usage          : [0x200], nonRepudiation" \
    "Private RSA Key [CPS_PRIV_AUT]" "Key ref        : 130 (0x82)" "Usage          : [0x06], decrypt, sign" \
    "X.509 Certificate [Certificat de Signature CPS]" "X.509 Certificate [Certificat d'Authentification CPS]" \
    "ID             : $AUTH" "ID             : $SIGN"; do
    shows "$line"
  done
  on_card 0 pkcs15-tool --read-certificate $AUTH
  [ "$output" = "$(cat "$CARDS/cpa-auth.pem")" ]
  on_card 0 pkcs15-tool --read-certificate $SIGN
  [ "$output" = "$(cat "$CARDS/cpa-sign.pem")" ]
  run ! grep -q '^> 0020000104' apdus
}

@test "OpenSC logs in, and not with a wrong PIN" {
  if opensc_forgets "$CARDS/cpa"; then skip "OpenSC 0.24 and later log in to no CPx"; fi
  token 1 --login --pin 4321 --list-objects
  says CKR_PIN_INCORRECT
  [ "$(cat state)" = '{"pin": 2, "puk": 10}' ]
  token 0 --login --pin 1234 --list-objects
  shows CPS_PRIV_AUT
  [ "$(cat state)" = '{"pin": 3, "puk": 10}' ]
  beside 1 cps3 --card "$CARDS/cpa" --blocked -- pkcs11-tool --module "$MODULE" --slot 0 --login --pin 1234 -O
  says CKR_PIN_LOCKED
  run ! grep -q 31323334 apdus
  grep -qF '> 0020000104********' apdus
}

@test "OpenSC signs with the authentication key" {
  if opensc_forgets "$CARDS/cpa"; then skip "OpenSC 0.24 and later log in to no CPx"; fi
  echo message > message
  { printf '\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20'
    openssl dgst -sha256 -binary message; } > info
  token 0 --login --pin 1234 --sign --mechanism RSA-PKCS --id $AUTH --input-file info --output-file signature
  openssl dgst -sha256 -verify "$CARDS/auth.pub" -signature signature message
}

@test "a pinpad: right, wrong, cancelled, too late, never presented" {
  "$CARD/beside-a-card.py" --possible --pinpad || skip "needs pcscd, vsmartcard-vpcd, gcc, libpcsclite-dev"
  cat > pad.sh << 'SH'
opensc-tool -l | grep 'PIN pad .*PIN pad 00 00' || exit 9
for typed in 4321 empty cancel timeout 1234; do
  echo "$typed" > "$CARD_PINPAD"
  echo "$typed: $(pkcs11-tool --module "$1" --slot 0 --login --list-objects 2>&1 | grep -oE 'CKR_[A-Z_]+|CPS_PRIV_AUT')"
done
SH
  beside 0 --pinpad cps3 --card "$CARDS/cpa" --state state --apdu-log apdus -- bash pad.sh "$MODULE"
  shows "4321: CKR_PIN_INCORRECT"
  shows "cancel: CKR_FUNCTION_CANCELED"
  shows "1234: CPS_PRIV_AUT"
  [ "$(cat state)" = '{"pin": 3, "puk": 10}' ]
  [ "$(grep -cF '> 0020000104' apdus)" = 2 ]  # the three others never reached the card
}

@test "cards come and go, and so does the service" {
  cat > moves.sh << 'SH'
set -e
cards() { opensc-tool -l | grep -c ' Yes ' || true; }
echo "1 $(cards)"
"$1/control.py" pull && echo "2 $(cards)"
"$1/control.py" insert && echo "3 $(cards) $(opensc-tool -n 2> /dev/null)"
"$1/control.py" insert 2 vitale && echo "4 $(cards) $(opensc-tool -r 1 -a)"
"$1/control.py" stop && echo "5 $(opensc-tool -l)"
"$1/control.py" start none && echo "6 $(opensc-tool -l)"
"$1/control.py" restart && "$1/control.py" insert && echo "7 $(cards)"
"$1/hold-card.py" 60 > held & holder=$!
until [ -s held ]; do sleep 0.02; done
"$1/hold-card.py" 2>&1 || true
kill $holder && wait $holder
"$1/hold-card.py" --reset
SH
  on_card 0 bash moves.sh "$CARD"
  shows "1 1"
  shows "2 0"
  shows "3 1 IAS-ECC"
  shows "4 2 3b:75:13:00:00:44:09:ea:90:00"
  shows "5 No smart card readers found."
  shows "6 No smart card readers found."
  shows "7 2"
  shows "hold-card: SCardConnect: 8010000B"
  grep -qF '* reset' apdus
}

@test "two cards in two readers, one that leaves, one that never answers" {
  beside 0 cps3 --card "$CARDS/cpa" --and cps4 --card "$CARDS/cpa" -- opensc-tool -l
  [ "$(grep -c ' Yes ' <<< "$output")" = 2 ]
  beside 1 cps3 --card "$CARDS/cpa" --remove-at B0:2 -- pkcs15-tool --dump
  beside 0 cps3 --card "$CARDS/cpa" --remove-at B0:1 -- sh -c "opensc-tool -n; $CARD/control.py insert; opensc-tool -n"
  [ "$output" = IAS-ECC ]
  beside 124 cps3 --card "$CARDS/cpa" --mute B0:2 -- timeout 1 pkcs15-tool --dump
}

@test "nothing stays behind, whoever ends it, and exit codes come through" {
  beside 7 cps3 --card "$CARDS/cpa" -- sh -c 'sleep 1000 & exit 7'
  beside 143 reader -- sh -c 'kill $$'
  local mark=$$.5
  for signal in TERM KILL; do
    "$CARD/beside-a-card.py" cps3 --card "$CARDS/cpa" -- sh -c "echo up > up; sleep 9$mark & sleep 9$mark" 3>&- &
    until [ -s up ]; do sleep 0.02; done
    rm up
    kill -$signal $!
    wait $! || true
    for _ in {1..100}; do pgrep -f "sleep 9$mark" > /dev/null || break; sleep 0.02; done
    run ! pgrep -f "sleep 9$mark"
  done
}
