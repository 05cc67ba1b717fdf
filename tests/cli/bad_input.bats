load helper

# What people hand over by mistake, for each kind of argument: a clear error, the exit code of the design,
# nothing half written.

# unprivileged COMMAND…: as a user for whom permissions count, in a copy that he can reach.
unprivileged() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
  else
    "$@"
  fi
}

# A folder that everybody can enter, with a copy of the program.
open_folder() {
  FOLDER=$(mktemp -d /tmp/dmpcert-open-XXXXXX)
  chmod 0755 "$FOLDER"
  cp "$DMPCERT" "$FOLDER"
  cp dossier.json "$FOLDER"
  chmod 755 "$FOLDER"/dmpcert*
  chmod 644 "$FOLDER/dossier.json"
}

teardown() {
  if [ -n "${FOLDER:-}" ]; then
    umount "$FOLDER/small" 2> /dev/null || true
    rm -rf "$FOLDER"
  fi
}

# Each command that reads FILE, given to it as its input.
every_command() {
  local code=$1 file=$2
  for command in "check $file" "form413 $file --all -o out" "csr $file --all --plain-key --workspace out" \
    "install $file --pem-dir out" "expiry $file"; do
    # shellcheck disable=SC2086
    # For what hangs: 100 MB take six seconds, and a minute and more where ten others work.
    expect "$code" timeout 300 "$DMPCERT" $command
    [ -n "$stderr$output" ]
    [ "$(grep -c 'internal error' <<< "$stderr")" = 0 ]
  done
  [ ! -e out ]
}

@test "missing file" {
  every_command 3 nowhere.json
  says nowhere.json
}

@test "folder where a file is expected" {
  mkdir folder
  for command in "check folder" "form413 folder --all" "csr folder --all" "install folder"; do
    # shellcheck disable=SC2086
    expect 3 dmpcert $command
    grep -q folder <<< "$stderr$output"
  done
}

@test "unreadable file" {
  open_folder
  cd "$FOLDER"
  chmod 000 dossier.json
  for command in "check dossier.json" "csr dossier.json --all --plain-key" "install dossier.json" "expiry dossier.json"; do
    # shellcheck disable=SC2086
    expect 3 unprivileged ./dmpcert $command
    says "dossier.json"
  done
}

@test "empty file" {
  : > empty
  every_command 3 empty
}

@test "100 MB file" {
  truncate -s 100M big
  every_command 3 big
  says big
}

@test "binary junk" {
  head -c 20000 /dev/urandom > junk
  every_command 3 junk
}

@test "a FIFO and a device are refused without waiting" {
  mkfifo pipe
  every_command 3 pipe
  every_command 3 /dev/zero
}

@test "truncated JSON: line and column" {
  head -c 2000 dossier.json > cut.json
  for command in "check cut.json" "form413 cut.json --all -o out" "csr cut.json --all --workspace out"; do
    # shellcheck disable=SC2086
    expect 3 dmpcert $command
    grep -q JSON-SYNTAX <<< "$output$stderr"
  done
  count=$(wc -l < cut.json)
  expect 3 dmpcert check cut.json --format json
  [ "$(json 'd["findings"][0]["line"]')" -ge "$count" ]
  [ ! -e out ]
}

@test "truncated PEM, DER and P12, at many places" {
  order
  deliver ehpad 970302287 SIGN cert.pem
  openssl x509 -in cert.pem -outform DER -out cert.der
  authority p12 "$AUTHORITY" --cert cert.pem --key dmp-workspace/970302287/SIGN/key.pem --password-file passphrase.txt --out full.p12
  rm -rf dmp-workspace
  for file in cert.pem cert.der full.p12; do
    size=$(stat -c %s $file)
    for part in 1 10 100 $((size / 3)) $((size / 2)) $((size - 40)) $((size - 1)); do
      # The last byte of a PEM file is its line end, which nobody misses.
      [ "$file" = cert.pem ] && [ "$part" = $((size - 1)) ] && continue
      head -c "$part" $file > "cut-$part-$file"
      expect 3 dmpcert expiry "cut-$part-$file"
      expect 3 dmpcert install "cut-$part-$file" --pem-dir out --passphrase-file passphrase.txt
    done
  done
  [ ! -e out ]
}

@test "byte order mark, Latin-1, UTF-16" {
  (printf '\xef\xbb\xbf'; cat dossier.json) > bom.json
  expect 0 dmpcert --as-of $DAY check bom.json
  grep -qi 'byte order mark\|BOM' <<< "$output$stderr"
  iconv -f UTF-8 -t ISO-8859-1//TRANSLIT dossier.json > latin1.json
  expect 3 dmpcert check latin1.json
  grep -q JSON-ENCODING <<< "$output$stderr"
  grep -q 'Latin-1\|ISO-8859-1' <<< "$output$stderr"
  iconv -f UTF-8 -t UTF-16 dossier.json > utf16.json
  expect 3 dmpcert check utf16.json
}

