load helper

# Whose what is written is, and who may read it. What only root can do or see is tested as root.
P=pki/970300026/AUTH_CLI

setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  (umask 077 && echo 'quatre mots bien secrets' > passphrase.txt)
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  deliver cayenne 970300026 AUTH_CLI first.pem
}
teardown() { [ -z "$HOME_OF_NOBODY" ] || rm -rf "$HOME_OF_NOBODY"; }
renewed() {
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli --renew > /dev/null 2>&1
  deliver_renewal second.pem
}
as_root() { [ "$(id -u)" = 0 ] || skip "only root gives files away"; }
# rights FILE…: owner, group and mode of each.
rights() { stat -L -c '%U:%G %a' "$@"; }
# label FILE [CONTEXT]: shows or sets the SELinux context, which is a file's attribute whether SELinux runs or not.
label() {
  /usr/bin/python3 -c 'import os, sys
name, value = "security.selinux", sys.argv[2:]
os.setxattr(sys.argv[1], name, value[0].encode() + b"\0", follow_symlinks=False) if value else print(
    os.getxattr(sys.argv[1], name, follow_symlinks=False).decode().rstrip("\0"))' "$@" 2> label.err
}
targets=(--pem-dir pki --haproxy lb.pem --trust-store trust.pem --java store.p12 --pkcs12-passphrase-file passphrase.txt)

@test "no umask widens what is written, and what it takes away stays away; whoever wrote it has it" {
  for mask in 000 027 077; do
    public=$(printf %o $((0644 & ~0$mask)))
    passable=$(printf %o $((0755 & ~0$mask & ~022)))
    rm -rf pki lb.pem trust.pem store.p12 .dmp-versions
    (umask $mask && dmpcert install first.pem "${targets[@]}" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any > /dev/null)
    [ "$(stat -L -c %a $P $P/key.pem lb.pem store.p12 | tr '\n' ' ')" = "$passable 600 600 600 " ]
    [ "$(stat -c %a pki pki/970300026 | sort -u)" = "$passable" ]
    [ -z "$(find .dmp-versions pki -path '*.dmp-versions*' -type d ! -path '*/0*' -perm /044)" ]
    [ "$(stat -L -c %a $P/certificate.pem $P/fullchain.pem $P/chain.pem trust.pem | tr '\n' ' ')" = "$public $public $public $public " ]
    [ -z "$(find pki lb.pem trust.pem store.p12 .dmp-versions ! -user "$(id -un)")" ]
    [ -z "$(find pki .dmp-versions -type d -perm /022)" ]
  done
}

@test "a renewal and the way back are never wider than what was there" {
  renewed
  install 0 first.pem "${targets[@]}"
  chmod 0400 lb.pem store.p12 "$(readlink -f $P)/key.pem"
  chmod 0600 trust.pem "$(readlink -f $P)/chain.pem"
  chmod 0440 "$(readlink -f $P)/certificate.pem"
  install 0 second.pem "${targets[@]}"
  openssl x509 -in $P/certificate.pem | cmp - <(openssl x509 -in second.pem)
  [ "$(stat -L -c %a lb.pem store.p12 $P/key.pem trust.pem $P/chain.pem $P/certificate.pem | tr '\n' ' ')" = "400 400 400 600 600 440 " ]
  expect 0 dmpcert install --rollback "${targets[@]}"
  [ "$(stat -L -c %a lb.pem store.p12 $P/key.pem trust.pem $P/chain.pem $P/certificate.pem | tr '\n' ' ')" = "400 400 400 600 600 440 " ]
  keys_private=$(find pki lb.pem store.p12 .dmp-versions -type f -perm /044 -exec grep -lE 'PRIVATE KEY' {} +) || true
  [ -z "$keys_private" ]
}

@test "a file or folder that was there before the first installation keeps its narrower rights, and is never widened" {
  mkdir -p $P && chmod 0700 pki $P
  (umask 077 && cp dmp-workspace/970300026/AUTH_CLI/key.pem $P/key.pem && cp first.pem $P/certificate.pem)
  chmod 0400 $P/key.pem
  (umask 077 && cp "$AUTHORITY/root.pem" trust.pem)
  install 0 first.pem --pem-dir pki --trust-store trust.pem
  [ "$(stat -L -c %a $P $P/key.pem $P/certificate.pem trust.pem | tr '\n' ' ')" = "700 400 600 600 " ]
  # a key that everybody may read is put right
  chmod 0644 "$(readlink -f $P)/key.pem"
  install 0 first.pem --pem-dir pki --trust-store trust.pem
  [ "$(stat -L -c %a $P/key.pem)" = 600 ]
}

