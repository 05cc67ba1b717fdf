load helper

# One site is enough here: keys take time.
order() { dmpcert csr dossier.json --site cayenne --plain-key > /dev/null; }

# A renewal beside the first pair, both delivered.
renewed() {
  order
  deliver cayenne 970300026 AUTH_CLI first.pem
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli --renew > /dev/null
  deliver_renewal second.pem
}
P=pki/970300026/AUTH_CLI

# shown FILE: the certificate in place is this one, and the key beside it is its key.
shown() {
  local folder
  folder=$(readlink -f "$P")
  cmp <(openssl x509 -in "$folder/certificate.pem") <(openssl x509 -in "$1") &&
    cmp <(openssl pkey -in "$folder/key.pem" -pubout) <(openssl x509 -in "$folder/certificate.pem" -pubkey -noout)
}
state() { /usr/bin/python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["state"])' "dmp-workspace/970300026/AUTH_CLI/$1order.json"; }

@test "versions: a renewal takes the place, --list shows both, --rollback brings the first one back" {
  renewed
  targets=(--pem-dir pki --haproxy lb.pem --pkcs12 a.p12 --pkcs12-passphrase-file passphrase.txt)
  install 0 first.pem "${targets[@]}"
  [ -L $P ]
  sleep 1
  install 0 second.pem "${targets[@]}"
  shown second.pem
  [ "$(state '')" = superseded ] && [ "$(state renewal/)" = installed ]
  openssl x509 -in lb.pem | cmp - <(openssl x509 -in second.pem)
  [ "$(stat -c %a lb.pem)" = 600 ]
  expect 0 dmpcert install --list --pem-dir pki --haproxy lb.pem --pkcs12 a.p12 --format json
  [ "$(json 'len(d["versions"]), sum(v["current"] for v in d["versions"])')" = "(6, 3)" ]
  dmpcert check --schema report > schema.json
  /usr/bin/python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.loads(sys.argv[1]), json.load(open("schema.json")))' "$output"

  # the version before does not serve: expiry shows what programs see, where they see it
  expect 0 dmpcert expiry pki --format json
  [ "$(json '[(c["serial"].lstrip("0"), c["places"]) for c in d["certificates"] if c["usage"] == "AUTH_CLI"]')" = \
    "[('$(openssl x509 -in second.pem -noout -serial | cut -d= -f2 | sed 's/^0*//')', ['$P/certificate.pem', '$P/fullchain.pem'])]" ]

  before=$(contents pki dmp-workspace)
  expect 0 dmpcert install --rollback --pem-dir pki --haproxy lb.pem --pkcs12 a.p12 --dry-run
  [ "$(contents pki dmp-workspace)" = "$before" ]
  # one target alone, then the rest of that run
  expect 0 dmpcert install --rollback --haproxy lb.pem
  openssl x509 -in lb.pem | cmp - <(openssl x509 -in first.pem)
  shown second.pem
  expect 0 dmpcert install --rollback --pem-dir pki --pkcs12 a.p12 --format json
  [ "$(json 'd["summary"]["changed"], len(d["versions"])')" = "(True, 2)" ]
  shown first.pem
  openssl pkcs12 -in a.p12 -passin file:passphrase.txt -nokeys -clcerts | openssl x509 | cmp - <(openssl x509 -in first.pem)
  [ "$(state '')" = installed ] && [ "$(state renewal/)" = superseded ]
  grep -q '"rollback"' dmp-workspace/journal.jsonl
  expect 3 dmpcert install --rollback --pem-dir pki
  says "no version to go back to"
  expect 0 dmpcert install --list --pem-dir pki
  shows "undone"
  # and forward again
  install 0 second.pem "${targets[@]}" --keep 1
  shown second.pem
  expect 0 dmpcert install --list --pem-dir pki --format json
  [ "$(json 'len(d["versions"])')" = 2 ]
  install 2 second.pem "${targets[@]}" --keep -1
  expect 2 dmpcert install --rollback
  keys_private
  no_leftovers
}

