load helper

# The user's umask is only ever tightened: what it takes from group and others, nothing that is made here gives them.
# A mode that the user names wins.

setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  (umask 077 && echo 'quatre mots bien secrets' > passphrase.txt)
  mkdir made
}

# under MASK CODE COMMAND…: as somebody with that umask runs it.
under() { (umask "$1" && expect "$2" "${@:3}"); }

# make_all MASK: whatever the program makes, all of it below `made`.
make_all() {
  local mask=$1
  under "$mask" 0 dmpcert csr dossier.json --site cayenne --usage auth-cli --workspace made/orders \
    --passphrase-file passphrase.txt
  certify cayenne AUTH_CLI made/orders/970300026/AUTH_CLI/request.csr certificate.pem
  under "$mask" 0 dmpcert install certificate.pem --dossier dossier.json --workspace made/orders --pem-dir made/pki \
    --haproxy made/lb.pem --trust-store made/trust.pem --java made/store.p12 --plain-key \
    --pkcs12-passphrase-file passphrase.txt --passphrase-file passphrase.txt --trust "$AUTHORITY/trust" --trust-any
  under "$mask" 0 dmpcert --as-of "$DAY" form413 dossier.json --site cayenne -o made/forms --mail
  under "$mask" 0 dmpcert --as-of "$DAY" check dossier.json --contract-request made/mails
  under "$mask" 0 dmpcert expiry certificate.pem --format json -o made/ends.json
  under "$mask" 0 dmpcert expiry certificate.pem --format ics -o made/ends.ics
  [ "$(find made -type f | wc -l)" -ge 15 ]
}
# wider MASK: what has a right that the umask takes away.
wider() {
  find made -mindepth 1 ! -type l -printf '%m %p\n' | while read -r mode path; do
    [ $((0$mode & 0$1 & 077)) = 0 ] || echo "$mode $path"
  done
}

@test "umask 077: nothing is for anybody else" {
  make_all 077
  [ -z "$(wider 077)" ] || { wider 077; return 1; }
  [ -z "$(find made -mindepth 1 -perm /077 ! -type l)" ]
}

@test "umask 027: nothing is for strangers, nor writable for the group" {
  make_all 027
  [ -z "$(wider 027)" ] || { wider 027; return 1; }
  # And the group has what it may have.
  [ "$(stat -c %a made/ends.json made/ends.ics | sort -u)" = 640 ]
}

@test "umask 000 is tightened: nothing is writable for others, and no key readable" {
  make_all 000
  [ -z "$(find made -mindepth 1 -perm /022 ! -type l)" ] || { find made -mindepth 1 -perm /022 ! -type l; return 1; }
  [ "$(stat -c %a made/ends.json)" = 644 ]
  [ -z "$(grep -rlE 'PRIVATE KEY' made | xargs -r stat -c '%a %n' | grep -v '^600 ')" ]
  [ "$(stat -c %a made/store.p12)" = 600 ]
}

@test "a mode that the user names wins" {
  make_all 077
  under 077 0 dmpcert install certificate.pem --dossier dossier.json --workspace made/orders --haproxy made/named.pem \
    --passphrase-file passphrase.txt --mode 0640 --trust "$AUTHORITY/trust" --trust-any
  [ "$(stat -L -c %a made/named.pem)" = 640 ]
}
