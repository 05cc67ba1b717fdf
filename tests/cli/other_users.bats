load helper

# What another user of the machine can do. He has the uid 1234 here, and a real process; root runs dmpcert.
OTHER=1234
P=pki/970300026/AUTH_CLI

setup() {
  [ "$(id -u)" = 0 ] || skip "only root can be attacked as root"
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  (umask 077 && echo 'quatre mots bien secrets' > passphrase.txt)
  # Where everybody may make something, as in /tmp; he reaches it, and can run the program.
  shared=$(mktemp -d) && chmod 1777 "$shared"
  theirs=$shared/bin && mkdir "$theirs" && chmod 0755 "$theirs"
  cp "$DMPCERT" "$theirs"
  (umask 022 && cp dossier.json "$theirs")
}
teardown() {
  [ ${#STARTED[@]} = 0 ] || kill "${STARTED[@]}" 2> /dev/null || true
  [ -z "$shared" ] || rm -rf "$shared"
}

# says TEXT: as everywhere, on a machine where these numbers have names as well.
says() {
  local plain
  plain=$(sed -E 's/(user|group) [^ ]+ \((1234|4321)\)/\1 \2/g' <<< "$stderr")
  grep -qF -- "$1" <<< "$plain" || { echo "stderr lacks: $1"; echo "$stderr"; return 1; }
}

as_other() { setpriv --reuid=$OTHER --regid=$OTHER --clear-groups env HOME=/nonexistent "$@"; }
# The other user's shell.
other() { as_other sh -euc "$1"; }

delivered() {
  dmpcert csr dossier.json --site cayenne --usage auth-cli --plain-key > /dev/null
  deliver cayenne 970300026 AUTH_CLI first.pem
}
both_delivered() {
  delivered
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key > /dev/null
  deliver cayenne 970300026 SIGN sign.pem
}
to() { expect "$1" dmpcert install first.pem "${@:2}" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any; }

# reads_no_key: nothing that the other user can open below what was shared holds a key that root wrote.
reads_no_key() {
  local found
  found=$(other "grep -rlE --exclude-dir=bin 'PRIVATE KEY' '$shared' 2> /dev/null" || true)
  [ -z "$found" ] || { echo "he reads: $found"; return 1; }
}

order_for() { dmpcert csr dossier.json --site cayenne --usage sign --plain-key --workspace "$1"; }

@test "a place that another user prepared gets no key" {
  delivered
  other "cd $shared && mkdir -p pki/970300026/AUTH_CLI && touch pki/970300026/AUTH_CLI/key.pem &&
    chmod 600 pki/970300026/AUTH_CLI/key.pem"
  to 4 --pem-dir "$shared/pki"
  says "belongs to user 1234"
  reads_no_key
  # his folder inside ours
  mkdir "$shared/ours"
  mkdir "$shared/ours/970300026" && chown $OTHER "$shared/ours/970300026"
  to 4 --pem-dir "$shared/ours"
  says "$shared/ours/970300026 belongs to user 1234"
  # a folder into which his group may write
  mkdir "$shared/group" && chown 0:$OTHER "$shared/group" && chmod 0775 "$shared/group"
  to 4 --pem-dir "$shared/group/pki"
  says "may write to $shared/group"
  [ -z "$(ls "$shared/group")" ]
  # a file that is there already
  other "touch $shared/lb.pem"
  to 4 --haproxy "$shared/lb.pem"
  says "$shared/lb.pem belongs to user 1234"
  mkdir "$shared/private" && touch "$shared/private/lb.pem" && chown $OTHER "$shared/private/lb.pem"
  to 4 --haproxy "$shared/private/lb.pem"
  says "$shared/private/lb.pem belongs to user 1234"
  [ ! -s "$shared/private/lb.pem" ]
  # the folder of the versions
  other "mkdir $shared/.dmp-versions && chmod 755 $shared/.dmp-versions"
  to 4 --haproxy "$shared/new.pem"
  [ ! -e "$shared/new.pem" ]
  reads_no_key
}

@test "the one for whom it is installed may own the place, and nobody else" {
  delivered
  mkdir "$shared/home" && chown $OTHER:$OTHER "$shared/home"
  to 4 --pem-dir "$shared/home/pki"
  to 0 --pem-dir "$shared/home/pki" --owner $OTHER
  [ "$(stat -L -c %u "$shared/home/$P/key.pem")" = $OTHER ]
  as_other cat "$shared/home/$P/key.pem" > /dev/null
  # but he leads nobody elsewhere
  mkdir "$shared/roots"
  other "ln -s $shared/roots $shared/home/link"
  to 4 --pem-dir "$shared/home/link" --owner $OTHER
  [ -z "$(ls "$shared/roots")" ]
}

@test "a key that another user planted is not ordered for" {
  local ws=$shared/dmp-workspace
  as_other "$theirs/dmpcert" csr "$theirs/dossier.json" --site cayenne --usage sign --plain-key --workspace "$ws" > /dev/null
  expect 4 order_for "$ws"
  says "belongs to user 1234"
  # nor when it only lacks its record, or when the outer folders are ours
  rm "$ws/970300026/SIGN/order.json"
  expect 4 order_for "$ws"
  chown 0:0 "$ws" "$ws/970300026"
  expect 4 order_for "$ws"
  chown -R 0:0 "$ws" && chown $OTHER "$ws/970300026/SIGN/key.pem"
  expect 4 order_for "$ws"
  says "$ws/970300026/SIGN/key.pem belongs to user 1234"
  expect 4 dmpcert csr dossier.json --site cayenne --usage sign --plain-key --workspace "$ws" --dry-run
  # once all is root's own, it is root's word that the key is good
  chown 0 "$ws/970300026/SIGN/key.pem"
  expect 0 order_for "$ws"
}

@test "a key file of another user's is not ordered for, nor installed" {
  delivered
  other "umask 022 && openssl genrsa -out $shared/key.pem 2048 2> /dev/null"
  expect 4 dmpcert csr dossier.json --site cayenne --usage sign --key-file "$shared/key.pem" --workspace ws --plain-key
  says "$shared/key.pem belongs to user 1234"
  [ ! -e ws/970300026 ]
  cp dmp-workspace/970300026/AUTH_CLI/key.pem k.pem
  chown $OTHER k.pem
  to 4 --pem-dir pki --workspace none --key-file k.pem
  says "k.pem belongs to user 1234"
}

@test "a key that every user can read is not installed, one that a group was given is" {
  delivered
  key=dmp-workspace/970300026/AUTH_CLI/key.pem
  command install -m 0644 $key k.pem
  to 3 --pem-dir pki --workspace none --key-file k.pem
  says "k.pem: contains a secret that other users can read"
  says 'Run "chmod o= k.pem"'
  chmod 0644 $key
  to 3 --pem-dir pki
  says "$key: contains a secret that other users can read"
  [ ! -e pki ]
  # as keys in /etc/ssl/private, which the group ssl-cert reads
  chgrp $OTHER k.pem $key && chmod 0640 k.pem $key
  to 0 --pem-dir pki --workspace none --key-file k.pem
  to 0 --pem-dir other
  # which a request is not made for
  expect 3 dmpcert csr dossier.json --site cayenne --usage sign --key-file k.pem --plain-key
  says 'Run "chmod 600 k.pem"'
}

@test "a file with a passphrase has to be one's own" {
  chown $OTHER passphrase.txt
  expect 4 dmpcert csr dossier.json --site cayenne --usage sign --passphrase-file passphrase.txt
  says "passphrase.txt belongs to user 1234"
}

@test "whoever exchanges a folder for a link while root writes gets nothing, and changes nothing" {
  mkdir "$shared/roots" && chmod 0755 "$shared/roots"
  cat > "$shared/swap" <<SWAP
cd $shared/mine
for i in \$(seq 100000); do
  mv ws away 2> /dev/null && ln -s $shared/roots ws 2> /dev/null
  rm -f ws; mv away ws 2> /dev/null || mkdir ws 2> /dev/null || :
done
SWAP
  other "mkdir $shared/mine $shared/mine/ws"
  # Without a shell of ours around it, so that what is ended later is the loop.
  attack=(setpriv --reuid=$OTHER --regid=$OTHER --clear-groups sh "$shared/swap")
  "${attack[@]}" > /dev/null 2>&1 3>&- &
  STARTED=($!)
  local i
  for i in $(seq 25); do
    run order_for "$shared/mine/ws"
    [ "$status" = 4 ] || { echo "exit $status: $output"; return 1; }
  done
  kill "${STARTED[@]}" && wait "${STARTED[@]}" || true
  [ "$(stat -c %a "$shared/roots")" = 755 ]
  [ -z "$(ls "$shared/roots")" ]
  reads_no_key
}

@test "a list of access rights that a folder hands down opens no key" {
  command -v setfacl > /dev/null || skip "setfacl is not here"
  delivered
  mkdir "$shared/acl" && setfacl -d -m u:$OTHER:rwx "$shared/acl" || skip "no access control lists here"
  chmod 0755 "$shared/acl"
  to 0 --pem-dir "$shared/acl/pki" --haproxy "$shared/acl/lb.pem" --group daemon --mode 0640
  expect 0 order_for "$shared/acl/ws"
  reads_no_key
  # a list on a key that is there already goes with the next installation
  setfacl -m u:$OTHER:r "$shared/acl/lb.pem"
  other "grep -q PRIVATE $shared/acl/lb.pem"
  to 0 --pem-dir "$shared/acl/pki" --haproxy "$shared/acl/lb.pem" --group daemon --mode 0640
  reads_no_key
  setfacl -m u:$OTHER:r "$shared/acl/ws/970300026/SIGN/key.pem"
  expect 0 order_for "$shared/acl/ws"
  reads_no_key
  # a folder in which such a list lets him write
  mkdir "$shared/open" && setfacl -m u:$OTHER:rwx "$shared/open"
  to 4 --pem-dir "$shared/open/pki"
  says "may write to $shared/open"
}

@test "a list that opens a key to one service opens neither its renewal nor the way back to its group" {
  command -v setfacl > /dev/null || skip "setfacl is not here"
  delivered
  mkdir "$shared/srv"
  order=$shared/ws/970300026/AUTH_CLI
  mv dmp-workspace "$shared/ws" && chmod 711 "$shared/ws" "$shared/ws/970300026" && chmod 2755 "$order"
  local place=$shared/srv/pki/AUTH_CLI file
  local all=(--haproxy "$shared/srv/lb.pem" --pkcs12 "$shared/srv/a.p12" --java "$shared/srv/j.p12" --jks "$shared/srv/a.jks"
    --pem-dir "$shared/srv/pki/{usage}" --pkcs12-passphrase-file passphrase.txt --workspace "$shared/ws")
  local files=("$shared"/srv/{lb.pem,a.p12,j.p12,a.jks} "$place/key.pem")
  # listed: group 1234 has nothing of these files, and user 65534 reads them; the mode shows his r as the group's.
  listed() {
    chgrp $OTHER "$@" && chmod 600 "$@" && setfacl -m u:65534:r "$@" || skip "no access control lists here"
    [ "$(stat -L -c %a "$1")" = 640 ]
    closed "$@"
  }
  closed() {
    for file in "$@"; do
      run other "test -r '$file'"
      [ "$status" = 1 ] || { echo "he reads $file ($(stat -L -c '%a %u:%g' "$file"))"; return 1; }
    done
  }
  # by hand
  mkdir -p "$place" && chmod 0755 "$place" "$shared/srv/pki"
  cp first.pem "$place/certificate.pem" && cp "$order/key.pem" "$place"
  cat first.pem "$order/key.pem" > "$shared/srv/lb.pem"
  listed "$place/key.pem" "$shared/srv/lb.pem" "$order/key.pem"
  certify cayenne AUTH_CLI "$order/request.csr" first.pem
  to 0 "${all[@]}"
  closed "${files[@]}" "$order/key.pem"
  # what was installed, with the same certificate, a new one, and on the way back
  listed "${files[@]}"
  to 0 "${all[@]}"
  closed "${files[@]}"
  listed "${files[@]}"
  certify cayenne AUTH_CLI "$order/request.csr" first.pem --days-from-start 900
  to 0 "${all[@]}"
  closed "${files[@]}"
  expect 0 dmpcert install --rollback "${all[@]}"
  closed "${files[@]}"
  expect 0 dmpcert install --rollback --haproxy "$shared/srv/lb.pem"
  closed "${files[@]}"
  # where the key serves in the folder of its order
  listed "$order/key.pem"
  to 0 --workspace "$shared/ws"
  closed "$order/key.pem"
  reads_no_key
}

@test "outputs, caches, forms and mails go nowhere that another user prepared" {
  delivered
  other "mkdir $shared/out; touch $shared/report.csv; ln -s /etc/dmpcert-probe $shared/link.csv"
  expect 4 dmpcert expiry first.pem --format csv -o "$shared/out/report.csv"
  expect 4 dmpcert expiry first.pem --format csv -o "$shared/report.csv"
  expect 4 dmpcert expiry first.pem --format csv -o "$shared/link.csv"
  [ ! -e /etc/dmpcert-probe ]
  expect 4 dmpcert form413 dossier.json --all -o "$shared/out"
  expect 4 dmpcert check dossier.json --contract-request "$shared/out"
  [ -z "$(ls "$shared/out")" ]
  # elsewhere it is as it was, links of one's own included
  ln -s report-2.csv report.csv
  expect 0 dmpcert expiry first.pem --format csv -o report.csv
  [ -L report.csv ] && [ -s report-2.csv ]
}

@test "what was once another user's by name is not his for ever, nor is a copy of ours" {
  delivered
  to 0 --haproxy "$shared/lb.pem" --owner $OTHER
  other "umask 077; cp $shared/lb.pem $shared/mine"
  rm "$shared/lb.pem"
  other "mv $shared/mine $shared/lb.pem"
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 4 --haproxy "$shared/lb.pem"
  says "$shared/lb.pem belongs to user 1234"
  to 0 --pem-dir "$shared/{usage}" --owner $OTHER
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 4 --pem-dir "$shared/{usage}"
  says "key.pem belongs to user 1234"
  to 0 --pem-dir "$shared/{usage}" --owner $OTHER
  # with the right bytes, where nothing would change
  to 0 --trust-store "$shared/trust.pem"
  other "cp $shared/trust.pem $shared/theirs.pem"
  rm "$shared/trust.pem"
  other "mv $shared/theirs.pem $shared/trust.pem"
  to 4 --trust-store "$shared/trust.pem"
  expect 0 dmpcert check dossier.json --contract-request "$shared"
  mail=$(echo "$shared"/*.eml)
  other "cp $mail $shared/theirs.eml" && rm "$mail" && other "mv $shared/theirs.eml $mail"
  expect 4 dmpcert check dossier.json --contract-request "$shared"
  says "$mail belongs to user 1234"
  expect 0 dmpcert --as-of "$DAY" form413 dossier.json --site cayenne -o "$shared"
  form=$(echo "$shared"/*.pdf)
  other "cp $form $shared/theirs.pdf" && rm "$form" && other "mv $shared/theirs.pdf $form"
  expect 4 dmpcert --as-of "$DAY" form413 dossier.json --site cayenne -o "$shared"
}

@test "what others wrote decides nothing: plans, configuration, links to secrets, modules, keys of a delivery" {
  delivered
  other "printf '%s' '{\"version\":1,\"reload\":\"touch $shared/ran\",\"targets\":[{\"kind\":\"trust\",\"path\":\"$PWD/trust.pem\"}]}' > $shared/plan.json"
  to 4 --plan "$shared/plan.json"
  says "$shared/plan.json belongs to user 1234"
  other "echo 'install.reload=\"touch $shared/ran\"' > $shared/c.toml"
  expect 4 dmpcert --config "$shared/c.toml" install first.pem --pem-dir pki
  says "$shared/c.toml belongs to user 1234"
  expect 4 dmpcert --config "$shared/c.toml" check dossier.json
  [ ! -e "$shared/ran" ] && [ ! -e trust.pem ]
  other "ln -s $PWD/passphrase.txt $shared/words"
  to 4 --pkcs12 a.p12 --pkcs12-passphrase-file "$shared/words"
  says "$shared/words is a symbolic link"
  other "cp $AUTHORITY/trust/*.pem $shared/ 2> /dev/null || cat > $shared/anchor.pem" < first.pem
  expect 4 dmpcert install first.pem --dossier dossier.json --trust "$(ls "$shared"/*.pem | head -1)" --trust-any --pem-dir pki
  says "belongs to user 1234"
  other "cp /bin/true $shared/module.so"
  (cd "$shared" && expect 4 dmpcert card list --card-module module.so && says "belongs to user 1234")
}

@test "a key that comes in a file of another user's is not installed" {
  delivered
  openssl pkcs12 -export -inkey dmp-workspace/970300026/AUTH_CLI/key.pem -in first.pem -out his.p12 -passout pass:x
  (umask 077 && echo x > pass)
  cat dmp-workspace/970300026/AUTH_CLI/key.pem first.pem > bundle.pem
  mkdir folder && cp bundle.pem folder
  mv dmp-workspace aside
  chown -R $OTHER his.p12 bundle.pem folder
  for from in his.p12 bundle.pem folder; do
    expect 4 dmpcert install $from --passphrase-file pass --trust "$AUTHORITY/trust" --trust-any --pem-dir pki --plain-key
    says "belongs to user 1234"
    [ ! -e pki ]
  done
  # The certificate alone may come from anybody: the key is the order's.
  mv aside dmp-workspace
  expect 0 dmpcert install his.p12 --passphrase-file pass --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  chown 0 his.p12
  expect 0 dmpcert install his.p12 --passphrase-file pass --trust "$AUTHORITY/trust" --trust-any --pem-dir other --plain-key
}

@test "a store that another user made at a target changes no order" {
  delivered
  to 0 --pem-dir "$shared/pki"
  rm -r "$shared/pki"
  other "mkdir -p $shared/pki/970300026/.dmp-versions/AUTH_CLI/000009-x && cd $shared/pki/970300026 &&
    ln -s .dmp-versions/AUTH_CLI/000009-x AUTH_CLI &&
    printf '%s' '{\"version\":1,\"run\":\"x\",\"certificates\":[{\"sha256\":\"aa\",\"public_key_sha256\":\"$(
      sed -n 's/.*"public_key_sha256": "\(.*\)".*/\1/p' dmp-workspace/970300026/AUTH_CLI/order.json)\",\"ends_on\":\"2099-12-31\"}]}' \
      > .dmp-versions/AUTH_CLI/000009-x.json"
  expect 0 dmpcert csr --status --format json
  [ "$(grep -c 2099 <<< "$output")" = 0 ]
  ln -s /proc/kmsg kmsg.pem
  other "rm $shared/pki/970300026/.dmp-versions/AUTH_CLI/000009-x.json && ln -s /proc/kmsg $shared/pki/970300026/.dmp-versions/AUTH_CLI/000009-x.json"
  expect 0 timeout 20 "$DMPCERT" csr --status
  expect 3 timeout 20 "$DMPCERT" expiry kmsg.pem
}

@test "a counterfeit laid where a version was missing says nothing of the order" {
  delivered
  to 0 --haproxy "$shared/lb.pem"
  deliver cayenne 970300026 AUTH_CLI far.pem --days-from-start 900
  rm "$shared/lb.pem"
  other "cat > $shared/lb.pem" < far.pem
  expect 0 dmpcert csr --status --format json
  [ "$(json '[o.get("certificate_sha256") for o in d["orders"]]')" = \
    "['$(openssl x509 -in first.pem -outform DER | sha256sum | cut -d' ' -f1)']" ]
}

# kept_by_other: a target that his group may write; he keeps its file by a link, and a second version follows, which his
# group does not get.
kept_by_other() {
  delivered
  to 0 --haproxy "$shared/lb.pem" --group $OTHER --mode 0660
  other "ln $shared/lb.pem $shared/keep"
  deliver cayenne 970300026 AUTH_CLI first.pem --days-from-start 900
  to 0 --haproxy "$shared/lb.pem" --mode 0600
  # It was closed to him with that; what he does from here on he does as one who has had it open since before.
  run other "echo changed >> $shared/keep"
  [ "$status" != 0 ]
  chgrp $OTHER "$shared/keep" && chmod 0660 "$shared/keep"
}

@test "a version that another user changed is none to go back to" {
  kept_by_other
  reads_new() { other "cat $shared/lb.pem" > /dev/null 2>&1; }
  run reads_new
  [ "$status" != 0 ]
  other "echo changed >> $shared/keep"
  before=$(sha256sum "$shared/lb.pem")
  expect 3 dmpcert install --rollback --haproxy "$shared/lb.pem" --group $OTHER
  says "another user changed the files"
  expect 3 dmpcert --lang fr install --rollback --haproxy "$shared/lb.pem" --group $OTHER
  says "un autre utilisateur a modifié"
  [ "$(sha256sum "$shared/lb.pem")" = "$before" ]
}

@test "a version that another user made too large to be read, or holds open, is none to go back to" {
  kept_by_other
  size=$(stat -c %s "$shared/keep")
  other "truncate -s 70M $shared/keep"
  before=$(sha256sum "$shared/lb.pem")
  expect 3 dmpcert install --rollback --haproxy "$shared/lb.pem" --group $OTHER
  says "another user changed the files"
  [ "$(sha256sum "$shared/lb.pem")" = "$before" ]
  # The right bytes come back as another file than the one to which he has a name.
  other "truncate -s $size $shared/keep"
  expect 0 dmpcert install --rollback --haproxy "$shared/lb.pem" --group $OTHER
  [ "$(stat -c %i "$shared/lb.pem")" != "$(stat -c %i "$shared/keep")" ]
  before=$(sha256sum "$shared/lb.pem")
  other "echo changed > $shared/keep"
  [ "$(sha256sum "$shared/lb.pem")" = "$before" ]
}

@test "what lay at a target before the first version comes back as it was, or not at all, whoever has it open" {
  delivered
  mkdir "$shared/srv" "$shared/srv/AUTH_CLI"
  cp first.pem "$shared/srv/AUTH_CLI/certificate.pem"
  local files=("$shared"/srv/{lb.pem,AUTH_CLI/key.pem}) file
  for file in "${files[@]}"; do
    cat dmp-workspace/970300026/AUTH_CLI/key.pem first.pem > "$file"
    chown 0:$OTHER "$file" && chmod 0660 "$file"
  done
  before=$(sha256sum "${files[0]}")
  mkfifo "$shared/go" "$shared/done" && chmod 0666 "$shared/go" "$shared/done"
  writer=(setpriv --reuid=$OTHER --regid=$OTHER --clear-groups bash -c 'exec 5<> "$1" 6<> "$2"; read -r < "$3"
    echo mine >&5; echo mine >&6; echo > "$4"' bash "${files[@]}" "$shared/go" "$shared/done")
  "${writer[@]}" 3>&- &
  STARTED=($!)
  until [ "/proc/${STARTED[0]}/fd/6" -ef "${files[1]}" ]; do kill -0 "${STARTED[0]}"; done
  deliver cayenne 970300026 AUTH_CLI first.pem --days-from-start 900
  to 0 --haproxy "${files[0]}" --pem-dir "$shared/srv/{usage}" --group root --mode 0600
  echo > "$shared/go"
  read -r < "$shared/done"
  expect 0 dmpcert install --rollback --haproxy "${files[0]}"
  [ "$(sha256sum "${files[0]}")" = "$before" ]
  # A directory is taken over as it is, with the file that he wrote to.
  expect 3 dmpcert install --rollback --pem-dir "$shared/srv/AUTH_CLI"
  says "another user changed the files"
}

@test "a target that was taken back from its owner does not go back to him unnamed" {
  delivered
  mkdir "$shared/srv"
  local targets=(--haproxy "$shared/srv/lb.pem" --pem-dir "$shared/srv/pki")
  local files=("$shared"/srv/{lb.pem,pki/970300026/AUTH_CLI/key.pem})
  to 0 "${targets[@]}" --owner $OTHER
  deliver cayenne 970300026 AUTH_CLI first.pem --days-from-start 900
  to 0 "${targets[@]}"
  # His now and then: nothing changes hands.
  expect 0 dmpcert install --rollback "${targets[@]}"
  [ "$(stat -L -c %u "${files[@]}" | sort -u)" = $OTHER ]
  to 0 "${targets[@]}" --owner root
  before=$(sha256sum "${files[@]}")
  # a rehearsal says what the run itself says, and no more
  whole=$(contents "$shared/srv")
  expect 4 dmpcert install --rollback "${targets[@]}" --dry-run
  says "belongs to user 1234, who is not the one given"
  [ "$(contents "$shared/srv")" = "$whole" ]
  expect 4 dmpcert install --rollback "${targets[@]}"
  says "belongs to user 1234, who is not the one given"
  says "--owner"
  expect 4 dmpcert --lang fr install --rollback "${targets[@]}"
  says "qui n'a pas été indiqué"
  [ "$(sha256sum "${files[@]}")" = "$before" ]
  expect 0 dmpcert install --rollback "${targets[@]}" --owner $OTHER --dry-run
  [ "$(sha256sum "${files[@]}")" = "$before" ]
  expect 0 dmpcert install --rollback "${targets[@]}" --owner $OTHER
  [ "$(stat -L -c %u "${files[@]}" | sort -u)" = $OTHER ]
}

@test "a rehearsal foresees that nothing may be made there" {
  (cd "$shared" && as_other bin/dmpcert csr bin/dossier.json --site cayenne --usage auth-cli --plain-key > /dev/null)
  certify cayenne AUTH_CLI "$shared/dmp-workspace/970300026/AUTH_CLI/request.csr" "$shared/first.pem"
  chmod 0644 "$shared/first.pem"
  mkdir -m 0755 "$shared/closed"
  cp -r "$AUTHORITY/trust" "$shared/trust" && chmod -R go+rX "$shared/trust"
  he() { expect "$1" as_other sh -c "cd $shared && exec bin/dmpcert install first.pem --trust trust --trust-any \"\$@\"" sh "${@:2}"; }
  for target in --pem-dir=closed --pem-dir=closed/new/pki --haproxy=closed/lb.pem; do
    he 4 "$target" --dry-run
    says closed
    he 4 "$target"
    says closed
  done
  he 0 --pem-dir pki --dry-run
}

@test "a copy with the right bytes that belongs to another user is nobody's version" {
  delivered
  to 0 --haproxy "$shared/lb.pem" --group $OTHER --mode 0640
  other "umask 022; cp $shared/lb.pem $shared/mine"
  rm "$shared/lb.pem"
  other "mv $shared/mine $shared/lb.pem"
  expect 0 dmpcert install --list --haproxy "$shared/lb.pem"
  shows "in use: something else"
  shows "  kept"
  expect 0 dmpcert csr --status --format json
  [ "$(json '[o["state"] for o in d["orders"]]')" = "['superseded']" ]
}

@test "the orders of another user's workspace are not told as ours" {
  other "cd $shared && bin/dmpcert csr bin/dossier.json --site cayenne --usage sign --plain-key > /dev/null"
  expect 4 dmpcert csr --status --workspace "$shared/dmp-workspace"
  says "belongs to user 1234"
}

@test "one who is named as owner leads nobody to another store by a link" {
  delivered
  mkdir "$shared/his" && chown $OTHER "$shared/his" && mkdir ours
  other "ln -s $PWD/ours $shared/his/x"
  to 4 --haproxy "$shared/his/x/lb.pem" --owner $OTHER
  [ -z "$(ls -A ours)" ]
}

@test "a folder in which everybody may make something is no workspace" {
  expect 4 order_for "$shared"
  says "may write to $shared"
  [ ! -e "$shared/970300026" ]
}

@test "the group of a folder gets no key by --mode alone" {
  delivered
  mkdir "$shared/setgid" && chown 0:$OTHER "$shared/setgid" && chmod 2755 "$shared/setgid"
  to 0 --haproxy "$shared/setgid/lb.pem" --pem-dir "$shared/setgid/pki" --mode 0640
  [ "$(stat -c %g "$shared/setgid/lb.pem")" = 0 ]
  # nor where root made a file there by hand, which has that group and which it could not read
  (umask 077; cat first.pem dmp-workspace/970300026/AUTH_CLI/key.pem > "$shared/setgid/hand.pem")
  [ "$(stat -c %g "$shared/setgid/hand.pem")" = $OTHER ]
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 2 --haproxy "$shared/setgid/hand.pem" --mode 0640
  says "which it could not before"
  expect 2 dmpcert --lang fr install first.pem --haproxy "$shared/setgid/hand.pem" --mode 0640 --dossier dossier.json \
    --trust "$AUTHORITY/trust" --trust-any
  says "ce qu'il ne pouvait pas avant"
  to 0 --haproxy "$shared/setgid/hand.pem"
  reads_no_key
  to 0 --haproxy "$shared/setgid/hand.pem" --mode 0640 --group $OTHER
  other "grep -q PRIVATE $shared/setgid/hand.pem"
}

@test "a target taken back from its owner has nothing of the group and mode that he gave to it" {
  delivered
  mkdir "$shared/srv"
  local targets=(--haproxy "$shared/srv/lb.pem" --pem-dir "$shared/srv/pki" --pkcs12 "$shared/srv/x.p12"
    --pkcs12-passphrase-file passphrase.txt) files=("$shared"/srv/{lb.pem,x.p12,pki/970300026/AUTH_CLI/key.pem}) file
  to 0 "${targets[@]}" --owner $OTHER
  for file in "${files[@]}"; do
    other "chgrp $OTHER $(readlink -f "$file") && chmod 0640 $(readlink -f "$file")"
  done
  deliver cayenne 970300026 AUTH_CLI first.pem
  # As long as it is his, so is the group.
  to 0 "${targets[@]}"
  [ "$(stat -L -c '%u:%g %a' "${files[@]}" | sort -u)" = "$OTHER:$OTHER 640" ]
  to 0 "${targets[@]}" --owner root
  [ "$(stat -L -c '%u:%g %a' "${files[@]}" | sort -u)" = "0:0 600" ]
}

@test "what root made for nothing is taken away where it was made, and nowhere else" {
  delivered
  mkdir "$shared/srv" && chown $OTHER "$shared/srv"
  mkdir -p "$shared/victim/970300026" && echo precious > "$shared/victim/970300026/AUTH_CLI"
  # As soon as root has made it, it is moved away and a link put there.
  attack=(setpriv --reuid=$OTHER --regid=$OTHER --clear-groups /usr/bin/python3 -c 'import os, sys, time
srv, victim = sys.argv[1:]
for _ in range(400000):
    try:
        os.rename(srv + "/tls", srv + "/moved"); os.symlink(victim, srv + "/tls"); break
    except OSError:
        pass' "$shared/srv" "$shared/victim")
  "${attack[@]}" > /dev/null 2>&1 3>&- &
  STARTED=($!)
  for _ in 1 2 3; do
    run dmpcert install first.pem --haproxy "$shared/srv/tls/970300026/AUTH_CLI/lb.pem" --owner $OTHER \
      --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
    [ "$(cat "$shared/victim/970300026/AUTH_CLI")" = precious ]
    rm -rf "$shared"/srv/*
  done
}

@test "what is exchanged for a directory that root has just made keeps its mode" {
  command -v strace > /dev/null || skip "strace is not installed"
  strace -o /dev/null true 2> /dev/null || skip "strace may not be used here"
  delivered
  local made home target tracer traced inode
  for made in tls .dmp-versions; do
    home=$shared/home$made && mkdir "$home" "$home/precious" && chmod 0700 "$home/precious" && chown $OTHER "$home"
    inode=$(stat -c %i "$home/precious")
    target=$home/lb.pem && [ $made != tls ] || target=$home/tls/lb.pem
    # The program stops after each directory that it makes.
    strace -qq -o /dev/null -e trace=mkdirat -e inject=mkdirat:signal=STOP "$DMPCERT" install first.pem --owner $OTHER \
      --haproxy "$target" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any > /dev/null 2>&1 3>&- &
    tracer=$! STARTED=($!)
    while kill -0 $tracer 2> /dev/null; do
      traced=$(pgrep -P $tracer) || continue
      if grep -q '^State:.[Tt] ' "/proc/$traced/status" 2> /dev/null; then
        [ -e "$home/x" ] || [ ! -d "$home/$made" ] ||
          other "cd $home && touch x && mv -T precious y && mv -T $made precious && mv -T y $made"
        kill -CONT "$traced" 2> /dev/null || true
      fi
    done
    wait $tracer || true
    STARTED=()
    [ "$(find "$home" -maxdepth 1 -inum "$inode" -printf '%m %f')" = "700 $made" ]
  done
}

@test "another user who flickers a file at the place gets no key" {
  delivered
  cp first.pem "$shared/x" && chown $OTHER "$shared/x"
  attack=(setpriv --reuid=$OTHER --regid=$OTHER --clear-groups /usr/bin/python3 -c 'import os, sys
one, two = sys.argv[1:]
for _ in range(3000000):
    try:
        os.rename(one, two); os.rename(two, one)
    except OSError:
        pass' "$shared/x" "$shared/lb.pem")
  "${attack[@]}" > /dev/null 2>&1 3>&- &
  STARTED=($!)
  for _ in $(seq 20); do
    run dmpcert install first.pem --haproxy "$shared/lb.pem" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
    reads_no_key
    rm -rf "$shared/.dmp-versions"; [ ! -O "$shared/lb.pem" ] || rm -f "$shared/lb.pem"
  done
}

# two_places: a plan with a target of root's own, and one for him in a directory of his; nothing is installed there yet.
two_places() {
  both_delivered
  mkdir srv "$shared/his" && chown $OTHER "$shared/his"
  echo '{"version":1,"targets":[{"kind":"haproxy","path":"'"$PWD"'/srv/lb.pem","usage":"AUTH_CLI"},
    {"kind":"haproxy","path":"'"$shared"'/his/lb.pem","usage":"SIGN","owner":"1234"}]}' > plan.json
}
# last_run STORE: the run that its newest version comes from.
last_run() {
  local newest
  newest=$(basename "$(ls -d "$1"/0*Z-?????? | tail -n 1)")
  echo "${newest#*-}"
}
# two_targets: a plan with a target of root's, installed first, and one in a directory of the other user's.
two_targets() {
  two_places
  for _ in 1 2; do
    to 0 --haproxy srv/lb.pem
    expect 0 dmpcert install sign.pem --haproxy "$shared/his/lb.pem" --owner $OTHER --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
    deliver cayenne 970300026 AUTH_CLI first.pem
    deliver cayenne 970300026 SIGN sign.pem
  done
  before=$(sha256sum srv/lb.pem)
}

@test "who hides what the last run installed for him has no run before it taken back elsewhere" {
  two_targets
  other "mv $shared/his/.dmp-versions $shared/his/hidden"
  expect 3 dmpcert install --rollback --plan plan.json
  says "$shared/his/lb.pem: there are no versions here"
  expect 3 dmpcert --lang fr install --rollback -n --plan plan.json
  says "il n'y a pas de versions ici"
  other "mv $shared/his/hidden $shared/his/.dmp-versions && mv $shared/his/lb.pem $shared/his/aside"
  # whatever he shows, a later run could be hidden at his
  for _ in 1 2; do
    expect 3 dmpcert install --rollback --plan plan.json
    says "$shared/his/lb.pem: somebody else may change this target, and could hide a later run than"
    expect 3 dmpcert --lang fr install --rollback --plan plan.json
    says "$shared/his/lb.pem : quelqu'un d'autre peut modifier cette cible"
    [ "$(sha256sum srv/lb.pem)" = "$before" ]
    [ ! -e "$shared/his/aside" ] || other "mv $shared/his/aside $shared/his/lb.pem"
  done
  # the run that is named goes back, and so do targets of the same people
  expect 0 dmpcert install --rollback --plan plan.json --run "$(last_run srv/.dmp-versions/lb.pem)"
  [ "$(sha256sum srv/lb.pem)" != "$before" ]
  expect 0 dmpcert install --rollback --haproxy "$shared/his/lb.pem" --owner $OTHER
  shows "$shared/his/lb.pem"
}

@test "a directory that cannot be listed hides no target, and no run before the last is taken back" {
  (cd "$shared" && as_other bin/dmpcert csr bin/dossier.json --site cayenne --usage auth-cli --plain-key > /dev/null)
  certify cayenne AUTH_CLI "$shared/dmp-workspace/970300026/AUTH_CLI/request.csr" "$shared/first.pem"
  other "mkdir $shared/base" && chmod 0644 "$shared/first.pem"
  cp -r "$AUTHORITY/trust" "$shared/trust" && chmod -R go+rX "$shared/trust"
  he() { expect "$1" as_other sh -c "cd $shared && exec bin/dmpcert install \"\$@\"" sh "${@:2}"; }
  for at in a z; do
    he 0 first.pem --haproxy "base/$at/lb.pem" --trust trust --trust-any
  done
  he 0 --list --haproxy 'base/{usage}/lb.pem'
  whole=$output
  mkdir -m 0700 "$shared/base/m"
  he 4 --list --haproxy 'base/{usage}/lb.pem'
  shows "$whole"
  shows "base/m: this directory cannot be listed"
  he 4 --list --haproxy 'base/{usage}/lb.pem' --format json
  [ "$(json 'd["summary"]["folders_not_listed"]')" = 1 ]
  he 4 --rollback --pem-dir base
  says "base/m: this directory cannot be listed, although the last run may have installed there"
  # the run is known
  name=$(basename "$(ls -d "$shared"/base/z/.dmp-versions/lb.pem/000001-*Z-??????)")
  he 0 --rollback --pem-dir base --run "${name#*-}"
  [ ! -e "$shared/base/z/lb.pem" ] && [ -e "$shared/base/a/lb.pem" ]
  shows "base/m: this directory cannot be listed"
}

@test "who hides what an interrupted run made for him has nothing taken back of what others were given" {
  delivered
  mkdir srv "$shared/his" && chown $OTHER "$shared/his"
  to 0 --haproxy srv/lb.pem
  deliver cayenne 970300026 AUTH_CLI first.pem --days-from-start 900
  echo '{"version":1,"targets":[{"kind":"haproxy","path":"'"$PWD"'/srv/lb.pem","usage":"AUTH_CLI"},
    {"kind":"haproxy","path":"'"$shared"'/his/lb.pem","usage":"AUTH_CLI","owner":"1234"}]}' > plan.json
  # killed when both targets show the new one
  printf '#!/bin/sh\nkill -9 $PPID\n' > killer && chmod 0755 killer
  expect 137 dmpcert install first.pem --plan plan.json --reload "$PWD/killer" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  now=$(sha256sum srv/lb.pem)
  other "cd $shared/his && rm lb.pem && mv .dmp-versions hidden"
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key > /dev/null
  deliver cayenne 970300026 SIGN sign.pem
  expect 0 dmpcert install sign.pem --haproxy srv/sign.pem --owner $OTHER --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  [ "$(sha256sum srv/lb.pem)" = "$now" ]
  shows "Completed first: the interrupted installation"
  shows "$shared/his/lb.pem"
}

@test "links of another user's lead to no key, and to nothing that is believed" {
  delivered
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key > /dev/null
  deliver cayenne 970300026 SIGN sign.pem
  (umask 077 && mkdir private && mv dmp-workspace/970300026/SIGN/key.pem private)
  rm -r dmp-workspace/970300026/SIGN
  mkdir "$shared/incoming" "$shared/home" && cp first.pem sign.pem "$shared/incoming" && chown $OTHER "$shared/incoming" "$shared/home"
  other "ln -s $PWD/private/key.pem $shared/incoming/key.pem"
  expect 4 dmpcert install "$shared/incoming" --pem-dir "$shared/home/pki" --owner $OTHER --plain-key --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  says "$shared/incoming/key.pem"
  reads_no_key
  # an authority that root has, and does not mean
  mkdir -m 1777 "$shared/anchors"
  other "ln -s $AUTHORITY/root.pem $shared/anchors/a.pem"
  expect 4 dmpcert install first.pem --dossier dossier.json --trust "$shared/anchors" --trust-any --pem-dir pki
  says "$shared/anchors/a.pem is a symbolic link"
}

@test "a certificate in another user's file does not choose the key that he is given" {
  delivered
  mkdir "$shared/home" && cp first.pem "$shared/cert.pem" && chown $OTHER "$shared/home" "$shared/cert.pem"
  for rights in "--owner $OTHER" "--group $OTHER --mode 0640"; do
    # shellcheck disable=SC2086
    expect 4 dmpcert install "$shared/cert.pem" --haproxy lb.pem $rights --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
    says "another user may have exchanged: $shared/cert.pem"
  done
  reads_no_key
  expect 0 dmpcert install "$shared/cert.pem" --pem-dir "$shared/home/pki" --owner $OTHER --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --key-file dmp-workspace/970300026/AUTH_CLI/key.pem
  as_other cat "$shared/home/$P/key.pem" > /dev/null
  # nor does it choose among keys that root delivers
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key > /dev/null
  deliver cayenne 970300026 SIGN sign.pem
  (umask 077; cat first.pem dmp-workspace/970300026/*/key.pem > bundle.pem)
  other "cat > $shared/his.pem" < sign.pem
  expect 4 dmpcert install bundle.pem "$shared/his.pem" --pem-dir "$shared/home/other" --owner $OTHER --workspace none --plain-key --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  says "another user may have exchanged: $shared/his.pem"
  [ ! -e "$shared/home/other" ]
  # for root alone it is fine
  expect 0 dmpcert install "$shared/cert.pem" --pem-dir pki --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
}

@test "what another user wrote is neither ordered, sent nor believed; it may be looked at" {
  delivered
  other "cp $theirs/dossier.json $shared/his.json"
  chmod 0644 "$shared/his.json"
  expect 4 dmpcert csr "$shared/his.json" --site cayenne --usage sign --plain-key
  says "$shared/his.json belongs to user 1234"
  expect 4 dmpcert form413 "$shared/his.json" --site cayenne -o out
  expect 4 dmpcert install first.pem --dossier "$shared/his.json" --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  expect 4 dmpcert check "$shared/his.json" --contract-request out
  [ ! -e out ] && [ ! -e pki ]
  dmpcert --as-of $DAY check dossier.json > of-ours || true
  dmpcert --as-of $DAY check "$shared/his.json" > of-his || true
  [ "$(wc -l < of-his)" = "$(wc -l < of-ours)" ]
  # an edition, and a list of revoked certificates
  cp "$(ls "$REPOSITORY"/examples/policies/*.json | head -1)" policy.json
  other "cat > $shared/policy.json" < policy.json
  expect 4 dmpcert csr dossier.json --site cayenne --usage sign --plain-key --policy "$shared/policy.json"
  says "$shared/policy.json belongs to user 1234"
  # a register, and the official form
  "$REPOSITORY/tests/support/finess-generate.py" --lines 20 > register.csv
  other "cat > $shared/register.csv" < register.csv
  expect 4 dmpcert csr dossier.json --site cayenne --usage sign --plain-key --finess "$shared/register.csv"
  says "$shared/register.csv belongs to user 1234"
  expect 4 dmpcert form413 dossier.json --site cayenne -o out --template "$shared/register.csv"
  says "$shared/register.csv belongs to user 1234"
  [ ! -e out ]
  authority crl "$AUTHORITY" --out list.crl > /dev/null
  other "cat > $shared/list.crl" < list.crl
  expect 4 dmpcert expiry first.pem --revocation crl --crl "$shared/list.crl" --trust "$AUTHORITY/trust"
  says "$shared/list.crl belongs to user 1234"
}

@test "an order of another user's in a workspace of ours is reported, and tells nothing" {
  delivered
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key > /dev/null
  local his=dmp-workspace/970300026/SIGN
  sed 's/"state": "ready"/"state": "installed", "certificate_sha256": "'"$(printf 'ab%.0s' {1..32})"'", "certificate_ends_on": "2099-12-31"/' \
    $his/order.json > order.json
  grep -q 2099 order.json
  cat order.json > $his/order.json && chown -R $OTHER $his
  run --separate-stderr dmpcert csr --status
  says "belongs to user 1234"
  [ "$(grep -c 2099 <<< "$output")" = 0 ]
  run --separate-stderr dmpcert expiry --workspace dmp-workspace
  says "belongs to user 1234"
  [ "$(grep -c 2099 <<< "$output")" = 0 ]
  dmpcert csr dossier.json --site cayenne --usage auth-cli --plain-key > /dev/null || true
  [ "$(grep -c 2099 dmp-workspace/index.csv)" = 0 ]
}

@test "who holds the lock of the journal, which he may read, holds up nobody" {
  mkdir -m 0755 "$shared/ws" && printf '{"half' > "$shared/ws/journal.jsonl"
  chmod 0644 "$shared/ws/journal.jsonl"
  mkfifo "$shared/held" && chmod 0622 "$shared/held"
  setpriv --reuid=$OTHER --regid=$OTHER --clear-groups flock -s "$shared/ws/journal.jsonl" sh -c "echo > $shared/held; exec sleep 600" 3>&- &
  STARTED+=($!)
  read -r _ < "$shared/held"
  STARTED+=("$(pgrep -P $!)")
  expect 0 timeout 60 "$DMPCERT" csr dossier.json --site cayenne --usage sign --plain-key --workspace "$shared/ws"
  # each line of ours is whole
  tail -n +2 "$shared/ws/journal.jsonl" | /usr/bin/python3 -c 'import json, sys; assert [json.loads(line) for line in sys.stdin]'
}

@test "no link of another user's hides from expiry what ends" {
  delivered
  deliver cayenne 970300026 AUTH_CLI first.pem --days-from-start 5
  to 0 --pem-dir srv/pki
  mkdir srv/app && chown $OTHER srv/app && chmod 0755 . "$BATS_TEST_TMPDIR"
  expect 1 dmpcert expiry "$PWD/srv"
  shows AUTH_CLI
  local end=$output
  # by a path that --ignore names
  ln -s "$PWD/srv/pki" srv/app/old && chown -h $OTHER srv/app/old
  expect 1 dmpcert expiry "$PWD/srv" --ignore '*/old/*'
  [ "$output" = "$end" ]
  # by one at whose end nothing more fits
  rm srv/app/old
  /usr/bin/python3 - "$PWD/srv/app" "$PWD/srv/pki" << 'P'
import os, sys
base, target = sys.argv[1:]
os.chdir(base)
length = len(base)
while length + 202 + 4 < 4085:
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
    length += 201
last = "e" * (4085 - length - 6)
os.mkdir(last)
os.chdir(last)
os.symlink(target, "lk")
os.chown("lk", 1234, 1234, follow_symlinks=False)
P
  run --separate-stderr dmpcert expiry "$PWD/srv"
  [ "$status" = 1 ]
  shows AUTH_CLI
  rm -r srv/app/d*
  # into what the kernel tells of itself, and to another file system
  ln -s /proc srv/app/proc && ln -s /dev/shm srv/app/other && chown -h $OTHER srv/app/proc srv/app/other
  expect 1 timeout 60 "$DMPCERT" expiry "$PWD/srv"
  says "srv/app/other: is another user's link to a directory on another file system"
}

@test "what ends is told by our path, whatever other path to it is named or recorded" {
  delivered
  deliver cayenne 970300026 AUTH_CLI first.pem --days-from-start 5
  mkdir -p srv/app && chown $OTHER srv/app && chmod 0755 . srv srv/app "$BATS_TEST_TMPDIR"
  to 0 --haproxy "$PWD/srv/app/lb.pem" --owner $OTHER
  to 0 --haproxy "$PWD/srv/lb/lb.pem"
  # he leads his target to ours, and has a newer certificate beside it
  deliver cayenne 970300026 AUTH_CLI newer.pem --days-from-start 900
  cp newer.pem srv/app/b.pem
  rm srv/app/lb.pem && ln -s ../lb/lb.pem srv/app/lb.pem && chown -h $OTHER srv/app/lb.pem
  expect 1 dmpcert expiry srv/app/b.pem srv/app/lb.pem srv/lb/lb.pem
  shows srv/lb/lb.pem
  expect 1 dmpcert expiry "$PWD/srv/app" --workspace dmp-workspace
  shows "$PWD/srv/lb/lb.pem"
}

@test "a copy of another user's gives what is ours no path of his" {
  delivered
  deliver cayenne 970300026 AUTH_CLI first.pem --days-from-start 5
  to 0 --haproxy "$PWD/srv/pki/lb.pem"
  mkdir srv/app && chown $OTHER srv/app && chmod 0755 . srv srv/app "$BATS_TEST_TMPDIR"
  cp first.pem srv/app/a.pem && chown $OTHER srv/app/a.pem
  for sources in "$PWD/srv" "srv/app/a.pem srv/pki/lb.pem" "srv/pki/lb.pem srv/app/a.pem"; do
    # shellcheck disable=SC2086
    expect 1 dmpcert expiry $sources --format json
    [[ "$(json '[o["places"][0] for o in d["certificates"] if o["due"]]')" = *srv/pki/lb.pem* ]]
  done
}

@test "a file with the right bytes that another user may write is written anew" {
  delivered
  mkdir "$shared/srv"
  local targets=(--trust-store "$shared/srv/trust.pem" --java-trust-store "$shared/srv/trust.p12" --pem-dir "$shared/srv/pki"
    --pkcs12-passphrase-file passphrase.txt) place=$shared/srv/pki/970300026/AUTH_CLI file
  local files=("$shared"/srv/trust.{pem,p12} "$place"/{certificate,fullchain,chain}.pem)
  closed() {
    for file in "${files[@]}"; do
      run other "test -w '$file'"
      [ "$status" = 1 ] || { echo "he writes $file ($(stat -L -c '%a %u:%g' "$file"))"; return 1; }
    done
  }
  # taken back by name, the certificates being the same
  to 0 "${targets[@]}" --owner $OTHER
  [ "$(stat -L -c %u "${files[@]}" | sort -u)" = $OTHER ]
  to 0 "${targets[@]}" --owner root --group root
  [ "$(stat -L -c %u:%g "${files[@]}" | sort -u)" = 0:0 ]
  closed
  # opened by hand: to all, to a group, by a list
  chmod 0666 "${files[@]:0:3}"
  chgrp $OTHER "$place/fullchain.pem" && chmod 0664 "$place/fullchain.pem"
  setfacl -m u:$OTHER:rw "$place/chain.pem" || chmod 0666 "$place/chain.pem"
  other "test -w $place/chain.pem"
  to 0 "${targets[@]}"
  shows "replaced: $shared/srv/trust.pem"
  closed
  [ "$(stat -L -c %a "${files[@]}" | sort -u)" = 644 ]
  to 0 "${targets[@]}"
  never shows "replaced"
}

@test "what is taken from a group at a target is taken from the versions beside it, and does not come back unnamed" {
  delivered
  mkdir "$shared/srv"
  local targets=(--haproxy "$shared/srv/lb.pem" --pem-dir "$shared/srv/{usage}") mode version file
  for mode in 0640 0660; do
    rm -rf "$shared/srv"/* "$shared/srv/.dmp-versions"
    to 0 "${targets[@]}" --group $OTHER --mode $mode
    version=$shared/srv/$(readlink "$shared/srv/AUTH_CLI")
    other "grep -q PRIVATE $version/key.pem"
    [ $mode = 0640 ] || other "echo '# mine' >> $version/key.pem"
    # The key is the same, and only its readers change.
    to 0 "${targets[@]}" --group root --mode 0600
    [ "$(stat -L -c '%a %u:%g' "$shared"/srv/{lb.pem,AUTH_CLI/key.pem} | sort -u)" = "600 0:0" ]
    [ -e "$version/key.pem" ]
    while read -r file; do
      run other "test -r '$file' || test -w '$file'"
      [ "$status" = 1 ] || { echo "he gets at $file ($(stat -c '%a %u:%g' "$file"))"; return 1; }
    done < <(find "$shared/srv" -name lb.pem -type f -o -name key.pem)
    if [ $mode = 0640 ]; then
      expect 0 dmpcert install --rollback "${targets[@]:0:2}"
      [ "$(stat -c '%a' "$shared/srv/lb.pem")" = 600 ]
      expect 0 dmpcert install --rollback --pem-dir "$shared/srv/AUTH_CLI"
      openssl pkey -in "$shared/srv/AUTH_CLI/key.pem" -noout
    else
      # What he wrote there is not root's for having been closed.
      expect 3 dmpcert install --rollback --pem-dir "$shared/srv/AUTH_CLI"
      says "another user changed the files"
    fi
    reads_no_key
  done
  # nor where root closed the file by hand
  rm -rf "$shared/srv"/* "$shared/srv/.dmp-versions"
  to 0 "${targets[@]}" --group $OTHER --mode 0640
  deliver cayenne 970300026 AUTH_CLI first.pem --days-from-start 900
  to 0 "${targets[@]}"
  other "grep -q PRIVATE $shared/srv/lb.pem"
  chmod 0600 "$shared/srv/lb.pem" "$shared/srv/AUTH_CLI/key.pem"
  expect 0 dmpcert install --rollback "${targets[@]:0:2}"
  expect 0 dmpcert install --rollback --pem-dir "$shared/srv/AUTH_CLI"
  [ "$(stat -L -c %a "$shared"/srv/{lb.pem,AUTH_CLI/key.pem} | sort -u)" = 600 ]
}

@test "what a member of the group adds to a key that he may write does not stay" {
  dmpcert csr dossier.json --site cayenne --usage auth-cli --passphrase-file passphrase.txt > /dev/null
  deliver cayenne 970300026 AUTH_CLI first.pem
  mkdir "$shared/srv"
  openssl req -x509 -newkey rsa:2048 -nodes -keyout evil.key -out evil.pem -subj /CN=evil -days 30 2> /dev/null
  echo '# evil' > evil.txt
  local form file added targets=(--haproxy "$shared/srv/lb.pem" --pem-dir "$shared/srv/{usage}" --group $OTHER --mode 0660 --passphrase-file passphrase.txt)
  for form in --plain-key ''; do
    rm -rf "$shared/srv"/* "$shared/srv/.dmp-versions"
    to 0 "${targets[@]}" $form
    for file in "$shared"/srv/{lb.pem,AUTH_CLI/key.pem}; do
      for added in evil.pem evil.key evil.txt; do
        cp -p "$file" before
        { cat before; cat "$added"; } | other "cat > $file"
        to 0 "${targets[@]}" $form
        shows "replaced: $file"
        # What is encrypted is never twice the same.
        [ "$(grep -c BEGIN "$file")" = "$(grep -c BEGIN before)" ]
        never grep -q evil "$file"
        { sed '/END.*PRIVATE KEY/r evil.pem' before; } | other "cat > $file"
        to 0 "${targets[@]}" $form
        shows "replaced: $file"
        [ "$(grep -c BEGIN "$file")" = "$(grep -c BEGIN before)" ]
      done
    done
    to 0 "${targets[@]}" $form
    never shows "replaced"
  done
}

@test "a group gets no key for having read a certificate, nor one that a member put back" {
  delivered
  mkdir "$shared/srv"
  install_certificate() { command install -m 0640 -g $OTHER first.pem "$1"; }
  mkdir -p "$shared/srv/AUTH_CLI"
  install_certificate "$shared/srv/lb.pem"
  install_certificate "$shared/srv/AUTH_CLI/key.pem"
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 0 --haproxy "$shared/srv/lb.pem" --pem-dir "$shared/srv/{usage}"
  reads_no_key
  # A folder of the group: a member keeps what he could read, and moves it back once it is closed.
  mkdir "$shared/group" && chgrp $OTHER "$shared/group" && chmod 0775 "$shared/group"
  local file=$shared/group/lb.pem
  for keep in 3 1; do
    rm -rf "$shared/group"/* "$shared/group/.dmp-versions"
    deliver cayenne 970300026 AUTH_CLI first.pem
    to 0 --haproxy "$file" --group $OTHER --mode 0640
    other "ln $file $shared/group/kept 2> /dev/null || mv $file $shared/group/kept"
    for _ in 1 2; do
      deliver cayenne 970300026 AUTH_CLI first.pem
      to 0 --haproxy "$file" --group $OTHER --mode 0600 --keep $keep
    done
    # As if it had not been narrowed.
    chmod 0640 "$shared/group/kept"
    other "mv -f $shared/group/kept $file"
    deliver cayenne 970300026 AUTH_CLI first.pem
    before=$(sha256sum "$file")
    to 4 --haproxy "$file" --group $OTHER
    says "group 1234 reads this key, but another user could have put the file there"
    [ "$(sha256sum "$file")" = "$before" ]
    to 0 --haproxy "$file" --group $OTHER --mode 0600
    [ "$(stat -c %a "$file")" = 600 ]
  done
  # Not even a whole store of before tells: who may create names says which one is there.
  to 0 --haproxy "$file" --group $OTHER --mode 0640
  other "cd $shared/group && mv .dmp-versions before && mv lb.pem before.pem"
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 0 --haproxy "$file" --group $OTHER --mode 0600
  other "cd $shared/group && mv .dmp-versions last && rm -f lb.pem && mv before .dmp-versions && mv before.pem lb.pem"
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 4 --haproxy "$file" --group $OTHER
  # Where only root does, what the last run gave goes on.
  mkdir "$shared/root" && chmod 0755 "$shared/root"
  to 0 --haproxy "$shared/root/lb.pem" --group $OTHER --mode 0640
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 0 --haproxy "$shared/root/lb.pem" --group $OTHER
  [ "$(stat -c %a "$shared/root/lb.pem")" = 640 ]
}

@test "a file that a third user makes behind the last look at a place is his, and stays" {
  command -v strace > /dev/null || skip "strace is not here"
  delivered
  local file made
  for file in lb.pem o.csv; do
    command=(install first.pem --haproxy "$shared/$file" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any)
    [ $file = lb.pem ] || command=(expiry first.pem --format csv -o "$shared/$file")
    made=0
    for turn in 1 2 3 4; do
      rm -rf "$shared/$file" "$shared/.dmp-versions"
      : > trace
      strace -f -qq -o trace -e trace=renameat2 -e inject=renameat2:delay_enter=700000:when=$turn "$DMPCERT" "${command[@]}" > out 2>&1 3>&- &
      STARTED=($!)
      for _ in {1..500}; do
        [ "$(grep -c renameat2 trace)" -lt $turn ] || break
        kill -0 "${STARTED[0]}" 2> /dev/null || break
        sleep 0.01
      done
      if other "set -C; echo third > $shared/$file" 2> /dev/null; then
        made=$((made + 1))
        code=0
        wait "${STARTED[0]}" || code=$?
        [ "$(cat "$shared/$file")" = third ] || { echo "$file, rename $turn: gone, exit code $code"; cat out; return 1; }
        [ "$code" != 0 ]
      else
        wait "${STARTED[0]}" || true
      fi
      STARTED=()
    done
    [ $made -gt 0 ]
  done
}

# two_services: a plan with a target of A (1234) and one of B (4321), neither in a place of root's own, installed once.
two_services() {
  both_delivered
  mkdir "$shared/a" "$shared/b" && chown $OTHER "$shared/a" && chown 4321 "$shared/b"
  echo '{"version":1,"targets":[{"kind":"haproxy","path":"'"$shared"'/a/lb.pem","usage":"SIGN","owner":"1234"},
    {"kind":"haproxy","path":"'"$shared"'/b/lb.pem","usage":"AUTH_CLI","owner":"4321"}]}' > plan.json
  printf '#!/bin/sh\nkill -9 $PPID\n' > killer && printf '#!/bin/sh\ntouch %s/told\n' "$PWD" > tell
  printf '#!/bin/sh\nexec setpriv --reuid=%s --regid=%s --clear-groups mv %s/a/.dmp-versions %s/a/hidden\n' \
    $OTHER $OTHER "$shared" "$shared" > hide && chmod 0755 killer tell hide
  both 0
}
both() { # CODE [OPTIONS]
  deliver cayenne 970300026 AUTH_CLI first.pem
  deliver cayenne 970300026 SIGN sign.pem
  expect "$1" dmpcert install sign.pem first.pem --plan plan.json --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any "${@:2}"
}
documents() { find "$shared" dmp-workspace -name 'pending*.json'; }

@test "a run that is over is not done again, whatever its target's owner hides and brings back" {
  two_services
  was=$(sha256sum "$shared/b/lb.pem")
  both 0 --reload "$PWD/hide"
  # what said what was to be reached went out of the hidden store, too
  [ -e "$shared/a/hidden/lb.pem" ] && [ -z "$(documents)" ]
  expect 0 dmpcert install --rollback --haproxy "$shared/b/lb.pem" --owner 4321
  [ "$(sha256sum "$shared/b/lb.pem")" = "$was" ]
  other "mv $shared/a/hidden $shared/a/.dmp-versions"
  deliver cayenne 970300026 SIGN sign.pem
  expect 0 dmpcert install sign.pem --plan plan.json --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  [[ "$output" != *Completed* ]]
  [ "$(sha256sum "$shared/b/lb.pem")" = "$was" ]
}

@test "a run that was cut short is completed at the others whose store its target's owner hides" {
  two_services
  both 137 --reload "$PWD/killer"
  now=$(sha256sum "$shared/b/lb.pem")
  [ -n "$(documents)" ]
  other "mv $shared/a/.dmp-versions $shared/a/hidden"
  to 0 --haproxy "$shared/b/lb.pem" --owner 4321 --reload "$PWD/tell"
  shows "Completed first: the interrupted installation"
  [ -e told ] && [ "$(sha256sum "$shared/b/lb.pem")" = "$now" ]
  # it is over, whatever comes back
  expect 0 dmpcert install --rollback --haproxy "$shared/b/lb.pem" --owner 4321
  back=$(sha256sum "$shared/b/lb.pem")
  other "mv $shared/a/hidden $shared/a/.dmp-versions"
  deliver cayenne 970300026 SIGN sign.pem
  expect 0 dmpcert install sign.pem --plan plan.json --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  [ "$(sha256sum "$shared/b/lb.pem")" = "$back" ] && [ -z "$(documents)" ]
}

@test "where what was to be reached is missing, a run that was cut short is an error that says where it was" {
  two_services
  both 137 --reload "$PWD/killer"
  mv dmp-workspace gone
  expect 4 dmpcert install --rollback --haproxy "$shared/b/lb.pem" --owner 4321
  says "what it was to reach stands in $PWD/dmp-workspace"
  expect 4 dmpcert --lang fr install --rollback --haproxy "$shared/b/lb.pem" --owner 4321
  says "Remettre ce répertoire"
  mv gone dmp-workspace
  expect 0 dmpcert install --rollback --haproxy "$shared/b/lb.pem" --owner 4321 --reload "$PWD/tell"
  shows "Completed first: the interrupted installation"
  [ -e told ] && [ -z "$(find "$shared/b" dmp-workspace -name 'pending*')" ]
}

@test "without a workspace each named owner's store says what was to be reached there, and of nothing else" {
  two_services
  cp -r dmp-workspace/970300026/AUTH_CLI/key.pem key.pem && deliver cayenne 970300026 AUTH_CLI first.pem
  expect 137 dmpcert install first.pem --plan plan.json --haproxy "$shared/a/too.pem" --owner $OTHER --key-file key.pem \
    --workspace none --reload "$PWD/killer" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  [ "$(documents | wc -l)" = 2 ]
  never grep b/lb.pem "$shared/a/.dmp-versions/pending.json"
  never grep a/too.pem "$shared/b/.dmp-versions/pending.json"
  other "mv $shared/a/.dmp-versions $shared/a/hidden"
  expect 0 dmpcert install --rollback --haproxy "$shared/b/lb.pem" --owner 4321 --workspace none --reload "$PWD/tell"
  shows "Completed first: the interrupted installation"
  [ -e told ] && [ ! -e "$shared/b/.dmp-versions/pending.json" ]
}

@test "a run that was cut short shows nothing that was revoked since" {
  two_services
  was=$(sha256sum "$shared/b/lb.pem")
  both 137 --reload "$PWD/killer"
  # killed before the second target turned
  ln -f "$shared/b/.dmp-versions/lb.pem"/000001-*/lb.pem "$shared/b/lb.pem"
  [ "$(sha256sum "$shared/b/lb.pem")" = "$was" ]
  dmpcert csr --mark revoked --order dmp-workspace/970300026/AUTH_CLI > /dev/null
  deliver cayenne 970300026 SIGN sign.pem
  expect 0 dmpcert install sign.pem --plan plan.json --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --reload true
  shows "$shared/b/lb.pem: left as it is"
  [ "$(sha256sum "$shared/b/lb.pem")" = "$was" ] && [ -z "$(documents)" ]
}

@test "a run that was cut short and is undone brings back nothing that was revoked since" {
  both_delivered
  mkdir srv
  echo '{"version":1,"targets":[{"kind":"haproxy","path":"srv/lb.pem","usage":"AUTH_CLI"},
    {"kind":"haproxy","path":"srv/sign.pem","usage":"SIGN"}]}' > plan.json
  printf '#!/bin/sh\nkill -9 $PPID\n' > killer && chmod 0755 killer
  by_plan
  was=$(sha256sum srv/sign.pem)
  dmpcert csr dossier.json --site cayenne --usage auth-cli --plain-key --renew > /dev/null
  deliver_renewal first.pem
  deliver cayenne 970300026 SIGN sign.pem
  expect 137 dmpcert install sign.pem first.pem --plan plan.json --reload "$PWD/killer" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  now=$(sha256sum srv/lb.pem)
  dmpcert csr --mark revoked --order dmp-workspace/970300026/AUTH_CLI > /dev/null
  expect 4 dmpcert install sign.pem --plan plan.json --reload false --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  says "was undone except where the version before it contains a certificate that was revoked"
  says "srv/lb.pem (000002-"
  says "srv/sign.pem (000001-"
  [ "$(sha256sum srv/lb.pem)" = "$now" ] && [ "$(sha256sum srv/sign.pem)" = "$was" ]
  [ -z "$(find . -name 'pending*.json')" ]
  expect 0 dmpcert csr --status
}

@test "who makes his target show an older version has no earlier run taken back elsewhere" {
  two_targets
  ln "$shared"/his/.dmp-versions/lb.pem/000001-*/lb.pem "$shared/his/keep" && chown -h $OTHER "$shared/his/keep"
  other "cp -p $shared/his/lb.pem $shared/his/now && mv $shared/his/keep $shared/his/lb.pem"
  expect 3 dmpcert install --rollback --plan plan.json
  says "$shared/his/lb.pem: somebody else may change this target"
  # a whole store of before
  other "mv $shared/his/.dmp-versions $shared/his/second"
  cp -a "$shared/his/second" "$shared/his/.dmp-versions" && rm -r "$shared"/his/.dmp-versions/lb.pem/000002-*
  other "mv $shared/his/now $shared/his/lb.pem"
  expect 3 dmpcert install --rollback --plan plan.json
  says "$shared/his/lb.pem: somebody else may change this target"
  expect 3 dmpcert --lang fr install --rollback --plan plan.json
  says "quelqu'un d'autre peut modifier cette cible"
  [ "$(sha256sum srv/lb.pem)" = "$before" ]
  # the run that is named, or the target alone
  expect 0 dmpcert install --rollback --haproxy srv/lb.pem
  [ "$(sha256sum srv/lb.pem)" != "$before" ]
}

@test "a link of another user's to an older version is not what a target shows" {
  two_targets
  sign() { expect 0 dmpcert install sign.pem --pem-dir "$shared/his/{usage}" --owner $OTHER --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any; }
  sign
  other "readlink $shared/his/SIGN > $shared/his/old"
  to 0 --haproxy srv/lb.pem
  before=$(sha256sum srv/lb.pem)
  deliver cayenne 970300026 SIGN sign.pem
  sign
  other "cd $shared/his && rm SIGN && ln -s \$(cat old) SIGN"
  expect 0 dmpcert install --list --pem-dir "$shared/his/SIGN"
  never grep -q current <<< "$output"
  expect 3 dmpcert install --rollback --haproxy srv/lb.pem --pem-dir "$shared/his/SIGN" --owner $OTHER
  [ "$(sha256sum srv/lb.pem)" = "$before" ]
}

@test "who is named for one target of a plan gets no other one back" {
  delivered
  mkdir srv his && chown $OTHER his
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key > /dev/null
  for owner in 1234 root; do
    deliver cayenne 970300026 AUTH_CLI first.pem
    deliver cayenne 970300026 SIGN sign.pem
    echo '{"version":1,"targets":[{"kind":"haproxy","path":"srv/lb.pem","usage":"AUTH_CLI","owner":"'$owner'"},
      {"kind":"pem","path":"srv/{structure}/{usage}","usage":"AUTH_CLI","owner":"'$owner'"},
      {"kind":"haproxy","path":"his/lb.pem","usage":"SIGN","owner":"1234"}]}' > plan.json
    expect 0 dmpcert install first.pem sign.pem --plan plan.json --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  done
  run=$(last_run srv/.dmp-versions/lb.pem)
  expect 4 dmpcert install --rollback --plan plan.json --run "$run"
  says "belongs to user 1234, who is not the one given"
  [ "$(stat -L -c %u srv/lb.pem srv/970300026/AUTH_CLI/key.pem | sort -u)" = 0 ]
  sed -i 's/"owner":"root"/"owner":"1234"/' plan.json
  expect 0 dmpcert install --rollback --plan plan.json --run "$run"
  [ "$(stat -L -c %u srv/lb.pem srv/970300026/AUTH_CLI/key.pem | sort -u)" = $OTHER ]
}

