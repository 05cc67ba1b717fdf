load helper

# What is installed where has one account: which version each target shows. Everything else is a view of it.

# two: the SIGN order of one site and its renewal, with a1 for the first, b1 for the renewal.
two() {
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key > /dev/null
  deliver cayenne 970300026 SIGN a1.pem
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key --renew > /dev/null
  deliver cayenne 970300026 SIGN/renewal b1.pem
}
# three: as two, with a2 for the first as well, issued before b1.
three() {
  two
  deliver cayenne 970300026 SIGN a2.pem --days-from-start 700
  deliver cayenne 970300026 SIGN/renewal b1.pem
}
sha() { openssl x509 -in "$1" -outform DER | sha256sum | cut -d' ' -f1; }
# states: of the order and its renewal, with the certificate that each names.
states() {
  dmpcert csr --status --format json | /usr/bin/python3 -c 'import json,sys
for o in sorted(json.load(sys.stdin)["orders"], key=lambda o: o["folder"]): print(o["state"], o.get("certificate_sha256") or "-")'
}
are() { [ "$(states)" = "$(printf '%s\n' "$@")" ] || { states; printf 'expected: %s\n' "$@"; return 1; }; }
pending() { find . -name pending.json; }
P=pki/970300026/SIGN
in_place() { cmp <(openssl x509 -in "$P/certificate.pem") <(openssl x509 -in "$1"); }

@test "two certificates of one order: a rollback to the first leaves the order installed with the first" {
  two
  deliver cayenne 970300026 SIGN a2.pem --days-from-start 700
  install 0 a1.pem --pem-dir pki
  install 0 a2.pem --pem-dir pki
  are "installed $(sha a2.pem)" "ready -"
  expect 0 dmpcert install --rollback --pem-dir pki
  in_place a1.pem
  are "installed $(sha a1.pem)" "ready -"
  # there is one to renew, and its end is that of the one in service
  expect 0 dmpcert csr dossier.json --site cayenne --usage sign --plain-key --renew --format json
  [ "$(json '[o["renews"] for o in d["orders"]]')" = "['$(sha a1.pem)']" ]
}

@test "the orders follow keystores that nobody can read without their passphrase" {
  two
  targets=(--pkcs12 a.p12 --jks a.jks --pkcs12-passphrase-file passphrase.txt)
  install 0 a1.pem "${targets[@]}"
  install 0 b1.pem "${targets[@]}"
  are "superseded $(sha a1.pem)" "installed $(sha b1.pem)"
  expect 0 dmpcert install --rollback "${targets[@]}"
  are "installed $(sha a1.pem)" "superseded $(sha b1.pem)"
  openssl pkcs12 -in a.p12 -passin file:passphrase.txt -nokeys -clcerts | openssl x509 | cmp - <(openssl x509 -in a1.pem)
  # haproxy's file alone
  install 0 a1.pem --haproxy lb.pem
  install 0 b1.pem --haproxy lb.pem
  expect 0 dmpcert install --list "${targets[@]}" --format json
  [ "$(json 'sorted(v["certificates"][0]["sha256"] for v in d["versions"] if v["current"])')" = "['$(sha a1.pem)', '$(sha a1.pem)']" ]
}

@test "of two certificates delivered together to one order's folders the renewal is in service" {
  two
  install 0 a1.pem b1.pem
  are "superseded $(sha a1.pem)" "installed $(sha b1.pem)"
  install 0 b1.pem a1.pem
  shows "nothing was changed"
  install 0 a1.pem
  are "installed $(sha a1.pem)" "superseded $(sha b1.pem)"
}