@test "100,000 nested brackets" {
  /usr/bin/python3 -c 'print("[" * 100000 + "]" * 100000)' > deep.json
  expect 3 dmpcert check deep.json
  grep -q JSON-DEPTH <<< "$output$stderr"
  /usr/bin/python3 -c 'print("{\"a\":" * 100000 + "1" + "}" * 100000)' > deep.json
  expect 3 dmpcert check deep.json
  grep -q JSON-DEPTH <<< "$output$stderr"
}

@test "a string of 300,000 characters" {
  /usr/bin/python3 - <<'PY'
text = open('dossier.json').read()
open('long.json', 'w').write(text.replace('CENTRE HOSPITALIER DE CAYENNE', 'a' * 300000, 1))
PY
  for command in "check long.json" "form413 long.json --all -o out" "csr long.json --all --workspace out"; do
    # shellcheck disable=SC2086
    expect 3 dmpcert $command
    grep -q JSON-STRING <<< "$output$stderr"
  done
  [ ! -e out ]
}

@test "a private key given as a certificate, and the reverse" {
  order
  deliver ehpad 970302287 SIGN cert.pem
  key=dmp-workspace/970302287/SIGN/key.pem
  expect 3 dmpcert install $key --pem-dir out
  says "private key"
  expect 3 dmpcert expiry $key
  says "private key"
  expect 3 dmpcert install dmp-workspace/970302287/SIGN/request.csr --pem-dir out
  expect 3 dmpcert install cert.pem --key-file cert.pem --pem-dir out --trust "$AUTHORITY/trust" --trust-any
  says certificate
  [ ! -e out ]
}

@test "a dossier given as a certificate, and an authority to check" {
  expect 3 dmpcert install dossier.json
  expect 1 dmpcert expiry dossier.json
  expect 1 dmpcert check "$AUTHORITY/root.pem"
  shows CERT-NO-LEAF
}

@test "wrong, empty and badly kept passphrases" {
  expect 0 dmpcert csr dossier.json --site ehpad --passphrase-file passphrase.txt
  deliver ehpad 970302287 SIGN cert.pem
  echo autre > wrong.txt && chmod 600 wrong.txt
  expect 5 dmpcert install cert.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pkcs12 out.p12 \
    --pkcs12-passphrase-file passphrase.txt --passphrase-file wrong.txt
  [ ! -e out.p12 ]
  : > empty.txt && chmod 600 empty.txt
  expect 5 dmpcert csr dossier.json --all --workspace other --passphrase-file empty.txt
  chmod 644 wrong.txt
  expect 3 dmpcert csr dossier.json --all --workspace other --passphrase-file wrong.txt
  says "chmod"
  expect 3 dmpcert csr dossier.json --all --workspace other --passphrase-file nowhere.txt
  expect 2 dmpcert csr dossier.json --all --workspace other --passphrase-env NOT_SET_AT_ALL
  expect 2 dmpcert csr dossier.json --all --workspace other --passphrase-file wrong.txt --passphrase-env HOME
  [ ! -e other ]
}

@test "output folder not writable" {
  open_folder
  cd "$FOLDER"
  mkdir closed
  chmod 555 closed
  expect 4 unprivileged ./dmpcert csr dossier.json --all --plain-key --workspace closed
  says closed
  expect 4 unprivileged ./dmpcert csr dossier.json --all --plain-key --workspace closed/below
  expect 4 unprivileged ./dmpcert form413 dossier.json --all -o closed
  says closed
  [ -z "$(ls -A closed)" ]
  echo file > file
  expect 4 unprivileged ./dmpcert csr dossier.json --all --plain-key --workspace file
  expect 4 unprivileged ./dmpcert form413 dossier.json --all -o file/below
  [ "$(cat file)" = file ]
}

