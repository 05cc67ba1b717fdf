load helper
load card_helper

# What is sent to a card, where it is at that moment, and what is told when the exchange goes another way.

# in_order PATTERN…: lines of `apdus` that match, one after the other.
in_order() {
  local wanted line=0 found
  for wanted in "$@"; do
    found=$(tail -n "+$((line + 1))" apdus | grep -n -m 1 -- "$wanted" | cut -d: -f1)
    [ -n "$found" ] || { echo "no $wanted after line $line of:"; cat apdus; return 1; }
    line=$((line + found))
  done
}

@test "PIN and key are used where they are: after EF.SN the application is chosen again, and the key's directory" {
  local select=00a4090c043f000001 sn='^> 00a40904043f00d003'
  cpa 0 -- "${SIGN[@]}"
  in_order "$sn" "^> $select" '^> 00200001' "$sn" "^> $select" '^> 0020000104' '^> 002241b6'
  rm -rf dmp-workspace apdus
  with 0 cps4 --card "$CARDS/cpa" -- "${SIGN[@]}"
  in_order '^> 01a4000402d003' '^> 01a4000c020001' '^> 0120000104' '^> 012281b6'
  rm -rf dmp-workspace apdus
  cpa 0 --key-folder 0007 -- "${SIGN[@]}"
  in_order '^> 0020000104' '^> 00a4090c043f000007' '^> 002241b6' '^> 002a9e9a' '^> 002241b6' '^> 002a9e9a'
  [ "$(grep -c '^> 00a4090c043f000007' apdus)" = 1 ]
  rm -rf dmp-workspace apdus
  with 0 cps4 --card "$CARDS/cpa" --key-folder 00010100 -- "${SIGN[@]}"
  in_order '^> 0120000104' '^> 01a4000c020001' '^> 01a4090c020100' '^> 012281b6'
  [ "$(left)" = 3 ]
}

@test "what directories say of the PIN, the key and the files" {
  local how
  for how in "--pin-type utf8" "--pin-padding" "--pin-type utf8 --pin-padding" --fci; do
    # shellcheck disable=SC2086
    cpa 0 $how -- "$DMPCERT" card check-pin --pin-env PIN
    # shellcheck disable=SC2086
    with 0 cps4 --card "$CARDS/cpa" $how -- "$DMPCERT" card check-pin --pin-env PIN
  done
  rm apdus
  for how in "--pin-type bcd" "--pin-type iso9564" "--pin-padding --pin-lengths 4,4,8"; do
    # shellcheck disable=SC2086
    cpa 4 $how -- "$DMPCERT" card check-pin --pin-env PIN
    says "in a form that dmpcert does not know; nothing was sent"
  done
  [ "$(sent 0020000104)" = 0 ]
  cpa 0 --pin-lengths 4,4,8 -- "$DMPCERT" card check-pin --pin-env PIN
  # padded where the card says with what: short and long ones, but not by the reader
  for pin in 1234 123456 12345678; do
    P=$pin cpa 0 --pin $pin --pin-padding --pin-lengths 4,8,8 -- "$DMPCERT" card check-pin --pin-env P
  done
  P=1234 with 0 cps4 --card "$CARDS/cpa" --pin-padding --pin-lengths 4,8,8 -- "$DMPCERT" card check-pin --pin-env P
  for pin in 123 123456789; do
    P=$pin cpa 5 --pin-padding --pin-lengths 4,8,8 -- "$DMPCERT" card check-pin --pin-env P
  done
  cpa 0 --stranger-key -- "$DMPCERT" card show
  shows "its directory names no key for its signature certificate"
  cpa 0 --stranger-key -- "${SIGN[@]}"
  says "is uncertain: its directory names no key for its signature certificate"
  cpa 0 --stranger-key -- "$DMPCERT" card check-pin --pin-env PIN
  says "is uncertain: its directory names no key for its signature certificate"
  rm -r dmp-workspace
  cpa 0 --empty-actua -- "$DMPCERT" --lang fr csr dossier.json --site cayenne --plain-key --card --pin-env PIN
  says "présente une incertitude : son journal de mise à jour (EF_ACTUA) est vide"
  rm -r dmp-workspace
  with 0 cps4 --card "$CARDS/cpa" -- "${SIGN[@]}"
  says "is uncertain: this program was never tested with a CPS4"
  cpa 0 --empty-actua -- "$DMPCERT" card show
  shows "its update record (EF_ACTUA) is empty"
  cpa 0 --actua 20260101000000 20280101000000 -- "$DMPCERT" card show
  run ! grep -q EF_ACTUA <<< "$output"
  [ "$(left)" = 3 ]
}