@test "a target that the run filled first is empty again after the rollback, and says so" {
  two
  install 0 a1.pem --pem-dir pki
  install 0 b1.pem --pem-dir pki --haproxy lb.pem
  expect 0 dmpcert install --rollback --pem-dir pki --haproxy lb.pem --dry-run
  shows "would be removed; nothing was there before"
  [ -e lb.pem ]
  expect 0 dmpcert install --rollback --pem-dir pki --haproxy lb.pem --format json
  [ "$(json 'sorted((v["path"], v["version"] == "", v["current"], v["from"][:6]) for v in d["versions"])')" = \
    "[('lb.pem', True, False, '000001'), ('$P', False, True, '000002')]" ]
  dmpcert check --schema report > schema.json
  /usr/bin/python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.loads(sys.argv[1]), json.load(open("schema.json")))' "$output"
  [ ! -e lb.pem ]
  in_place a1.pem
  are "installed $(sha a1.pem)" "superseded $(sha b1.pem)"
  # once too often does not take the first one away, unless its run is named
  expect 3 dmpcert install --rollback --pem-dir pki
  in_place a1.pem
  expect 0 dmpcert install --list --pem-dir pki --format json
  run_of=$(json '[v["run"] for v in d["versions"] if v["current"]][0]')
  expect 0 dmpcert install --rollback --run "$run_of" --pem-dir pki --lang fr
  shows "il n'y avait rien avant"
  [ ! -e $P ] && [ ! -L $P ]
  are "superseded $(sha a1.pem)" "superseded $(sha b1.pem)"
  expect 3 dmpcert install --rollback --pem-dir pki
  install 0 b1.pem --pem-dir pki --haproxy lb.pem
  are "superseded $(sha a1.pem)" "installed $(sha b1.pem)"
}

@test "two runs in the same second have two names" {
  two
  # Without a clock of its own: some pair of runs in a row falls into one second.
  for i in 1 2 3 4 5 6; do
    install 0 a1.pem --haproxy "lb$i.pem"
  done
  names=$(for i in 1 2 3 4 5 6; do ls -d .dmp-versions/lb$i.pem/0*-*[0-9a-f]; done | sed 's/.*-\(2.*Z-\)/\1/' | sort | uniq -d)
  [ -z "$names" ]
}

@test "the certificate of a revoked order does not come back by a rollback" {
  two
  install 0 a1.pem --pem-dir pki
  install 0 b1.pem --pem-dir pki
  dmpcert csr --mark revoked --order dmp-workspace/970300026/SIGN > /dev/null
  before=$(contents pki dmp-workspace)
  expect 3 dmpcert install --rollback --pem-dir pki
  says "contains the certificate of a revoked order"
  says "dmp-workspace/970300026/SIGN"
  expect 3 dmpcert --lang fr install --rollback --pem-dir pki
  says "révoquée"
  # from another folder, where no workspace is found: the versions name theirs
  home=$PWD
  mkdir elsewhere && cd elsewhere
  expect 3 dmpcert install --rollback --pem-dir "$home/pki"
  says "dmp-workspace/970300026/SIGN"
  cd ..
  [ "$(contents pki dmp-workspace)" = "$before" ]
  in_place b1.pem
  # a workspace that is gone is said, and the rollback goes on
  mv dmp-workspace gone
  expect 0 dmpcert install --rollback --pem-dir pki
  shows "$home/dmp-workspace: this workspace cannot be read"
  in_place a1.pem
}

@test "where the order of the certificate that would come back cannot be read, it does not come back" {
  two
  install 0 a1.pem --pem-dir pki
  install 0 b1.pem --pem-dir pki
  dmpcert csr dossier.json --site cayenne --usage auth-cli --plain-key > /dev/null
  dmpcert csr --mark revoked --order dmp-workspace/970300026/SIGN > /dev/null
  cp -p dmp-workspace/970300026/SIGN/order.json whole.json
  truncate -s 100 dmp-workspace/970300026/SIGN/order.json
  before=$(contents pki dmp-workspace)
  expect 3 dmpcert install --rollback --pem-dir pki
  says "was revoked cannot be known"
  says "dmp-workspace/970300026/SIGN/order.json"
  expect 3 dmpcert --lang fr install --rollback --pem-dir pki
  says "impossible de savoir"
  [ "$(contents pki dmp-workspace)" = "$before" ]
  # another order that cannot be read has nothing to do with it
  sed 's/"revoked"/"superseded"/' whole.json > dmp-workspace/970300026/SIGN/order.json
  truncate -s 100 dmp-workspace/970300026/AUTH_CLI/order.json
  expect 0 dmpcert install --rollback --pem-dir pki
  in_place a1.pem
}