@test "a directory of root's that the named owner gives the name of the versions keeps what is in it" {
  delivered
  mkdir "$shared/his" && chown $OTHER "$shared/his"
  for mode in 0755 0700; do
    mkdir -m $mode "$shared"/his/app{,/lb.pem,/data}
    mkdir "$shared"/his/app/lb.pem/000123-backup "$shared"/his/app/data/.new-release
    for name in lb.pem/settings.json data/settings.json lb.pem/000123-backup/dump data/.new-release/file; do
      echo precious > "$shared/his/app/$name"
    done
    other "mv $shared/his/app $shared/his/.dmp-versions"
    before=$(cd "$shared/his/.dmp-versions" && find . -printf '%m %u %T@ %p\n' | sort)
    to 4 --haproxy "$shared/his/lb.pem" --owner $OTHER
    says "something else is there"
    expect 3 dmpcert install --rollback --haproxy "$shared/his/lb.pem" --owner $OTHER --run x
    [ "$(cd "$shared/his/.dmp-versions" && find . -printf '%m %u %T@ %p\n' | sort)" = "$before" ]
    rm -r "$shared/his/.dmp-versions"
  done
  # that of another program, with a lock
  mkdir "$shared/his/.dmp-versions" && echo "held by backup" > "$shared/his/.dmp-versions/.lock"
  to 4 --haproxy "$shared/his/lb.pem" --owner $OTHER
  [ "$(cat "$shared/his/.dmp-versions/.lock")" = "held by backup" ]
  rm -r "$shared/his/.dmp-versions"
  # our own, also after a kill
  to 0 --haproxy "$shared/his/lb.pem" --owner $OTHER
  mkdir "$shared/his/.dmp-versions/lb.pem/.new-000002-20260101T000000Z-abcdef"
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 0 --haproxy "$shared/his/lb.pem" --owner $OTHER
  [ -z "$(find "$shared/his/.dmp-versions/lb.pem" -name '.new-*')" ]
}