@test "a reload that fails puts the old version back and is run again; the test comes before it" {
  renewed
  cat > reload <<'SH'
#!/bin/sh
openssl x509 -in pki/970300026/AUTH_CLI/certificate.pem -noout -serial >> served
[ ! -e broken ] || { echo "nginx: [emerg] of a kind"; exit 3; }
SH
  chmod +x reload
  install 0 first.pem --pem-dir pki --test "test -e '$P/key.pem'" --reload ./reload
  shows "./reload: exit code 0"
  touch broken
  install 4 second.pem --pem-dir pki --reload ./reload
  says "of a kind"
  shown first.pem
  [ "$(tail -n 1 served)" = "$(openssl x509 -in first.pem -noout -serial)" ]
  [ "$(wc -l < served)" = 3 ]
  [ "$(state renewal/)" = ready ]
  # The journal has how it ended, and nothing that it said.
  grep -q "\"act\": *\"reload\".*: 3; output: 1 sha256:$(echo 'nginx: [emerg] of a kind' | sha256sum | cut -d' ' -f1)" \
    dmp-workspace/journal.jsonl
  run ! grep -q 'of a kind' dmp-workspace/journal.jsonl
  rm broken
  install 4 second.pem --pem-dir pki --test false --reload ./reload
  shown first.pem
  # too slow, not there, not a command
  install 4 second.pem --pem-dir pki --reload "sleep 30" --command-timeout 1
  shown first.pem
  install 4 second.pem --pem-dir pki --reload ./nothing
  install 2 second.pem --pem-dir pki --reload "'half"
  expect 2 dmpcert install --list --pem-dir pki --rollback
  shown first.pem
  install 0 second.pem --pem-dir pki --reload ./reload
  shown second.pem
  # nothing changed, nobody told
  told=$(wc -l < served)
  install 0 second.pem --pem-dir pki --reload ./reload
  shows "nothing was changed"
  [ "$(wc -l < served)" = "$told" ]
  # a way back that the service does not take is not gone
  touch broken
  expect 4 dmpcert install --rollback --pem-dir pki --reload ./reload
  shown second.pem
  rm broken
  expect 0 dmpcert install --rollback --pem-dir pki --reload ./reload
  shown first.pem
}

@test "Java: keystores and trust store that keytool reads; words in paths; rights that were asked for" {
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
  deliver cayenne 970300026 SIGN sign.pem
  pass=(--pkcs12-passphrase-file passphrase.txt)
  install 0 auth.pem sign.pem --java 'stores/{structure}-{usage}.p12' --jks 'stores/{usage}.jks' \
    --java-trust-store trust.p12 --trust-store trust.pem --alias dmp "${pass[@]}" --compat java8
  for store in stores/970300026-AUTH_CLI.p12 stores/970300026-SIGN.p12 stores/SIGN.jks; do
    keytool -list -keystore $store -storepass:file passphrase.txt 2> /dev/null | grep -q '^dmp,.*PrivateKeyEntry'
    [ "$(stat -c %a $store)" = 600 ]
  done
  [ "$(keytool -list -keystore trust.p12 -storepass:file passphrase.txt | grep -c trustedCertEntry)" = 2 ]
  [ "$(grep -c BEGIN trust.pem)" = 2 ]
  install 0 auth.pem sign.pem --java 'stores/{structure}-{usage}.p12' --jks 'stores/{usage}.jks' \
    --java-trust-store trust.p12 --trust-store trust.pem --alias dmp "${pass[@]}" --compat java8
  shows "nothing was changed"
  install 0 auth.pem --java 'stores/{structure}-{usage}.p12' --alias other "${pass[@]}"
  keytool -list -keystore stores/970300026-AUTH_CLI.p12 -storepass:file passphrase.txt | grep -q '^other,'
  install 2 auth.pem --pem-dir pki --mode 0644
  install 2 auth.pem --pem-dir pki --owner nobody-of-that-name
  [ ! -e pki ]
  install 0 auth.pem --pem-dir pki --mode 0640 --group "$(id -g)"
  [ "$(stat -c '%a %g' $P/key.pem)" = "640 $(id -g)" ]
  chmod 0400 $P/key.pem
  install 0 auth.pem --pem-dir pki
  [ "$(stat -c %a $P/key.pem)" = 400 ]
}

@test "places that others could change are refused" {
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
  mkdir -m 0777 open
  install 4 auth.pem --pem-dir open/pki
  says open
  ln -s /etc elsewhere
  mkdir -p pki/970300026 && ln -s ../../elsewhere $P
  install 4 auth.pem --pem-dir pki
  says "symbolic link"
  [ -z "$(ls open)" ]
}