@test "a path with .. behind a link means what it means to the system, in records, too" {
  two
  mkdir -p srv/releases/7 && ln -s releases/7 srv/current
  install 0 a1.pem --haproxy srv/current/../lb.pem
  [ -e srv/releases/lb.pem ]
  install 0 b1.pem --haproxy srv/current/../lb.pem
  are "superseded $(sha a1.pem)" "installed $(sha b1.pem)"
  printf '#!/bin/sh\nkill -9 $PPID\n' > die && chmod +x die
  expect 137 dmpcert install --rollback --haproxy srv/current/../lb.pem --reload ./die
  expect 0 dmpcert install --rollback --haproxy srv/current/../lb.pem --reload true
  are "installed $(sha a1.pem)" "superseded $(sha b1.pem)"
  [ -z "$(pending)" ] && [ ! -e srv/.dmp-versions ]
  # with words, too
  install 0 a1.pem --pem-dir 'srv/current/../{usage}'
  install 0 b1.pem --pem-dir 'srv/current/../{usage}'
  expect 0 dmpcert install --rollback --pem-dir 'srv/current/../{usage}'
  cmp <(openssl x509 -in srv/releases/SIGN/certificate.pem) <(openssl x509 -in a1.pem)
}

@test "--renew and expiry go by what the order names, and not by an older certificate beside it" {
  two
  rm -r dmp-workspace/970300026/SIGN/renewal
  deliver cayenne 970300026 SIGN old.pem --not-before 20241101000000Z --days-from-start 400
  deliver cayenne 970300026 SIGN new.pem --days-from-start 700
  expect 0 dmpcert --as-of 2025-11-01 install old.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any
  [ -e dmp-workspace/970300026/SIGN/certificate.pem ]
  install 0 new.pem --pem-dir pki
  are "installed $(sha new.pem)"
  expect 0 dmpcert expiry dmp-workspace --format json
  # the one in service lies in the target alone
  [ "$(json 'sorted(c["status"] for c in d["certificates"] if c["usage"] == "SIGN")')" = "['superseded', 'valid']" ]
  expect 0 dmpcert csr dossier.json --site cayenne --usage sign --plain-key --renew
}

@test "an installation that nobody told the workspace about shows in the states of its orders" {
  two
  install 0 a1.pem --pem-dir pki
  are "installed $(sha a1.pem)" "ready -"
  mkdir empty
  expect 0 dmpcert install b1.pem --trust "$AUTHORITY/trust" --trust-any --workspace empty --pem-dir pki \
    --key-file dmp-workspace/970300026/SIGN/renewal/key.pem
  are "superseded $(sha a1.pem)" "installed $(sha b1.pem)"
  # a person knows better
  dmpcert csr --mark superseded --order dmp-workspace/970300026/SIGN/renewal > /dev/null
  are "superseded $(sha a1.pem)" "superseded $(sha b1.pem)"
}

@test "a rollback killed in its reload is completed by the same command, which goes no further" {
  three
  install 0 a1.pem --pem-dir pki
  install 0 a2.pem --pem-dir pki
  install 0 b1.pem --pem-dir pki --haproxy lb.pem
  printf '#!/bin/sh\nkill -9 $PPID\n' > die && chmod +x die
  for more in "" named; do
    options=(--pem-dir pki --haproxy lb.pem)
    if [ -n "$more" ]; then
      options+=(--run "$(readlink $P | sed 's/.*\/[0-9]*-//')")
    fi
    expect 137 dmpcert install --rollback "${options[@]}" --reload ./die
    [ -n "$(pending)" ]
    rm -f told
    expect 0 dmpcert install --rollback "${options[@]}" --reload "touch told"
    shows "the interrupted rollback"
    in_place a2.pem
    [ ! -e lb.pem ] && [ -e told ] && [ -z "$(pending)" ]
    are "installed $(sha a2.pem)" "superseded $(sha b1.pem)"
    [ "$(grep -c '"act":"rollback"' dmp-workspace/journal.jsonl)" = "$([ -z "$more" ] && echo 2 || echo 4)" ]
    install 0 b1.pem --pem-dir pki --haproxy lb.pem
  done
  # in French, in JSON, and by another command that comes first
  expect 137 dmpcert install --rollback --pem-dir pki --reload ./die
  expect 0 dmpcert install --rollback --pem-dir pki --format json
  [ "$(json 'd["summary"]["completed"] == d["summary"]["run"], len(d["versions"])')" = "(True, 1)" ]
  [ -n "$(pending)" ] # the service was not told yet
  rm -f told
  install 0 a2.pem --pem-dir pki --reload "touch told"
  [ -e told ] && [ -z "$(pending)" ]
  install 0 b1.pem --pem-dir pki
  expect 137 dmpcert install --rollback --pem-dir pki --reload ./die
  install 0 b1.pem --pem-dir pki --reload true
  shows "Completed: the interrupted rollback"
  in_place b1.pem
}