@test "owner, group and mode of each place, by options and by a plan; they stay at a renewal" {
  as_root
  renewed
  chmod 0755 "$BATS_TEST_TMPDIR" .
  cat > plan.json <<JSON
{ "version": 1, "targets": [
    { "kind": "pem", "path": "pki", "owner": "nobody", "group": "daemon", "mode": "0440" },
    { "kind": "haproxy", "path": "lb.pem", "group": "daemon", "mode": "0640" },
    { "kind": "java", "path": "store.p12", "owner": "daemon", "passphrase_file": "passphrase.txt" },
    { "kind": "trust", "path": "trust.pem", "group": "daemon" } ] }
JSON
  expected='nobody:daemon 440
nobody:daemon 644
root:daemon 640
daemon:root 600
root:daemon 644'
  install 0 first.pem --plan plan.json
  places=($P/key.pem $P/certificate.pem lb.pem store.p12 trust.pem)
  diff <(echo "$expected") <(rights "${places[@]}")
  # the one who was named gets to it, others do not
  setpriv --reuid=nobody --regid=daemon --clear-groups cat $P/key.pem > /dev/null
  run setpriv --reuid=bin --regid=bin --clear-groups cat $P/key.pem
  [ "$status" != 0 ]
  install 0 second.pem --plan plan.json
  diff <(echo "$expected") <(rights "${places[@]}")
  # without the words all stays, so that a service that reads through its group goes on
  install 0 first.pem --older "${targets[@]}"
  diff <(echo "$expected") <(rights "${places[@]}")
  install 0 second.pem "${targets[@]}"
  diff <(echo "$expected") <(rights "${places[@]}")
  openssl x509 -in lb.pem | cmp - <(openssl x509 -in second.pem)
  # another owner alone is a change; the group and the mode are the one before's, and are named again
  install 0 second.pem --haproxy lb.pem --owner bin
  shows "replaced: lb.pem"
  [ "$(rights lb.pem)" = "bin:root 600" ]
  install 0 second.pem --haproxy lb.pem --owner bin --group daemon --mode 0640
  [ "$(rights lb.pem)" = "bin:daemon 640" ]
  # but a group that is named anew gets what was given to the one before only when that is said
  install 0 second.pem --haproxy lb.pem --group bin
  [ "$(rights lb.pem)" = "bin:bin 600" ]
}

@test "without being root: what is one's own is written, what is to be another's is refused" {
  as_root
  local as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
  HOME_OF_NOBODY=$(mktemp -d)
  cp "$DMPCERT" "$HOME_OF_NOBODY"
  cp -r first.pem dossier.json "$AUTHORITY/trust" "$HOME_OF_NOBODY"
  cp dmp-workspace/970300026/AUTH_CLI/key.pem "$HOME_OF_NOBODY/k.pem"
  cd "$HOME_OF_NOBODY"
  mkdir of-root
  chmod -R a+rX . && chmod 0600 k.pem && chown nobody:nogroup . k.pem
  common=(install first.pem --dossier dossier.json --trust trust --trust-any --key-file k.pem)
  expect 0 "${as[@]}" ./dmpcert "${common[@]}" --pem-dir pki
  [ "$(rights $P/key.pem)" = "nobody:nogroup 600" ]
  expect 4 "${as[@]}" ./dmpcert "${common[@]}" --pem-dir other --owner root
  says other
  [ ! -e other ]
  expect 4 "${as[@]}" ./dmpcert "${common[@]}" --pem-dir of-root/pki
  [ -z "$(ls of-root)" ]
}

@test "the SELinux context of what was there goes over to the new files" {
  as_root
  touch probe
  label probe system_u:object_r:cert_t:s0 || skip "this file system takes no SELinux context: $(tail -n 1 label.err)"
  renewed
  install 0 first.pem "${targets[@]}"
  folder=$(readlink -f $P)
  label "$folder" system_u:object_r:folder_t:s0
  label "$folder/key.pem" system_u:object_r:key_t:s0
  label lb.pem system_u:object_r:haproxy_t:s0
  label trust.pem system_u:object_r:cert_t:s0
  install 0 second.pem "${targets[@]}"
  [ "$(readlink -f $P)" != "$folder" ]
  [ "$(label "$(readlink -f $P)")" = system_u:object_r:folder_t:s0 ]
  [ "$(label "$(readlink -f $P)/key.pem")" = system_u:object_r:key_t:s0 ]
  [ "$(label lb.pem)" = system_u:object_r:haproxy_t:s0 ]
  [ "$(label trust.pem)" = system_u:object_r:cert_t:s0 ]
  run label store.p12 # had none
  [ "$status" != 0 ]
  expect 0 dmpcert install --rollback "${targets[@]}"
  [ "$(label lb.pem)" = system_u:object_r:haproxy_t:s0 ]
}