@test "disk full: nothing half written" {
  [ "$(id -u)" = 0 ] || skip "needs root to mount a small tmpfs"
  open_folder
  mkdir "$FOLDER/small"
  mount -t tmpfs -o size=24k tmpfs "$FOLDER/small" 2> /dev/null || skip "mount is not allowed here"
  expect 4 dmpcert form413 dossier.json --all -o "$FOLDER/small/forms"
  says "full"
  [ -z "$(find "$FOLDER/small" -type f -size -8 -name '*.pdf')" ]
  [ -z "$(find "$FOLDER/small" -name '.dmpcert*')" ]
  # Orders: those that fit are whole, the others are not there at all.
  rm -rf "$FOLDER"/small/*
  dd if=/dev/zero of="$FOLDER/small/filler" bs=1k count=8 2> /dev/null
  expect 4 dmpcert csr dossier.json --all --plain-key --workspace "$FOLDER/small/orders"
  for key in $(find "$FOLDER/small" -name key.pem); do
    [ -s "$(dirname "$key")/request.csr" ] && [ -s "$(dirname "$key")/order.json" ]
    openssl req -in "$(dirname "$key")/request.csr" -verify -noout
  done
  [ -z "$(find "$FOLDER/small" -name '.dmpcert-*')" ]
}

@test "SIGINT in the middle: what is done stays whole, the next run completes" {
  for wait in 0.05 0.15 0.3 0.6; do
    rm -rf dmp-workspace
    "$DMPCERT" csr dossier.json --all --plain-key > out.txt 2>&1 &
    pid=$!
    sleep $wait
    kill -INT $pid 2> /dev/null || true
    code=0
    wait $pid || code=$?
    [ "$code" = 130 ] || [ "$code" = 0 ]
    for folder in $(find dmp-workspace -name key.pem -exec dirname {} \; 2> /dev/null); do
      [ -s "$folder/order.json" ]
      openssl req -in "$folder/request.csr" -verify -noout
      cmp <(openssl pkey -in "$folder/key.pem" -pubout) <(openssl req -in "$folder/request.csr" -pubkey -noout)
    done
    no_leftovers
    keys_private
    expect 0 dmpcert csr dossier.json --all --plain-key
    [ "$(find dmp-workspace -name order.json | wc -l)" = 4 ]
  done
}

@test "SIGKILL in the middle: no key is lost or readable, the next run completes" {
  for wait in 0.05 0.1 0.2 0.4; do
    rm -rf dmp-workspace
    "$DMPCERT" csr dossier.json --all --plain-key > out.txt 2>&1 &
    pid=$!
    sleep $wait
    kill -KILL $pid 2> /dev/null || true
    wait $pid 2> /dev/null || true
    keys_private
    kept=$(find dmp-workspace -name key.pem -exec sha256sum {} + 2> /dev/null | sort)
    expect 0 dmpcert csr dossier.json --all --plain-key
    [ "$(find dmp-workspace -name order.json | wc -l)" = 4 ]
    if [ -n "$kept" ]; then sha256sum --quiet -c <<< "$kept"; fi
    no_leftovers
  done
}

@test "standard input named twice, a dossier without sites" {
  run --separate-stderr bash -c '"$DMPCERT" install - - < dossier.json'
  [ "$status" = 2 ]
  says "standard input"
  echo '{"version":2,"environment":"test","establishments":[]}' > none.json
  expect 3 dmpcert csr none.json --all --plain-key --workspace out
  expect 3 dmpcert form413 none.json --all -o out
  [ ! -e out ]
}

@test "a wrong passphrase is exit 5 for expiry too" {
  order
  deliver ehpad 970302287 SIGN cert.pem
  openssl pkcs12 -export -in cert.pem -inkey dmp-workspace/970302287/SIGN/key.pem -passout file:passphrase.txt -out hidden.p12
  echo autre > wrong.txt && chmod 600 wrong.txt
  expect 5 dmpcert expiry hidden.p12 --passphrase-file wrong.txt
  expect 0 dmpcert expiry hidden.p12 --passphrase-file passphrase.txt
}

@test "hostile names stay in one line and off the terminal" {
  printf 'x' > $'bad\e[31m\nname.pem'
  run --separate-stderr "$DMPCERT" expiry $'bad\e[31m\nname.pem'
  [ "$status" = 3 ]
  run grep -c $'\e' <<< "$stderr"
  [ "$output" = 0 ]
}

@test "the workspace of another run is not touched" {
  mkdir dmp-workspace
  exec 8> dmp-workspace/.lock
  flock -x 8
  expect 4 dmpcert csr dossier.json --all --plain-key 8>&-
  [ -z "$(find dmp-workspace -name key.pem)" ]
}

@test "an empty value is no value: refused for every option of every command, on the line and in a file" {
  tried=0
  for command in check form413 csr install expiry "card show" "card list" "card check-pin"; do
    for option in $(dmpcert $command --help | grep -oE '^ +(-[a-z],)?--[a-z0-9-]+ [A-Z]' | grep -oE -- '--[a-z0-9-]+' |
      sort -u); do
      expect 2 dmpcert $command "$option" ''
      says "$option"
      expect 2 dmpcert $command "$option=" --help
      says "$option: the value is empty"
      tried=$((tried + 1))
    done
  done
  [ "$tried" -gt 100 ]
  for option in --as-of --config --color --lang; do
    expect 2 dmpcert $option '' check dossier.json
    says "$option"
  done
  expect 2 dmpcert check ''
  says "the value is empty"
  expect 2 dmpcert --lang fr install x.pem --reload '' --pem-dir pki
  says "--reload : la valeur est vide"
  expect 2 dmpcert csr dossier.json --all --passphrase-env ''
  says "--passphrase-env: the value is empty"
  [ ! -e dmp-workspace ]
  printf '[install]\nreload = ""\n' > empty.toml
  expect 2 dmpcert --config empty.toml install x.pem --pem-dir pki
  says "reload: the value is empty"
}