@test "an installation killed before its last target turned is finished first, also by a rollback" {
  two
  install 0 a1.pem --pem-dir pki
  printf '#!/bin/sh\nkill -9 $PPID\n' > die && chmod +x die
  install 137 b1.pem --pem-dir pki --reload ./die
  in_place b1.pem
  are "superseded $(sha a1.pem)" "installed $(sha b1.pem)"
  never grep "$(sha b1.pem)" dmp-workspace/journal.jsonl
  expect 0 dmpcert install --rollback --pem-dir pki --reload true
  shows "Completed first"
  grep -q "$(sha b1.pem)" dmp-workspace/journal.jsonl
  in_place a1.pem
  are "installed $(sha a1.pem)" "superseded $(sha b1.pem)"
  [ -z "$(pending)" ]
  expect 3 dmpcert install --rollback --pem-dir pki
  in_place a1.pem
}

@test "a first installation that is killed in its reload shows in the states of its orders" {
  two
  printf '#!/bin/sh\nkill -9 $PPID\n' > die && chmod +x die
  install 137 a1.pem --pem-dir pki --reload ./die
  in_place a1.pem
  are "installed $(sha a1.pem)" "ready -"
  expect 0 dmpcert expiry dmp-workspace
  shows "970300026/SIGN/certificate.pem"
  # killed before anything turned: named in the order, and not there
  command -v strace > /dev/null && strace -o /dev/null true 2> /dev/null || skip "strace may not be used here"
  rm -rf pki dmp-workspace && two
  expect 137 strace -f -o /dev/null -e inject=symlink,symlinkat:signal=KILL:when=1 "$DMPCERT" install a1.pem \
    --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  are "ready -" "ready -"
  install 0 a1.pem --pem-dir pki
  are "installed $(sha a1.pem)" "ready -"
}

@test "what a killed run left half-written, a key among it, goes with the next run at that directory" {
  command -v strace > /dev/null && strace -o /dev/null true 2> /dev/null || skip "strace may not be used here"
  two
  install 0 a1.pem --pem-dir pki
  expect 137 strace -f -o /dev/null -P "$PWD/pki/970300026/.dmp-versions/SIGN" -e inject=renameat,renameat2:signal=KILL:when=1 \
    "$DMPCERT" install b1.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  mkdir pki/970300026/.dmp-versions/SIGN/.new-000009-x && cp a1.pem pki/970300026/.dmp-versions/SIGN/.new-000009-x/key.pem
  dmpcert install --rollback --pem-dir pki > /dev/null || true
  [ -z "$(find pki -name '.new-*')" ]
}

@test "a workspace may be reached by a link of ours" {
  two
  ln -s dmp-workspace link
  install 0 a1.pem --pem-dir pki --workspace link
  install 0 a1.pem --haproxy lb.pem --workspace link/
  install 0 b1.pem --haproxy lb.pem --workspace link/
  are "installed $(sha a1.pem)" "installed $(sha b1.pem)"
  expect 0 dmpcert install --rollback --haproxy lb.pem --workspace link
}

@test "a target is none of the files to install from" {
  two
  cp a1.pem before.pem
  install 2 a1.pem --haproxy a1.pem
  says "one of the files to install from"
  ln -s a1.pem link.pem
  install 2 link.pem --haproxy ./a1.pem
  cmp a1.pem before.pem
}

