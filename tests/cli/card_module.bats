load helper

# PKCS#11 modules that do their worst: the program says which module, in which call, what happened.
SOFT_HSM=$(ls /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so 2> /dev/null | head -n 1)
export PIN=1234

setup_file() {
  export CARDS=$BATS_FILE_TMPDIR REHEARSAL_CA_FAST=1
  [ -n "$SOFT_HSM" ] || return 0
  cd "$CARDS" || return 1
  "$REPOSITORY/tests/support/rehearsal-ca/rehearsal-ca" issue-card "$AUTHORITY" --type CPA --card-number 2900000001 \
    --family-name MARTIN --given-names ZOÉ --finess 970300026 --structure-name "CH DE CAYENNE" --department 973 \
    --out-prefix "$CARDS/cpa" > /dev/null
  mkdir tokens
  printf 'directories.tokendir = %s\nobjectstore.backend = file\n' "$PWD/tokens" > softhsm2.conf
  export SOFTHSM2_CONF=$CARDS/softhsm2.conf
  softhsm2-util --init-token --free --label administrator --so-pin 12345678 --pin 1234 > /dev/null
  openssl pkcs8 -topk8 -nocrypt -in cpa-sign.key -out key.pem
  softhsm2-util --import key.pem --token administrator --label sign --id 01 --pin 1234 > /dev/null
  openssl x509 -in cpa-sign.pem -outform DER -out certificate.der
  pkcs11-tool --module "$SOFT_HSM" --token-label administrator --login --pin 1234 --write-object certificate.der \
    --type cert --id 01 > /dev/null 2>&1
}

setup() {
  [ -n "$SOFT_HSM" ] || skip "needs SoftHSM"
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  export SOFTHSM2_CONF=$CARDS/softhsm2.conf ROGUE_MODULE=$SOFT_HSM
  sed 's/2600900001/2900000001/; s/"environment": "production"/"environment": "rehearsal"/' \
    "$REPOSITORY/examples/dossiers/ght-guyane.json" > dossier.json
}

SIGN=("$DMPCERT" csr dossier.json --site cayenne --plain-key --card --card-module "$ROGUE" --pin-env PIN)
CALLS=(dlopen C_Initialize C_GetSlotList C_Login C_Sign)
# sign CODE DEED CALL [OPTION…]: with a module that does DEED in CALL.
sign() {
  local code=$1
  export ROGUE_DEED=$2 ROGUE_CALL=$3
  shift 3
  expect "$code" timeout -k 5 120 "${SIGN[@]}" "$@"
}
nothing_signed() { [ -z "$(find dmp-workspace -name '*.p7m' 2> /dev/null)" ] && no_leftovers; }

@test "one that behaves" {
  sign 0 nothing nowhere
  says "Signed with the card in administrator: 2"
}

@test "one that ends the process, in each call" {
  local call
  for call in "${CALLS[@]}"; do
    sign 4 exit "$call"
    says "the PKCS#11 module $ROGUE ended its process during $call, with exit code 0"
    nothing_signed
  done
  ROGUE_DEED=exit ROGUE_CALL=C_GetSlotList expect 4 "$DMPCERT" card list --card-module "$ROGUE"
  says "during C_GetSlotList"
  ROGUE_DEED=exit ROGUE_CALL=C_Login expect 4 "$DMPCERT" --lang fr card check-pin --card-module "$ROGUE" --pin-env PIN
  says "a mis fin à son processus pendant C_Login"
}

@test "one that crashes, in each call" {
  local call
  for call in "${CALLS[@]}"; do
    sign 4 abort "$call"
    says "the PKCS#11 module $ROGUE crashed during $call (SIGABRT)"
    nothing_signed
    sign 4 segv "$call"
    says "crashed during $call (SIGSEGV)"
  done
}

@test "one that never comes back, in each call" {
  local call
  for call in "${CALLS[@]}"; do
    sign 4 hang "$call" --card-timeout 3
    says "the PKCS#11 module $ROGUE did not return from $call within 3 seconds"
    nothing_signed
  done
}

@test "one that answers nonsense, in each call" {
  local call
  for call in C_Initialize C_Login C_Sign; do
    sign 4 garbage "$call"
    says "refused $call"
    nothing_signed
  done
  run timeout -k 5 120 env ROGUE_DEED=garbage ROGUE_CALL=C_GetSlotList "${SIGN[@]}"
  [ "$status" -le 5 ]
  # Over the descriptor on which it is asked.
  for call in "${CALLS[@]}"; do
    sign 4 scribble "$call"
    says "the PKCS#11 module $ROGUE gave an invalid answer to $call"
    nothing_signed
  done
}

@test "it has no secret, no descriptor and no place in what the program writes" {
  exec 7< dossier.json
  export SECRET_OF_OTHERS=visible ROGUE_SEEN=$PWD/seen
  sign 0 look C_Login --format json
  exec 7<&-
  json 'd["summary"]["signed"]' | grep -qx 2
  grep -q SECRET_OF_OTHERS=visible seen  # modules are configured by their environment
  run ! grep -q ^PIN= seen
  # Standard streams, the one on which it is asked, and what SoftHSM opens.
  run ! grep -q dossier.json seen
  grep -qE ' 0 -> /dev/null$' seen
  grep -qE ' 3 -> socket:' seen
}

@test "it ends with the program, whoever ends that" {
  export ROGUE_DEED=hang ROGUE_CALL=C_Login ROGUE_SEEN=$PWD/seen
  local signal child
  for signal in INT KILL; do
    "${SIGN[@]}" 3>&- &
    local ours=$!
    until [ -s seen ]; do sleep 0.05; done
    rm seen
    child=$(pgrep -P $ours -f host-pkcs11-module)
    kill -$signal $ours
    # The first interrupt asks to stop between two acts, the second one ends; two at once count as one.
    for _ in {1..100}; do kill -$signal $ours 2> /dev/null || break; sleep 0.1; done
    wait $ours || true
    for _ in {1..200}; do [ -e "/proc/$child" ] || break; sleep 0.05; done
    [ ! -e "/proc/$child" ]
  done
}

@test "a file that is none is said to be none" {
  echo words > words.so
  expect 4 "$DMPCERT" card list --card-module words.so
  says "cannot be loaded"
  expect 4 "$DMPCERT" card list --card-module "$(ls /lib/*/libm.so.6 | head -n 1)"
  says "is not a PKCS#11 module"
}