@test "an order of another user's that may be the certificate's is told by install, and stops a rollback" {
  delivered
  to 0 --haproxy lb.pem
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 0 --haproxy lb.pem
  before=$(sha256sum lb.pem)
  cp -p dmp-workspace/970300026/AUTH_CLI/key.pem key.pem
  chown -R $OTHER dmp-workspace/970300026/AUTH_CLI
  expect 3 dmpcert install --rollback --haproxy lb.pem
  says "was revoked cannot be known"
  [ "$(sha256sum lb.pem)" = "$before" ]
  to 0 --haproxy other.pem --key-file key.pem
  shows "INSTALL-ORDER-UNREAD"
}

# hide and bring_back: his target and its store, as they are now.
hide() { other "cd $shared/his && mv .dmp-versions kept && { [ ! -e lb.pem ] || mv lb.pem kept.pem; }"; }
bring_back() { other "cd $shared/his && mv .dmp-versions last && mv kept .dmp-versions && rm lb.pem && { [ ! -e kept.pem ] || mv kept.pem lb.pem; }"; }

@test "a store of before that shows the run that root's target shows has nothing taken back there" {
  two_places
  both 0
  both 0
  before=$(sha256sum srv/lb.pem)
  hide
  # his certificate alone
  deliver cayenne 970300026 SIGN sign.pem
  expect 0 dmpcert install sign.pem --plan plan.json --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  bring_back
  expect 3 dmpcert install --rollback --plan plan.json
  says "$shared/his/lb.pem: somebody else may change this target"
  [ "$(sha256sum srv/lb.pem)" = "$before" ]
}

