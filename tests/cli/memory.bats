# No key and no passphrase stays in memory that the process has given back, nor in memory that may be swapped while
# programs run that it started.
load helper

setup_file() {
  MADE=$BATS_FILE_TMPDIR
  export MADE
  cd "$MADE" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  (umask 077 && echo 'quatre mots bien secrets' > passphrase.txt)
  "$DMPCERT" csr dossier.json --site cayenne --usage auth-cli --key rsa:2048 --plain-key > /dev/null
  deliver cayenne 970300026 AUTH_CLI cert.pem
  cp dmp-workspace/970300026/AUTH_CLI/key.pem key.pem
  openssl pkey -in key.pem -outform DER -out key.der
  cat key.pem cert.pem > both.pem
}

setup() {
  [ "$(id -u)" = 0 ] || skip "only root reads the memory of others"
  cp -a "$MADE" "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  search="$REPOSITORY/tests/cli/memory_search.py $PWD/found $PWD/passphrase.txt $MADE/key.pem"
}

# leaves_nothing CODE COMMAND…: at its end no piece is anywhere. A loader that binds functions when they are called first
# saves registers, with what was copied last, on the stack: it binds all of them before.
leaves_nothing() {
  rm -f found
  expect "$1" env LD_BIND_NOW=1 LD_PRELOAD="$AT_END_LIBRARY" AT_END="/usr/bin/python3 -B $search" "${@:2}"
  grep -q '^looked at' found || { echo "nobody looked: $stderr"; return 1; }
  never grep '^open\|^locked' found
}

@test "the search finds what is there" {
  for how in "open('key.pem').read()" "open('key.der', 'rb').read()" "open('passphrase.txt').read()"; do
    rm -f found
    /usr/bin/python3 -c "import subprocess; held = $how; subprocess.run('exec $search', shell=True, check=True)"
    grep -q '^open' found
  done
}

@test "expiry leaves nothing of the keys that it looked at" {
  leaves_nothing 3 "$DMPCERT" expiry key.pem
  leaves_nothing 3 "$DMPCERT" expiry key.der
  leaves_nothing 0 "$DMPCERT" --as-of "$DAY" expiry both.pem
  leaves_nothing 0 "$DMPCERT" --as-of "$DAY" expiry dmp-workspace .
  leaves_nothing 0 "$DMPCERT" --as-of "$DAY" expiry both.pem -o table.csv --format csv
  leaves_nothing 2 "$DMPCERT" --as-of "$DAY" expiry both.pem -o key.pem
}

@test "archives leave nothing of the keys in them, be they whole or too large" {
  /usr/bin/python3 - <<'PY'
import zipfile
for name, size in ("whole.zip", 10), ("large.zip", 70_000_000):
    for kind in zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED:
        with zipfile.ZipFile(f"{kind}-{name}", "w", kind) as archive:
            archive.write("both.pem", "a/both.pem")
            archive.write("key.pem", "a/key.pem")
            archive.writestr(zipfile.ZipInfo("b.txt"), b"x" * size, zipfile.ZIP_DEFLATED)
PY
  for kind in 0 8; do
    leaves_nothing 3 "$DMPCERT" install $kind-large.zip --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
    says "or unpacks to more than"
    leaves_nothing 0 "$DMPCERT" install $kind-whole.zip --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --verify-only
    # What is not compressed is found in it; an archive is not unpacked.
    leaves_nothing $((kind == 0 ? 0 : 3)) "$DMPCERT" --as-of "$DAY" expiry $kind-whole.zip
  done
}

@test "while programs run, keys and passphrases are in locked memory only" {
  printf '#!/bin/sh\nexec /usr/bin/python3 -B %s\n' "$search" > look && chmod +x look
  for delivered in cert.pem both.pem; do
    rm -rf found pki store.* lb.pem .dmp-versions
    # The interpreter takes the place of the shell, whose parent is the program.
    install 0 $delivered --pem-dir pki --haproxy lb.pem --pkcs12 store.p12 --java store.java --jks store.jks \
      --pkcs12-passphrase-file passphrase.txt --reload ./look
    grep -q '^locked PEM' found
    grep -q '^locked passphrase' found
    never grep '^open' found
  done
}