@test "a version that was never shown is nothing to go back to, and does not count for --keep" {
  command -v strace > /dev/null || skip "strace is not installed"
  two
  strace -o /dev/null true 2> /dev/null || skip "strace may not be used here"
  install 0 a1.pem --pem-dir pki --keep 1
  # killed when the versions are written and nothing has turned
  expect 137 strace -f -o /dev/null -e inject=symlink,symlinkat:signal=KILL:when=1 "$DMPCERT" install b1.pem \
    --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki --keep 1
  in_place a1.pem
  install 0 b1.pem --pem-dir pki --keep 1
  in_place b1.pem
  expect 0 dmpcert install --list --pem-dir pki --format json
  [ "$(json '[(v["version"][:6], v["current"]) for v in d["versions"]]')" = "[('000001', False), ('000002', True)]" ]
  expect 0 dmpcert install --rollback --pem-dir pki
  in_place a1.pem
}

@test "a journal that cannot be written: exit 4 says what is there, and the same command writes it and no more" {
  two
  install 0 a1.pem --pem-dir pki
  install 0 b1.pem --pem-dir pki
  mv dmp-workspace/journal.jsonl aside && mkdir dmp-workspace/journal.jsonl
  expect 4 dmpcert install --rollback --pem-dir pki
  says "the targets contain what they should"
  in_place a1.pem
  expect 4 dmpcert --lang fr install --rollback --pem-dir pki
  says "les cibles contiennent"
  in_place a1.pem
  rmdir dmp-workspace/journal.jsonl && mv aside dmp-workspace/journal.jsonl
  expect 0 dmpcert install --rollback --pem-dir pki
  in_place a1.pem
  [ "$(grep -c '"act":"rollback"' dmp-workspace/journal.jsonl)" = 1 ]
  [ -z "$(pending)" ]
}

@test "where putting back fails, too, the message says which target shows what; the next run completes it" {
  command -v strace > /dev/null || skip "strace is not installed"
  strace -o /dev/null true 2> /dev/null || skip "strace may not be used here"
  two
  install 0 a1.pem --pem-dir pki --haproxy lb.pem
  # The second target cannot turn, nor can the first one turn back: every symlink after the first fails.
  for language in en fr; do
    expect 4 strace -f -o /dev/null -e inject=symlink,symlinkat:error=ENOSPC:when=2+ -e inject=link,linkat:error=ENOSPC:when=1+ \
      "$DMPCERT" --lang $language install b1.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki --haproxy lb.pem
    in_place b1.pem
    openssl x509 -in lb.pem | cmp - <(openssl x509 -in a1.pem)
    never grep -i "nothing was written\|rien n'a été écrit" <<< "$stderr"
    says "$P (000002-"
    [ $language = en ] && says "the run failed, and so did putting everything back"
    [ $language = fr ] && says "la remise en état"
    # the same command with the same fault: the first target turns back, and that is said
    expect 4 strace -f -o /dev/null -e inject=symlink,symlinkat:error=ENOSPC:when=2+ -e inject=link,linkat:error=ENOSPC:when=1+ \
      "$DMPCERT" --lang $language install b1.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki --haproxy lb.pem
    in_place a1.pem
    says "$P (000001-"
    never grep -i "nothing was written\|rien n'a été écrit" <<< "$stderr"
    install 0 b1.pem --pem-dir pki --haproxy lb.pem
    openssl x509 -in lb.pem | cmp - <(openssl x509 -in b1.pem)
    [ $language = fr ] || { rm -rf pki lb.pem .dmp-versions; install 0 a1.pem --pem-dir pki --haproxy lb.pem; }
  done
  [ -z "$(pending)" ]
}