@test "an old interrupted rollback that its target's owner brings back is not the one that is asked for" {
  two_places
  printf '#!/bin/sh\nkill -9 $PPID\n' > killer && chmod 0755 killer
  both 0
  both 0
  expect 137 dmpcert install --rollback --haproxy "$shared/his/lb.pem" --owner $OTHER --workspace none --reload "$PWD/killer"
  hide
  both 0
  before=$(sha256sum srv/lb.pem)
  bring_back
  expect 3 dmpcert install --rollback --plan plan.json --reload true
  says "$shared/his/lb.pem: somebody else may change this target"
  [ "$(sha256sum srv/lb.pem)" = "$before" ]
}

# plain_folder: what he made by hand where a PEM directory is to be installed for him; a newer certificate is delivered.
plain_folder() {
  delivered
  mkdir "$shared/his" && chown $OTHER "$shared/his"
  other "mkdir $shared/his/AUTH_CLI"
  other "cat > $shared/his/AUTH_CLI/certificate.pem" < first.pem
  other "umask 077; cat > $shared/his/AUTH_CLI/key.pem" < dmp-workspace/970300026/AUTH_CLI/key.pem
  deliver cayenne 970300026 AUTH_CLI first.pem
  was=$shared/his/.dmp-versions/AUTH_CLI/000000-before
}
into_folder() { to "$1" --pem-dir "$shared/his/{usage}" --owner $OTHER "${@:2}"; }