@test "--list and --rollback take paths with words as they were given to the installation, and nothing beside them" {
  renewed
  words=(--pem-dir 'pki/{usage} of {structure}' --java '{structure}-{usage}.p12' --pkcs12-passphrase-file passphrase.txt)
  install 0 first.pem "${words[@]}" --haproxy lb.pem
  sleep 1
  install 0 second.pem "${words[@]}" --haproxy lb.pem
  expect 0 dmpcert install --list "${words[@]}" --format json
  [ "$(json 'sorted({v["path"] for v in d["versions"]})')" = "['970300026-AUTH_CLI.p12', 'pki/AUTH_CLI of 970300026']" ]
  expect 0 dmpcert install --rollback "${words[@]}" --format json
  [ "$(json 'len(d["versions"])')" = 2 ]
  openssl x509 -in 'pki/AUTH_CLI of 970300026/certificate.pem' | cmp - <(openssl x509 -in first.pem)
  openssl x509 -in lb.pem | cmp - <(openssl x509 -in second.pem)
  expect 3 dmpcert install --rollback --java 'no/{usage}.p12'
  says 'no/{usage}.p12'
}

@test "a plan: several targets with their own passphrases, commands, and what is wrong in one" {
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
  deliver cayenne 970300026 SIGN sign.pem
  cat > plan.json <<JSON
{ "version": 1,
  "targets": [
    { "kind": "pem", "path": "pki", "usage": "AUTH_CLI" },
    { "kind": "java", "path": "stores/{usage}.p12", "usage": "SIGN", "alias": "dmp", "passphrase_file": "passphrase.txt" },
    { "kind": "trust", "path": "trust.pem" } ],
  "reload": ["touch", "told"] }
JSON
  install 0 auth.pem sign.pem --plan plan.json
  [ -e told ] && [ -e $P/key.pem ] && [ -e stores/SIGN.p12 ] && [ -e trust.pem ] && [ ! -e pki/970300026/SIGN ]
  keytool -list -keystore stores/SIGN.p12 -storepass:file passphrase.txt | grep -q '^dmp,'
  expect 0 dmpcert install --list --plan plan.json --format json
  [ "$(json 'd["summary"]["versions"]')" = 3 ]
  install 0 auth.pem sign.pem --plan - < plan.json
  expect 0 dmpcert install --list --plan - --format json < plan.json
  [ "$(json 'd["summary"]["versions"]')" = 3 ]
  sed 's/"pem"/"zip"/' plan.json > bad.json
  install 3 auth.pem --plan bad.json
  says /targets/0/kind
  sed 's/"reload"/"relaod"/' plan.json > bad.json
  install 3 auth.pem --plan bad.json
}

@test "a run that was killed before its reload is finished by the next one; two at once do not meet" {
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
  mkdir empty
  printf '#!/bin/sh\nkill -9 $PPID\n' > die && chmod +x die
  alone=(--workspace empty --key-file dmp-workspace/970300026/AUTH_CLI/key.pem --pem-dir pki)
  install 137 auth.pem "${alone[@]}" --reload ./die
  shown auth.pem
  install 0 auth.pem "${alone[@]}" --reload "touch told"
  [ -e told ]
  rm told
  install 0 auth.pem "${alone[@]}" --reload "touch told"
  [ ! -e told ]
  deliver cayenne 970300026 SIGN sign.pem
  expect 4 flock pki/.dmp-versions/.lock "$DMPCERT" install sign.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  says pki/.dmp-versions
  [ ! -e pki/970300026/SIGN ]
  install 0 sign.pem --pem-dir pki
}

@test "places inside what is replaced as a whole, and words that stand for nothing, are refused" {
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
  install 0 auth.pem --pem-dir pki
  before=$(contents pki)
  for inside in $P/lb.pem $P/certificate.pem pki/970300026/.dmp-versions/lb.pem; do
    install 4 auth.pem --haproxy $inside
    says "replaced as a whole"
  done
  for path in '{Usage}.pem' '{usage' 'x/{structure}/{}'; do
    install 2 auth.pem --haproxy "$path"
    says "is not a known placeholder"
  done
  install 2 auth.pem --trust-store '{site}.pem'
  says "{site} is not a known placeholder"
  mkdir empty
  expect 2 dmpcert install auth.pem --trust "$AUTHORITY/trust" --trust-any --haproxy '{site}.pem' --workspace empty \
    --key-file dmp-workspace/970300026/AUTH_CLI/key.pem
  install 0 auth.pem --haproxy '{site}.pem'
  [ -e cayenne.pem ]
  [ "$(contents pki)" = "$before" ]
}