@test "a store that cannot be written refuses a rollback with the file and the cause, and nothing changes" {
  mkdir disk && mount -t tmpfs -o size=1m tmpfs disk 2> /dev/null || skip "no file system may be mounted here"
  two
  install 0 a1.pem --pem-dir disk
  install 0 b1.pem --pem-dir disk
  mount -o remount,ro disk
  before=$(contents dmp-workspace)
  status=0
  "$DMPCERT" install --rollback --pem-dir disk > out 2> err || status=$?
  shown=$(openssl x509 -in disk/970300026/SIGN/certificate.pem)
  umount disk
  [ $status = 4 ] && grep -q disk/ err
  [ "$shown" = "$(openssl x509 -in b1.pem)" ]
  [ "$(contents dmp-workspace)" = "$before" ]
}

@test "a rollback one of whose targets has lost its former version changes none of them, and names it" {
  two
  install 0 a1.pem --pem-dir pki --haproxy lb.pem
  install 0 b1.pem --pem-dir pki --haproxy lb.pem
  rm -rf pki/970300026/.dmp-versions/SIGN/000001*
  before=$(contents pki lb.pem dmp-workspace)
  expect 3 dmpcert install --rollback --pem-dir pki --haproxy lb.pem
  says "$P: the version to go back to, 000001-"
  expect 3 dmpcert --lang fr install --rollback --pem-dir pki --haproxy lb.pem --dry-run
  says "n'existe plus"
  [ "$(contents pki lb.pem dmp-workspace)" = "$before" ]
  expect 0 dmpcert install --rollback --haproxy lb.pem
}

@test "a rollback of which nobody could be told goes no further when it is repeated" {
  three
  install 0 a1.pem --pem-dir pki
  install 0 a2.pem --pem-dir pki
  for more in "" "--format json"; do
    install 0 b1.pem --pem-dir pki
    status=0
    "$DMPCERT" install --rollback --pem-dir pki $more > /dev/full 2> /dev/null || status=$?
    [ $status = 4 ]
    in_place a2.pem
    expect 0 dmpcert install --rollback --pem-dir pki
    shows "back from 00000"
    in_place a2.pem
    [ -z "$(pending)" ]
  done
}