@test "a directory of root's that is moved into the named owner's former one is not removed with it" {
  plain_folder
  into_folder 0
  other "mkdir $shared/his/app" && mkdir -m 0700 "$shared/his/app/data" && echo precious > "$shared/his/app/data/file"
  other "mv $shared/his/app $was"
  for _ in 1 2; do
    deliver cayenne 970300026 AUTH_CLI first.pem
    into_folder 0 --keep 1
  done
  [ ! -e "$was/key.pem" ]
  [ "$(cat "$was/app/data/file")" = precious ]
}

@test "a file of root's that is moved into the named owner's former directory keeps its mode and group" {
  plain_folder
  into_folder 0
  echo log > "$shared/his/app.log" && chgrp daemon "$shared/his/app.log" && chmod 0664 "$shared/his/app.log"
  before=$(stat -c '%i %a %u %g' "$shared/his/app.log")
  other "mv $shared/his/app.log $was/key.pem"
  deliver cayenne 970300026 AUTH_CLI first.pem
  into_folder 0
  [ "$(stat -c '%i %a %u %g' "$was/key.pem")" = "$before" ]
}

@test "after a failed test over the named owner's own directory one can install there again" {
  plain_folder
  into_folder 4 --test false
  says "so everything was put back"
  into_folder 0
  [ "$(stat -L -c %u "$shared/his/AUTH_CLI/key.pem")" = $OTHER ]
  cmp first.pem "$shared/his/AUTH_CLI/certificate.pem"
}

