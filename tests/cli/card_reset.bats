load helper

# After a PIN was presented the card is reset, whatever happens: a second program asks, and finds no login.
CARD=$REPOSITORY/tests/card
export PIN=1234

setup_file() {
  export CARDS=$BATS_FILE_TMPDIR REHEARSAL_CA_FAST=1
  "$REPOSITORY/tests/support/rehearsal-ca/rehearsal-ca" issue-card "$AUTHORITY" --type CPA --card-number 2900000001 \
    --family-name MARTIN --given-names ZOÉ --finess 970300026 --structure-name "CH DE CAYENNE" --department 973 \
    --out-prefix "$CARDS/cpa" > /dev/null
}

setup() {
  command -v opensc-tool > /dev/null || skip "needs OpenSC"
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  export HOME=$PWD
  sed 's/2600900001/2900000001/; s/"environment": "production"/"environment": "rehearsal"/' \
    "$REPOSITORY/examples/dossiers/ght-guyane.json" > dossier.json
}

# cpa CODE OPTION… -- COMMAND…: beside the simulated card.
cpa() {
  "$CARD/beside-a-card.py" --possible || skip "needs pcscd, vsmartcard-vpcd and the right to make name spaces"
  local code=$1
  shift
  expect "$code" "$CARD/beside-a-card.py" cps3 --card "$CARDS/cpa" --apdu-log apdus "$@"
}
SIGN=("$DMPCERT" csr dossier.json --site cayenne --plain-key --card --pin-env PIN)
# The other program: an empty VERIFY answers 9000 to whoever finds a login, and the tries to others.
OTHER='other() { opensc-tool -s "00 20 00 01 00" | tail -n 1; }; export -f other'
# after CODE OPTION… -- COMMAND…: what the other program finds when the command has gone.
after() {
  local code=$1 options=()
  shift
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  cpa "$code" "${options[@]}" -- bash -c "$OTHER"'; "$@"; code=$?; other; exit $code' - "$@"
}
# signing OPTION…: the same, whatever became of the signatures.
signing() {
  rm -rf dmp-workspace
  cpa 0 "$@" -- bash -c "$OTHER"'; "$@"; other' - "${SIGN[@]}"
}
no_login() { shows "SW1=0x63, SW2=0xC3"; }

@test "the other program sees a login where there is one" {
  cpa 0 -- bash -c "$OTHER"'; opensc-tool -s "00 A4 09 0C 04 3F 00 00 01" -s "00 20 00 01 04 31 32 33 34" > /dev/null; other'
  shows "SW1=0x90, SW2=0x00"
}

@test "whatever the card answers to a signature" {
  local answer
  for answer in 2A9E=6982 22=6982 2A9E=6A88 2A9E=6F00 2A9E=9000 22=6A80; do
    signing --status $answer
    no_login
    signing --lie $answer
    no_login
  done
  rm -rf dmp-workspace
  # It wants the PIN again, and there is none.
  after 5 --status 2A9E=6982 -- bash -c '"$@" --pin-fd 3 3<<< 1234' - "$DMPCERT" csr dossier.json --site cayenne \
    --plain-key --card
  no_login
  signing --wrong-signature
  no_login
}

@test "whatever the card answers to a PIN" {
  local answer
  for answer in 6700 6F00 6300 63C2 6983 6401; do
    cpa 0 --lie 20:3=$answer -- bash -c "$OTHER"'; "$0" card check-pin --pin-env PIN; other' "$DMPCERT"
    no_login
  done
  PIN=4321 after 5 -- "$DMPCERT" card check-pin --pin-env PIN
  shows "SW1=0x63, SW2=0xC2"
  grep -qF '* reset' apdus
}

@test "where the program is ended while it signs" {
  local signal
  for signal in INT TERM KILL; do
    rm -rf dmp-workspace apdus
    cpa 0 --slow 0.05 -- bash -c "$OTHER"'; "${@:2}" & pid=$!
      until grep -q "^> 002a9e9a" apdus; do sleep 0.02; done
      kill -$1 $pid; wait $pid; other' - $signal "${SIGN[@]}"
    no_login
  done
}

@test "where the card answers too late, and the program lives on" {
  # The PIN is taken after the program has given up; the login lasts no longer than the late answer.
  cpa 0 --late 20:2=3 -- bash -c "$OTHER"'; mkfifo stay; "$1" verify < stay > said & pid=$!; exec 9> stay
    until grep -q "let go" said; do sleep 0.05; done; cat said
    until grep -q "^< 9000" <(sed -n "/^> 0020000104/,\$p" apdus); do sleep 0.05; done
    timeout 20 bash -c other; kill -0 $pid && echo lives' - "$CARD_OUTLIVE"
  shows CARD-PIN-UNCERTAIN
  no_login
  shows lives
}

@test "where another program held the card too long, and the program lives on" {
  # The transaction begins after the program has given up; nobody waits for it to end.
  cpa 0 -- bash -c '"$2/hold-card.py" --shared --transaction 60 > held & holder=$!
    mkfifo stay; "$1" begin < stay > said & exec 9> stay
    until grep -q open said && [ -s held ]; do sleep 0.05; done
    echo >&9
    until grep -q "let go" said; do sleep 0.05; done; cat said
    kill $holder; wait $holder
    for _ in {1..15}; do timeout -k 1 20 "$2/hold-card.py" --shared --transaction || exit; sleep 0.2; done
    kill -0 %2 && echo lives' - "$CARD_OUTLIVE" "$CARD"
  shows CARD-IN-USE
  shows held
  shows lives
}