@test "a card that was pulled out during an exchange is told as that" {
  local moment
  for moment in --remove-after\ 1 --remove-after\ 20 --remove-at\ B0:9 --remove-past\ A4:3 --remove-at\ 20 --remove-at\ 2A9E; do
    rm -rf dmp-workspace
    # shellcheck disable=SC2086
    cpa 4 $moment -- timeout -k 5 60 "${SIGN[@]}"
    says "the card was taken out, or the reader unplugged"
    run ! grep -q "other way round" <<< "$stderr"
  done
  # With the PIN on its way, a try may be spent.
  for moment in --remove-at --remove-past; do
    cpa 4 $moment 20:3 -- timeout -k 5 60 "$DMPCERT" card check-pin --pin-env PIN
    says "it is not known whether the card received it: the card was taken out"
    says "This may have used up a try"
  done
}

@test "another program's reset while the card is opened: once is gone on after" {
  local preload="LD_PRELOAD=$RESET_MEANWHILE"
  cpa 0 -- env "$preload" "$DMPCERT" card show
  shows 2900000001
  [ "$(grep -c '^\* reset' apdus)" -ge 1 ]
  cpa 4 -- env "$preload" RESET_TIMES=5 timeout -k 5 60 "$DMPCERT" card show
  says "was interrupted"
}

@test "--card-timeout bounds the choice of a reader, too" {
  # Without it the first question takes twenty seconds: who asked before still waits then.
  cpa 4 -- bash -c 'kill -STOP "$PCSCD_PID"; "$@" > waited 2>&1 & "$@" --card-timeout 1; code=$?
    [ -n "$(jobs -rp)" ] || code=70; kill -CONT "$PCSCD_PID"; wait; exit $code' - timeout -k 5 60 "$DMPCERT" card show
  says "does not answer"
}

@test "6300 is a refused PIN, and the service's end while one is presented may have spent a try" {
  cpa 5 --lie 20:3=6300 -- "$DMPCERT" card check-pin --pin-env WRONG
  says "the card refused the PIN; 2 tries left"
  rm state apdus
  cpa 4 --late 20:3=3 -- bash -c '"$0" card check-pin --pin-env WRONG & pid=$!
    until grep -q "^> 0020000104" apdus; do sleep 0.02; done
    kill -KILL "$PCSCD_PID"; wait $pid' "$DMPCERT"
  says "the PIN was sent, but it is not known whether the card received it: the smart-card service (pcscd)"
  says "This may have used up a try"
  [ "$(left)" = 2 ]
}

@test "that a card wants its PIN for each signature is said only of one that does" {
  cpa 0 --lose-login 1 -- "${SIGN[@]}"
  says "Signed with the card in Virtual PCD 00 00: 2"
  run ! grep -q "for each signature" <<< "$stderr"
  rm -r dmp-workspace
  with 0 cps4 --card "$CARDS/cpa" --pin-each-signature -- "${SIGN[@]}"
  says "This card asks for its PIN at each signature."
}

@test "while a slow card is read, the terminal shows that something comes" {
  # At 9600 baud it takes five seconds.
  cpa 0 --slow 0.04 -- bash -c 'script -qec "$0 card show" /dev/null < /dev/null | tr "\r" "\n" > seen' "$DMPCERT"
  grep -q "Reading the card: [0-9]* bytes" seen
  grep -q 2900000001 seen
  cpa 0 --slow 0.04 -- "$DMPCERT" card show
  [ -z "$stderr" ]
}