@test "files of root's that a member of the group moves into a former directory do not come back as what lay there" {
  both_delivered
  local place=$shared/srv/pki/AUTH_CLI
  mkdir -p "$place" "$shared/srv/old" && chgrp $OTHER "$place" "$shared/srv/old" && chmod 2775 "$place" "$shared/srv/old"
  for file in "$place/certificate.pem" "$place/fullchain.pem"; do
    command install -m 0644 -g $OTHER first.pem "$file"
  done
  command install -m 0640 -g $OTHER dmp-workspace/970300026/AUTH_CLI/key.pem "$place/key.pem"
  command install -m 0644 -g $OTHER sign.pem "$shared/srv/old/fullchain.pem"
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 0 --pem-dir "$shared/srv/pki/{usage}" --group $OTHER --mode 0640
  before=$(readlink "$place")
  other "mv -f $shared/srv/old/fullchain.pem $shared/srv/pki/.dmp-versions/AUTH_CLI/000000-before/"
  expect 3 dmpcert install --rollback --pem-dir "$place" --group $OTHER
  says "another user changed the files of the version to go back to, 000000-before"
  [ "$(readlink "$place")" = "$before" ]
}

# group_folder: a plain directory of the group in root's, with the pair of the order; the key has this mode.
group_folder() {
  delivered
  place=$shared/srv/pki/AUTH_CLI
  mkdir -p "$place" "$shared/srv/old" && chgrp $OTHER "$place" "$shared/srv/old" && chmod 2775 "$place" "$shared/srv/old"
  command install -m 0644 -g $OTHER first.pem "$place/certificate.pem"
  command install -m "$1" -g $OTHER dmp-workspace/970300026/AUTH_CLI/key.pem "$place/key.pem"
  deliver cayenne 970300026 AUTH_CLI first.pem
}