@test "a target on another file system is exchanged like any other; on a read-only one it is refused, whole as it was" {
  unshare --mount --map-root-user mount -t tmpfs none /mnt 2> /dev/null || skip "mounting is not allowed here"
  renewed
  mkdir disk
  cat > on-a-disk << 'SCRIPT'
set -eu
mount -t tmpfs none disk
install=("$DMPCERT" install --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir disk/pki --haproxy disk/lb.pem)
"${install[@]}" first.pem
"${install[@]}" second.pem
cmp <(openssl x509 -in disk/$P/certificate.pem) <(openssl x509 -in second.pem)
"$DMPCERT" install --rollback --pem-dir disk/pki --haproxy disk/lb.pem
cmp <(openssl x509 -in disk/$P/certificate.pem) <(openssl x509 -in first.pem)
cmp <(openssl x509 -in disk/lb.pem) <(openssl x509 -in first.pem)
before=$(find disk dmp-workspace -type f ! -name .lock ! -name journal.jsonl -exec sha256sum {} +)
mount -o remount,ro disk
code=0
"${install[@]}" second.pem 2> trouble || code=$?
[ "$code" = 4 ]
grep -q "disk/" trouble
grep -qi "read-only" trouble
[ "$(find disk dmp-workspace -type f ! -name .lock ! -name journal.jsonl -exec sha256sum {} +)" = "$before" ]
SCRIPT
  P=$P DMPCERT=$DMPCERT AUTHORITY=$AUTHORITY run unshare --mount --map-root-user bash on-a-disk
  [ "$status" = 0 ] || { echo "$output"; cat trouble; return 1; }
}

@test "versions: a target is the same, whichever way its path is written and wherever one stands" {
  order_sign() { dmpcert csr dossier.json --site cayenne --usage sign --plain-key "$@" > /dev/null; }
  order_sign
  deliver cayenne 970300026 SIGN first.pem
  order_sign --renew
  deliver cayenne 970300026 SIGN/renewal second.pem
  mkdir -p srv/inner/other
  cd srv
  from() { expect 0 dmpcert install "$@" --trust "$AUTHORITY/trust" --trust-any; }
  from ../first.pem --workspace ../dmp-workspace/ --pem-dir . --haproxy ./lb.pem
  from ../second.pem --workspace ./../dmp-workspace --pem-dir ./ --haproxy inner/../lb.pem
  # what the lock of all targets below a directory leaves there is no target's store
  local folder
  for folder in . ./ ./. ../srv ../srv/ inner/.. "$PWD" "$PWD/" './{structure}/{usage}' '{structure}/{usage}' 970300026/SIGN; do
    expect 0 dmpcert install --list --pem-dir "$folder" --haproxy ./lb.pem --format json
    [ "$(json 'len(d["versions"]), sum(v["current"] for v in d["versions"])')" = "(4, 2)" ] ||
      { echo "--pem-dir $folder: $output"; return 1; }
  done
  cd inner/other
  for folder in ../.. ../../ ../../. './../../{structure}/{usage}'; do
    expect 0 dmpcert install --list --pem-dir "$folder" --haproxy ../../lb.pem --format json
    [ "$(json 'len(d["versions"])')" = 4 ] || { echo "--pem-dir $folder: $output"; return 1; }
  done
  states() { dmpcert csr --status --workspace "$1" --format json | json_of '[o["state"] for o in d["orders"]]'; }
  json_of() { /usr/bin/python3 -c "import json,sys; d=json.load(sys.stdin); print($1)"; }
  [ "$(states ../../../dmp-workspace/)" = "['superseded', 'installed']" ]
  expect 0 dmpcert install --rollback --workspace ../../../dmp-workspace --pem-dir ../../ --haproxy ../.././lb.pem
  cd ../..
  for folder in 970300026/SIGN/certificate.pem lb.pem; do
    cmp <(openssl x509 -in $folder) <(openssl x509 -in ../first.pem)
  done
  [ "$(states ./../dmp-workspace)" = "['installed', 'superseded']" ]
  cd ../dmp-workspace
  [ "$(states .)" = "['installed', 'superseded']" ]
  expect 0 dmpcert csr ../dossier.json --workspace ./ --site cayenne --usage sign --plain-key --renew --format json
  [ "$(json '[o["renews"] for o in d["orders"]]')" = "['$(openssl x509 -in ../first.pem -outform DER | sha256sum | cut -d' ' -f1)']" ]
}
