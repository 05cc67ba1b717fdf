# Shared by the bats files with a real pcscd and a simulated card (tests/card).
CARD=$REPOSITORY/tests/card
export PIN=1234 WRONG=4321

setup_file() {
  export CARDS=$BATS_FILE_TMPDIR REHEARSAL_CA_FAST=1
  issue() {
    "$REPOSITORY/tests/support/rehearsal-ca/rehearsal-ca" issue-card "$AUTHORITY" "$@" > /dev/null
  }
  issue --type CPA --card-number 2900000001 --family-name MARTIN --given-names "ZOÉ LOUISE" --finess 970300026 \
    --structure-name "CH DE CAYENNE" --department 973 --out-prefix "$CARDS/cpa"
  issue --type CPS --card-number 2800262487 --family-name DUPONT --given-names ÉLODIE --out-prefix "$CARDS/cps"
  issue --type CPA --card-number 2900000001 --family-name MARTIN --given-names ZOÉ --finess 970300026 \
    --structure-name "CH DE CAYENNE" --department 973 --not-before 20230101000000Z --days-from-start 1000 \
    --out-prefix "$CARDS/old"
}

setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  sed 's/2600900001/2900000001/; s/"environment": "production"/"environment": "rehearsal"/' \
    "$REPOSITORY/examples/dossiers/ght-guyane.json" > dossier.json
}

# with CODE KIND OPTION… -- COMMAND…: dmpcert (or another command) beside that card; its counters are in `state`.
with() {
  "$CARD/beside-a-card.py" --possible || skip "needs pcscd, vsmartcard-vpcd and the right to make name spaces"
  local code=$1 kind=$2
  shift 2
  expect "$code" "$CARD/beside-a-card.py" "$kind" --state state --apdu-log apdus "$@"
}
cpa() { with "$1" cps3 --card "$CARDS/cpa" "${@:2}"; }
left() { grep -o '"pin": [0-9]*' state | cut -d' ' -f2; }
error_id() { json 'd["error"]["id"]'; }
sent() { grep -c "^> $1" apdus || true; }  # how many commands begin so
SIGN=("$DMPCERT" csr dossier.json --site cayenne --plain-key --card --pin-env PIN)
nothing_signed() { [ -z "$(find dmp-workspace -name '*.p7m' 2> /dev/null)" ] && no_leftovers; }