@test "a key that a member of the group moves into the group's plain directory opens the new key to nobody" {
  group_folder 0600
  (umask 077 && openssl genrsa -out old.key 2048 2> /dev/null)
  command install -m 0640 -g $OTHER old.key "$shared/srv/old/key.pem"
  other "! cat $place/key.pem && mv -f $shared/srv/old/key.pem $place/key.pem && cat $place/key.pem > /dev/null"
  to 4 --pem-dir "$shared/srv/pki/{usage}" --group $OTHER
  says "key.pem: group 1234 reads this key"
  to 0 --pem-dir "$shared/srv/pki/{usage}" --group $OTHER --mode 0600
  cmp "$place/key.pem" dmp-workspace/970300026/AUTH_CLI/key.pem
  [ "$(stat -Lc %a "$place/key.pem")" = 600 ]
}

@test "a group's former directory is closed to a group that reads no more, and what others moved there stays as it is" {
  group_folder 0640
  to 0 --pem-dir "$shared/srv/pki/{usage}" --group $OTHER --mode 0640
  was=$shared/srv/pki/.dmp-versions/AUTH_CLI/000000-before
  other "cat $was/key.pem > /dev/null"
  echo log > "$shared/srv/old/log" && chgrp daemon "$shared/srv/old/log" && chmod 0666 "$shared/srv/old/log"
  before=$(stat -c '%i %a %u %g' "$shared/srv/old/log")
  other "ln $was/key.pem $shared/srv/old/kept || true; mv -f $shared/srv/old/log $was/certificate.pem"
  to 0 --pem-dir "$shared/srv/pki/{usage}" --group $OTHER --mode 0600
  [ "$(stat -c '%i %a %u %g' "$was/certificate.pem")" = "$before" ]
  expect 1 as_other cat "$was/key.pem"
  expect 2 as_other ls "$was"
}

# by_plan: the last two deliveries, at both targets in one run.
by_plan() {
  expect 0 dmpcert install sign.pem first.pem --plan plan.json --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
}
# two_runs: both of them at both targets, and what root's target shows then.
two_runs() {
  two_places
  by_plan
  deliver cayenne 970300026 AUTH_CLI first.pem
  deliver cayenne 970300026 SIGN sign.pem
  by_plan
  before=$(sha256sum srv/lb.pem)
}

@test "behind a link of his own a named owner's target hides no later run" {
  two_runs
  deliver cayenne 970300026 SIGN sign.pem
  expect 0 dmpcert install sign.pem --haproxy "$shared/his/lb.pem" --owner $OTHER --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  other "mv $shared/his $shared/away && ln -s $PWD/srv $shared/his"
  expect 3 dmpcert install --rollback --plan plan.json
  says "$shared/his/lb.pem: somebody else may change this target"
  [ "$(sha256sum srv/lb.pem)" = "$before" ]
}

@test "a later run that installed the same certificates once more is the last one, whatever is brought back" {
  two_runs
  other "cd $shared/his && mv .dmp-versions kept && mv lb.pem kept.pem"
  by_plan
  other "cd $shared/his && mv .dmp-versions last && mv kept .dmp-versions && rm lb.pem && mv kept.pem lb.pem"
  expect 3 dmpcert install --rollback --plan plan.json
  says "$shared/his/lb.pem: somebody else may change this target"
  [ "$(sha256sum srv/lb.pem)" = "$before" ]
}

@test "neither rights nor a run are believed where others can exchange a directory above the target" {
  # in the group's directory root makes the number's one, which a member takes away and brings back
  delivered
  mkdir "$shared/g" && chgrp $OTHER "$shared/g" && chmod 2775 "$shared/g"
  to 0 --pem-dir "$shared/g" --group $OTHER --mode 0640
  other "mv $shared/g/970300026 $shared/g/before"
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 0 --pem-dir "$shared/g" --group $OTHER --mode 0600
  other "cd $shared/g && mv 970300026 last && mv before 970300026"
  deliver cayenne 970300026 AUTH_CLI first.pem
  to 4 --pem-dir "$shared/g" --group $OTHER
  says "group 1234 reads this key, but another user could have put the file there"
}

# while_flipped ONE TWO COMMAND...: runs it while a member of the group exchanges two names of root's, over and over.
while_flipped() {
  cat > "$shared/flip.py" << 'PYTHON'
import ctypes, random, sys, time
exchange, a, b = 2, sys.argv[1].encode(), sys.argv[2].encode()
libc, chance = ctypes.CDLL(None), random.Random()
print("ready", flush=True)
while True:
    libc.renameat2(-100, a, -100, b, exchange)
    time.sleep(chance.random() * 0.004)
PYTHON
  chmod 0644 "$shared/flip.py"
  setpriv --reuid=$OTHER --regid=$OTHER --clear-groups /usr/bin/python3 "$shared/flip.py" "$1" "$2" > ready 3>&- &
  STARTED=($!)
  until grep -q ready ready; do sleep 0.02; done
  run "${@:3}"
  kill "${STARTED[0]}" && wait "${STARTED[0]}" || true
  STARTED=()
}

