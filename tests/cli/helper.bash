# Shared by the bats files. Each test runs in an empty folder of its own, in English unless it says otherwise.
bats_require_minimum_version 1.5.0

export LC_ALL=C.UTF-8
export XDG_CONFIG_HOME=/nonexistent  # No options of whoever runs the tests.
unset NO_COLOR COLUMNS ACCESSIBLE
DAY=2026-11-23

setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  (umask 077 && echo 'quatre mots bien secrets' > passphrase.txt)
}

dmpcert() { "$DMPCERT" "$@"; }
# own_authority: one for this file alone, which revokes: whoever reads the list of what was issued meets nobody who
# rewrites it.
own_authority() {
  export AUTHORITY=$BATS_FILE_TMPDIR/authority
  authority init "$AUTHORITY" > /dev/null
}
authority() { "$REPOSITORY/tests/support/rehearsal-ca/rehearsal-ca" "$@"; }

# expect CODE COMMAND…: runs it with its two outputs apart and compares the exit code.
expect() {
  local code=$1
  shift
  run --separate-stderr "$@"
  if [ "$status" != "$code" ]; then
    echo "exit code $status, expected $code: $*"
    echo "stdout: $output"
    echo "stderr: $stderr"
    return 1
  fi
}

# says TEXT: standard error has it; shows TEXT: standard output has it.
says() { grep -qF -- "$1" <<< "$stderr" || { echo "stderr lacks: $1"; echo "$stderr"; return 1; }; }
shows() { grep -qF -- "$1" <<< "$output" || { echo "stdout lacks: $1"; echo "$output"; return 1; }; }

# never COMMAND…: it ends with 1, as grep does that finds nothing and reads everything. bats does not see a bare "! grep"
# unless it comes last.
never() {
  local code=0 found
  found=$("$@") || code=$?
  [ "$code" = 1 ] || { echo "ended with $code, not 1: $*"; echo "$found"; return 1; }
}

json() { /usr/bin/python3 -c "import json,sys; d=json.load(sys.stdin); print(($1))" <<< "$output"; }

need_shared_data() { [ -d "$SHARED_DATA/$1" ] || skip "$SHARED_DATA/$1 is not here"; }

# certify SITE USAGE REQUEST FILE [OPTIONS]: the authority's certificate. It begins an hour ago, and in any case
# after the one before it: two of them never begin in the same second, and none begins in the future, however fast they
# are made.
certify() {
  local site=$1 usage=$2 request=$3 file=$4 begin last=$BATS_FILE_TMPDIR/last-begin
  shift 4
  begin=$(($(date +%s) - 3600))
  [ ! -e "$last" ] || [ "$begin" -gt "$(< "$last")" ] || begin=$(($(< "$last") + 1))
  echo "$begin" > "$last"
  authority issue "$AUTHORITY" --dossier dossier.json --site "$site" --usage "$usage" --csr "$request" --out "$file" \
    --not-before "$(date -u -d "@$begin" +%Y%m%d%H%M%SZ)" "$@" > /dev/null
}

# deliver SITE FINESS USAGE FILE [OPTIONS]: the authority's certificate for an order of the workspace. USAGE may name a
# renewal: SIGN/renewal.
deliver() { certify "$1" "${3%%/*}" "dmp-workspace/$2/$3/request.csr" "${@:4}"; }

# deliver_renewal FILE: the authority's certificate for the renewal of the first site's AUTH_CLI.
deliver_renewal() { deliver cayenne 970300026 AUTH_CLI/renewal "$1"; }

# order: keys and requests of both sites, unencrypted.
order() { dmpcert csr dossier.json --all --plain-key > /dev/null; }

# contents FOLDER…: name and hash of every file but the lock, which holds the number of its last owner.
contents() { find "$@" -type f ! -name .lock -exec sha256sum {} + | sort; }

no_leftovers() {
  local left
  left=$(find . -name '*.tmp' -o -name '.dmpcert-*' | head -5)
  [ -z "$left" ] || { echo "left over: $left"; return 1; }
}

# No private key may be readable by others.
keys_private() {
  local open
  open=$(grep -rlE 'PRIVATE KEY' . --include='*' 2> /dev/null | xargs -r stat -c '%a %n' | grep -v '^600 ' || true)
  [ -z "$open" ] || { echo "readable by others: $open"; return 1; }
}

# serve LOG PATTERN COMMAND…: starts it and waits until its log has the pattern.
serve() {
  local log=$1 pattern=$2
  shift 2
  "$@" > "$log" 2>&1 3>&- &
  STARTED+=($!)
  for _ in $(seq 100); do
    grep -qE "$pattern" "$log" && return 0
    sleep 0.1
  done
  cat "$log"
  return 1
}

# install CODE OPTIONS…: from the dossier, trusting the rehearsal authority. Files that mean another one say so.
install() {
  local code=$1
  shift
  expect "$code" dmpcert install "$@" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
}

# opensc_forgets CARD: whether this OpenSC logs in to no CPx. Since 0.24 it frees what it has just read of a PIN
# (iasecc_sdo_parse), asks the card for the rule of nothing, and gives up before it sends the PIN.
opensc_forgets() {
  local version
  version=$(opensc-tool --info | sed -n 's/^OpenSC \([0-9.]*\).*/\1/p')
  [ "$(printf '%s\n' 0.24 "$version" | sort -V | head -n 1)" = 0.24 ] || return 1
  if HOME=$PWD "$REPOSITORY/tests/card/beside-a-card.py" cps3 --card "$1" -- pkcs11-tool --slot 0 --login --pin 1234 \
    --module "/usr/lib/$(uname -m)-linux-gnu/opensc-pkcs11.so" --list-objects > /dev/null 2>&1; then
    return 1
  fi
}