@test "an interrupted run found in a copied or moved tree is neither followed nor dropped" {
  three
  mkdir home && mv dossier.json ./*.pem dmp-workspace home && cd home
  install 0 a1.pem --pem-dir pki
  install 0 a2.pem --pem-dir pki
  install 0 b1.pem --pem-dir pki
  printf '#!/bin/sh\nkill -9 $PPID\n' > die && chmod +x die
  expect 137 dmpcert install --rollback --pem-dir pki --reload ./die
  cp -a ../home ../copy
  before=$(contents . ../copy)
  cd ../copy
  expect 4 dmpcert install --rollback --pem-dir pki --dry-run
  says "pending.json: this interrupted run belongs to"
  install 4 b1.pem --pem-dir pki --dry-run
  says "pending.json: this interrupted run belongs to"
  expect 4 dmpcert install --rollback --pem-dir pki
  says "pending.json: this interrupted run belongs to"
  says "/home/"
  expect 4 dmpcert --lang fr install --rollback --pem-dir pki
  says "en est une copie"
  cd ..
  # What the killed run left is cleared, and nothing else is touched.
  diff <(grep -v .dmpcert- <<< "$before") <(cd home && contents . ../copy | grep -v .dmpcert-)
  mv home moved && cd moved
  expect 4 dmpcert install --rollback --pem-dir pki
  says "was moved"
  [ -n "$(pending)" ]
  cd .. && mv moved home && cd home
  expect 0 dmpcert install --rollback --pem-dir pki --reload true
  in_place a2.pem
  [ -z "$(pending)" ]
}

@test "a reload that Ctrl-C ends is told as interrupted" {
  two
  install 0 a1.pem --pem-dir pki
  install 0 b1.pem --pem-dir pki
  printf '#!/bin/sh\n[ -e once ] && exit 0\ntouch once\nkill -INT $PPID\nexec sleep 60\n' > stop && chmod +x stop
  expect 130 dmpcert install --rollback --pem-dir pki --reload ./stop
  says "it was interrupted"
  never grep "same installation" <<< "$stderr"
  in_place b1.pem
}

@test "what somebody changed after a rollback was killed is left alone, named, and not in the journal" {
  two
  install 0 a1.pem --pem-dir pki --haproxy lb.pem
  install 0 b1.pem --pem-dir pki --haproxy lb.pem
  printf '#!/bin/sh\nkill -9 $PPID\n' > die && chmod +x die
  expect 137 dmpcert install --rollback --pem-dir pki --haproxy lb.pem --reload ./die
  rm $P && mkdir $P && cp b1.pem $P/certificate.pem
  expect 0 dmpcert install --rollback --pem-dir pki --haproxy lb.pem --reload true
  shows "$P: left as it is: somebody or a later run changed it since"
  shows "lb.pem: went back from 000002"
  never grep "$P: went back from" <<< "$output"
  in_place b1.pem
  never grep "\"act\":\"rollback\".*$P" dmp-workspace/journal.jsonl
  grep '"act":"rollback"' dmp-workspace/journal.jsonl | grep -q lb.pem
  [ -z "$(pending)" ]
}

@test "a certificate exchanged by hand at the target is what counts, and --list says so" {
  two
  install 0 a1.pem --pem-dir pki --haproxy lb.pem
  openssl x509 -in b1.pem > $P/certificate.pem
  expect 0 dmpcert install --list --pem-dir pki --haproxy lb.pem --format json
  [ "$(json 'sorted((v["path"], v["changed"], v["certificates"][0]["sha256"]) for v in d["versions"])')" = \
    "[('lb.pem', False, '$(sha a1.pem)'), ('$P', True, '$(sha b1.pem)')]" ]
  [ "$(json 'd["summary"]["targets_changed"]')" = 1 ]
  expect 0 dmpcert install --list --pem-dir pki --lang fr
  shows "en service, expire le"
  shows "modifiée ensuite à la main"
  # a1 is still shown by lb.pem; b1 is in service too.
  are "installed $(sha a1.pem)" "installed $(sha b1.pem)"
  # The next installation puts what it should be; what was there comes back with the rollback.
  install 0 a1.pem --pem-dir pki --older
  in_place a1.pem
  are "installed $(sha a1.pem)" "ready -"
  expect 0 dmpcert install --rollback --pem-dir pki
  in_place b1.pem
}

@test "a keystore changed by hand is told as changed; the order stays what it was" {
  two
  install 0 a1.pem --pkcs12 a.p12 --pkcs12-passphrase-file passphrase.txt
  printf x >> a.p12
  expect 0 dmpcert install --list --pkcs12 a.p12
  shows "changed by hand later"
  are "installed $(sha a1.pem)" "ready -"
}

@test "a target whose link somebody replaced or took away shows what is there, or nothing" {
  two
  install 0 a1.pem --pem-dir pki
  cp -rL $P copy && rm $P && mv copy $P
  expect 0 dmpcert install --list --pem-dir pki
  shows "something else, installed by hand"
  are "installed $(sha a1.pem)" "ready -"
  openssl x509 -in b1.pem > $P/certificate.pem
  are "superseded $(sha a1.pem)" "installed $(sha b1.pem)"
  rm -r $P
  expect 0 dmpcert install --list --pem-dir pki
  shows "in use: nothing"
  are "superseded $(sha a1.pem)" "ready -"
  ln -s .dmp-versions/SIGN/000009-nowhere $P  # to nothing that could be judged
  are "installed $(sha a1.pem)" "ready -"
  install 4 a1.pem --pem-dir pki
  says "a symbolic link that was not made by dmpcert"
}

@test "what was interrupted is told by --list" {
  command -v strace > /dev/null || skip "strace is not installed"
  strace -o /dev/null true 2> /dev/null || skip "strace may not be used here"
  two
  install 0 a1.pem --pem-dir pki
  expect 137 strace -f -o /dev/null -e inject=symlink,symlinkat:signal=KILL:when=1 "$DMPCERT" install b1.pem \
    --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki
  [ -n "$(pending)" ] || skip "killed before it was written down"
  expect 0 dmpcert install --list --pem-dir pki
  shows "a run was interrupted here"
  install 0 b1.pem --pem-dir pki
  expect 0 dmpcert install --list --pem-dir pki
  [ "$(grep -c interrupted <<< "$output")" = 0 ]
}