# Two targets in a directory in which another group may write, and what is delivered for their renewal.
two_renewed() {
  both_delivered
  mkdir "$shared/g" && chgrp $OTHER "$shared/g" && chmod 2775 "$shared/g"
  echo '{"version":1,"targets":[{"kind":"haproxy","path":"'"$shared"'/g/x/lb.pem","usage":"AUTH_CLI","group":"1234","mode":"0600"},
    {"kind":"haproxy","path":"'"$shared"'/g/y/lb.pem","usage":"SIGN","group":"1234","mode":"0600"}]}' > plan.json
  by_plan
  dmpcert csr dossier.json --site cayenne --usage auth-cli --plain-key --renew > /dev/null
  deliver_renewal first.pem
  deliver cayenne 970300026 SIGN sign.pem
}

@test "who exchanges directories of root's while root goes back gets no revoked certificate back" {
  two_renewed
  by_plan
  dmpcert csr --mark revoked --order dmp-workspace/970300026/AUTH_CLI > /dev/null
  revoked=$(sha256sum < "$(ls -d "$shared"/g/x/.dmp-versions/lb.pem/000001-*/lb.pem)")
  expect 3 dmpcert install --rollback --haproxy "$shared/g/x/lb.pem" --group $OTHER
  says "contains the certificate of a revoked order"
  cp -a "$shared/g" kept && cp -a dmp-workspace workspace
  for _ in {1..25}; do
    rm -rf "$shared/g" dmp-workspace && cp -a kept "$shared/g" && cp -a workspace dmp-workspace
    while_flipped "$shared/g/x" "$shared/g/y" dmpcert install --rollback --haproxy "$shared/g/x/lb.pem" --group $OTHER
    for name in x y; do
      [ "$(sha256sum < "$shared/g/$name/lb.pem")" != "$revoked" ]
    done
  done
}

@test "the version before is that of the directory in which root installed, whoever exchanges it meanwhile" {
  delivered
  mkdir "$shared/g" && chgrp $OTHER "$shared/g" && chmod 2775 "$shared/g"
  for target in x y y y; do
    to 0 --haproxy "$shared/g/$target/lb.pem" --group $OTHER --mode 0600
    deliver cayenne 970300026 AUTH_CLI first.pem
  done
  for _ in {1..25}; do
    while_flipped "$shared/g/x" "$shared/g/y" dmpcert install first.pem --haproxy "$shared/g/x/lb.pem" --group $OTHER --mode 0600 \
      --keep 100 --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
    deliver cayenne 970300026 AUTH_CLI first.pem
  done
  # x has fewer versions than y: the one before a version is the one with the number before
  /usr/bin/python3 - "$shared"/g/*/.dmp-versions/lb.pem/0*.json << 'PYTHON'
import json, os, sys
for path in sys.argv[1:]:
    before = json.load(open(path)).get("before") or "000000"
    assert int(before[:6]) + 1 == int(os.path.basename(path)[:6]), (path, before)
    assert before == "000000" or os.path.isdir(os.path.join(os.path.dirname(path), before)), (path, before)
PYTHON
}

@test "what lay at a target is kept as it was judged, or stays, whoever exchanges it for another file of root's" {
  both_delivered
  deliver cayenne 970300026 AUTH_CLI second.pem
  mkdir -m 0755 "$shared/g" "$shared/kept" && chgrp $OTHER "$shared/g" && chmod 2775 "$shared/g"
  (umask 077; cat dmp-workspace/970300026/AUTH_CLI/key.pem first.pem > "$shared/kept/lb.pem"
    cat dmp-workspace/970300026/SIGN/key.pem sign.pem > "$shared/kept/other.pem")
  local kept=$shared/g/.dmp-versions/lb.pem/000000-before file
  for _ in {1..25}; do
    rm -rf "$shared/g/.dmp-versions" && cp -p "$shared"/kept/*.pem "$shared/g"
    while_flipped "$shared/g/lb.pem" "$shared/g/other.pem" dmpcert install second.pem --haproxy "$shared/g/lb.pem" --group $OTHER --mode 0600 \
      --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
    if [ -e "$kept" ]; then
      [ "$(/usr/bin/python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["files"]["lb.pem"])' "$kept.json")" = "$(sha256sum < "$kept/lb.pem" | cut -d' ' -f1)" ]
    fi
    # neither of the two is lost
    for file in "$shared"/kept/*.pem; do
      find "$shared/g" -type f -exec cmp -s "$file" {} \; -print | grep -q . || { echo "$file is lost: $output"; return 1; }
    done
  done
}

@test "a run that was cut short shows nothing revoked, whoever exchanges root's directories while it is completed" {
  two_renewed
  printf '#!/bin/sh\nkill -9 $PPID\n' > killer && chmod 0755 killer
  expect 137 dmpcert install sign.pem first.pem --plan plan.json --reload "$PWD/killer" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  # killed before the target of the one that was revoked turned
  ln -f "$shared/g/x/.dmp-versions/lb.pem"/000001-*/lb.pem "$shared/g/x/lb.pem"
  dmpcert csr --mark revoked --order dmp-workspace/970300026/AUTH_CLI/renewal > /dev/null
  revoked=$(sha256sum < "$(ls -d "$shared"/g/x/.dmp-versions/lb.pem/000002-*/lb.pem)")
  cp -a "$shared/g" kept && touch "$shared/g/x/is_x" && mkdir document && cp -p dmp-workspace/pending-*.json document
  for _ in {1..25}; do
    [ -e "$shared/g/x/is_x" ] || { mv "$shared/g/x" "$shared/g/z"; mv "$shared/g/y" "$shared/g/x"; mv "$shared/g/z" "$shared/g/y"; }
    # the same directories, since a run is of the directories in which it was begun
    find "$shared/g" -name '*.undone' -delete
    cp -a --remove-destination kept/. "$shared/g" && cp -p document/* dmp-workspace
    while_flipped "$shared/g/x" "$shared/g/y" dmpcert install --rollback --haproxy "$shared/g/y/lb.pem" --group $OTHER --reload true
    for name in x y; do
      [ "$(sha256sum < "$shared/g/$name/lb.pem")" != "$revoked" ]
    done
  done
}

@test "a target's directory that its owner renames in a sticky one hides no later run" {
  two_runs
  deliver cayenne 970300026 SIGN sign.pem
  expect 0 dmpcert install sign.pem --haproxy "$shared/his/lb.pem" --owner $OTHER --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  other "mv $shared/his $shared/away"
  expect 3 dmpcert install --rollback --plan plan.json
  [ "$(sha256sum srv/lb.pem)" = "$before" ]
}

@test "a certificate in another user's file does not choose among the keys of --key-file" {
  both_delivered
  mkdir "$shared/home" && chown $OTHER "$shared/home"
  (umask 077 && cat dmp-workspace/970300026/{AUTH_CLI,SIGN}/key.pem > keys.pem)
  other "cat > $shared/cert.pem" < sign.pem
  for workspace in dmp-workspace none; do
    expect 4 dmpcert install "$shared/cert.pem" --key-file keys.pem --pem-dir "$shared/home/pki" --owner $OTHER --plain-key \
      --workspace $workspace --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
    says "the key keys.pem was chosen by a file that another user may have exchanged: $shared/cert.pem"
  done
  [ ! -e "$shared/home/pki" ]
}

@test "a file of another user's is his behind < as well" {
  both_delivered
  mkdir "$shared/home" && chown $OTHER "$shared/home"
  other "cat > $shared/cert.pem" < sign.pem
  other "cat > $shared/his.json" < dossier.json
  other "echo 'install.reload=\"touch $shared/ran\"' > $shared/his.toml"
  local trust=(--dossier dossier.json --trust "$AUTHORITY/trust" --trust-any)
  expect 4 dmpcert install - --pem-dir "$shared/home/pki" --owner $OTHER "${trust[@]}" < "$shared/cert.pem"
  [ ! -e "$shared/home/pki" ]
  expect 4 dmpcert --config /dev/stdin install first.pem --pem-dir pki "${trust[@]}" < "$shared/his.toml"
  [ ! -e "$shared/ran" ] && [ ! -e pki ]
  echo '{"version":1,"targets":[{"kind":"pem","path":"pki"}],"reload":["touch","'"$shared"'/ran"]}' > plan.json
  other "cat > $shared/plan.json" < plan.json
  expect 4 dmpcert install first.pem --plan - "${trust[@]}" < "$shared/plan.json"
  expect 4 dmpcert install --list --plan - < "$shared/plan.json"
  [ ! -e "$shared/ran" ] && [ ! -e pki ]
  other "umask 077; cat > $shared/his.key" < dmp-workspace/970300026/AUTH_CLI/key.pem
  expect 4 dmpcert install first.pem --key-file - --workspace none --pem-dir pki "${trust[@]}" < "$shared/his.key"
  [ ! -e pki ]
  expect 4 dmpcert csr - --site ehpad --usage sign --plain-key < "$shared/his.json"
  other "mkfifo $shared/pipe && (cat $shared/plan.json > $shared/pipe 2> /dev/null & )"
  expect 4 dmpcert install first.pem --plan - "${trust[@]}" < "$shared/pipe"
  [ ! -e "$shared/ran" ] && [ ! -e pki ]
  [ ! -e dmp-workspace/970302287 ]
  # what root passes on, and a file of one's own
  expect 0 dmpcert csr - --site ehpad --usage sign --plain-key < <(cat "$shared/his.json")
  expect 0 dmpcert install - --pem-dir pki "${trust[@]}" < first.pem
  # by his link root may read another certificate than it was to be
  cp first.pem open.pem && other "ln -s $PWD/open.pem $shared/link.pem"
  for name in - /dev/stdin; do
    expect 4 dmpcert install $name --pem-dir "$shared/home/pki" --owner $OTHER "${trust[@]}" < "$shared/link.pem"
    says "was chosen by a file that another user may have exchanged: $name"
  done
  (umask 077 && cat first.pem dmp-workspace/970300026/AUTH_CLI/key.pem > both.pem)
  other "ln -s $PWD/both.pem $shared/both.pem"
  expect 4 dmpcert install - --workspace none --pem-dir "$shared/home/pki" --owner $OTHER --plain-key "${trust[@]}" < "$shared/both.pem"
  [ ! -e "$shared/home/pki" ]
  # a pipe leads nowhere
  cat first.pem | "$DMPCERT" install - --pem-dir "$shared/home/pki" --owner $OTHER "${trust[@]}" > /dev/null
  [ -e "$shared/home/pki" ]
}

@test "an order that another user lays beside a copy takes the alarm from no other place" {
  delivered
  deliver cayenne 970300026 AUTH_CLI first.pem --days-from-start 5
  to 0 --pem-dir srv/pki
  mkdir srv/app && cp srv/$P/{certificate,fullchain}.pem srv/app
  for state in superseded revoked; do
    sed "s/\"state\": \"installed\"/\"state\": \"$state\"/" dmp-workspace/970300026/AUTH_CLI/order.json > srv/app/order.json
    grep -q "\"$state\"" srv/app/order.json
    chown -R $OTHER srv/app
    expect 1 dmpcert expiry "$PWD/srv"
    shows "$PWD/srv/$P"
    expect 1 dmpcert expiry "$PWD/srv" --workspace dmp-workspace
  done
}

@test "a file of root's that another user moved to the name of a target is no version to go back to" {
  delivered
  mkdir "$shared/his" && chown $OTHER "$shared/his"
  (umask 022 && cat first.pem dmp-workspace/970300026/AUTH_CLI/key.pem > "$shared/his/copy.pem")
  other "mv $shared/his/copy.pem $shared/lb.pem"
  to 4 --haproxy "$shared/lb.pem"
  says "$shared"
  [ "$(ls -A "$shared" | sort | tr '\n' ' ')" = "bin his lb.pem " ]
}

@test "a table that is made of another user's dossier is not written as a file of root's" {
  other "cp $theirs/dossier.json $shared/his.json"
  expect 4 dmpcert dossier export "$shared/his.json" -o table.csv
  says "$shared/his.json belongs to user 1234"
  [ ! -e table.csv ]
  expect 0 dmpcert dossier export "$shared/his.json"
}
