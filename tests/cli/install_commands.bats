load helper

# What --test and --reload run: it gets no secret, leaves none behind, and cannot keep us waiting.

setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  export PASS='Quatre mots/bien "secrets"'
  (umask 077 && printf '%s\n' "$PASS" > passphrase.txt)
  STARTED=()
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  deliver cayenne 970300026 AUTH_CLI auth.pem
}
teardown() { [ -z "${STARTED[*]}" ] || kill "${STARTED[@]}" 2> /dev/null || true; }

# program NAME: the lines of standard input as a shell script.
program() {
  { echo '#!/bin/sh' && cat; } > "$1"
  chmod +x "$1"
}

# nowhere TEXT…: in no output, nor in the journal.
nowhere() {
  local text
  for text in "$@"; do
    if grep -qF -- "$text" <<< "$output$stderr" || grep -qF -- "$text" dmp-workspace/journal.jsonl; then
      echo "there it is: $text"
      return 1
    fi
  done
}

@test "a program gets no secret: no variable, no descriptor; signals, umask and limit of core files are those of our start" {
  program look <<'SH'
env > env.seen
ls -l /proc/self/fd > fd.seen
cat /proc/self/status > status.seen
umask > umask.seen
ulimit -c > core.seen
cat <&7
SH
  export OTHER=kept
  umask 0027
  ulimit -S -c "$(ulimit -H -c)"
  install 4 auth.pem --pem-dir pki --java store.p12 --pkcs12-passphrase-env PASS --passphrase-fd 7 --reload ./look \
    7< passphrase.txt
  says "7"
  grep -q '^OTHER=kept$' env.seen
  run ! grep -q '^PASS=\|secrets' env.seen
  # the listing itself has its own, of the folder that it reads
  [ "$(awk '/ -> /{print $(NF - 2)}' fd.seen | sort -n | tr '\n' ' ')" = "0 1 2 3 " ]
  grep -q '/proc/.*/fd$' fd.seen
  run ! grep -q 'passphrase\|\.lock\|dmp-workspace' fd.seen
  [ "$(awk '/^SigIgn/{print $2}' status.seen)" = 0000000000000000 ]
  [ "$(awk '/^SigBlk/{print $2}' status.seen)" = 0000000000000000 ]
  [ "$(cat umask.seen)" = 0027 ]
  [ "$(cat core.seen)" = "$(ulimit -H -c)" ]
}

@test "every option that names a variable hides it, on the way back too" {
  program look <<'SH'
env > env.seen
SH
  export KEYS=one STORES=two PIN=three
  install 0 auth.pem --pem-dir pki
  dmpcert csr --renew dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  deliver_renewal second.pem
  install 0 second.pem --pem-dir pki --passphrase-env PASS --reload ./look
  run ! grep -q '^PASS=' env.seen
  grep -q '^KEYS=one$' env.seen
  expect 0 dmpcert install --rollback --pem-dir pki --passphrase-env KEYS --pkcs12-passphrase-env STORES --reload ./look
  run ! grep -q '^KEYS=\|^STORES=' env.seen
  grep -q '^PIN=three$' env.seen
}

@test "what a program says has no secret in it, whatever its spelling; its arguments are not told" {
  program leak <<'SH'
/usr/bin/python3 - <<'PY'
import base64, json, urllib.parse as u
text = open("passphrase.txt").read().rstrip("\n")
raw = text.encode()
print("plain:", text)
for before in ("", "a", "ab", "user:"):
    print("base64:", base64.b64encode((before + text + "!").encode()).decode())
print("url64:", base64.urlsafe_b64encode(raw).decode())
print("hex:", raw.hex(), raw.hex().upper())
print("url:", u.quote(text), u.quote(text, safe=""), u.quote_plus(text))
print("json:", json.dumps(text))
print(open("dmp-workspace/970300026/AUTH_CLI/key.pem").read())
PY
exit 3
SH
  install 4 auth.pem --java store.p12 --pkcs12-passphrase-file passphrase.txt --reload "./leak --token Verborgen12"
  says "***"
  says "./leak"
  grep -q '"act": *"reload"' dmp-workspace/journal.jsonl
  nowhere 'mots/bien' 'mots' "$(sed -n 3p dmp-workspace/970300026/AUTH_CLI/key.pem)" Verborgen12 --token \
    "$(printf %s "$PASS" | xxd -p | head -c 40)" "$(printf %s "$PASS" | base64 | head -c 20)" 'Quatre%20' 'Quatre+'
  run ! grep -q 'plain\|base64\|\*\*\*' dmp-workspace/journal.jsonl
  grep -q "arguments sha256:$(printf -- '--token\0Verborgen12\0' | sha256sum | cut -d' ' -f1)" dmp-workspace/journal.jsonl
  install 4 auth.pem --java store.p12 --pkcs12-passphrase-file passphrase.txt --test "./leak Verborgen12" --format json
  nowhere 'mots/bien' Verborgen12
  install 0 auth.pem --pem-dir pki --reload "echo Verborgen12" --format json
  [ "$(json 'd["commands"][0]["command"], len(d["commands"][0]["arguments_sha256"])')" = "(['echo'], 64)" ]
  dmpcert check --schema report > schema.json
  /usr/bin/python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.loads(sys.argv[1]), json.load(open("schema.json")))' "$output"
}

@test "of a program that says much its last lines are told; a secret across the cut is none" {
  program talk <<'SH'
seq 200000
echo "the reason"
exit 1
SH
  install 4 auth.pem --pem-dir pki --reload ./talk
  says "the reason"
  says "200000"
  [ "$(wc -l <<< "$stderr")" -lt 20 ]
  run ! grep -q 'the reason' dmp-workspace/journal.jsonl
  grep -Eq '"act": *"reload".*\./talk: 1; output: [0-9]+ sha256:[0-9a-f]{64}"' dmp-workspace/journal.jsonl
  # one line without an end, in which the secret stands everywhere
  program talk <<'SH'
/usr/bin/python3 -c 'import sys; text = open("passphrase.txt").read().rstrip("\n"); sys.stdout.write(text * 20000)'
exit 1
SH
  for shift in 0 1 2 3 5 7 11; do
    sed -i "s/\* 20000).*/* 20000 + \"x\" * $shift)'/" talk
    install 4 auth.pem --java store.p12 --pkcs12-passphrase-file passphrase.txt --reload ./talk
    nowhere mots secrets bien
  done
}

@test "a grandchild that keeps the output open, or fills it, does not keep us" {
  program service <<'SH'
sh -c 'echo $$ > quiet.pid; exec sleep 300' &
sh -c 'echo $$ > loud.pid; exec yes' &
while [ ! -s quiet.pid ] || [ ! -s loud.pid ]; do :; done
echo started
SH
  SECONDS=0
  install 0 auth.pem --pem-dir pki --reload ./service
  STARTED+=("$(cat quiet.pid)")
  kill -0 "$(cat quiet.pid)"
  [ "$SECONDS" -lt 200 ]
}

@test "a program that left its group, or became another user's, does not keep us beyond the limit" {
  install 0 auth.pem --pem-dir pki
  dmpcert csr --renew dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  deliver_renewal second.pem
  program away <<'SH'
exec /usr/bin/python3 -c 'import os, time; os.setpgid(0, os.getpgid(os.getppid())); time.sleep(60)'
SH
  SECONDS=0
  install 4 second.pem --pem-dir pki --test ./away --command-timeout 2
  [ "$SECONDS" -lt 40 ]
  says "it took too long"
  cmp <(openssl x509 -in pki/970300026/AUTH_CLI/certificate.pem) <(openssl x509 -in auth.pem)
  [ "$(id -u)" = 0 ] || skip "only root makes a program that becomes root"
  cp /usr/bin/setpriv up && chmod 4755 up
  chmod 711 "$BATS_RUN_TMPDIR" "$BATS_TEST_TMPDIR"
  setpriv --reuid 1234 --regid 1234 --clear-groups ./up --reuid 0 true ||
    skip "a program does not become root here"
  chown -R 1234:1234 . && chown 0:0 up && chmod 4755 up
  SECONDS=0
  LANG=C expect 4 setpriv --reuid 1234 --regid 1234 --clear-groups "$DMPCERT" install second.pem --dossier dossier.json \
    --trust "$AUTHORITY/trust" --trust-any --pem-dir pki --test "./up --reuid 0 sleep 60" --command-timeout 2
  [ "$SECONDS" -lt 40 ]
  says "could not be stopped, and is still running"
  cmp <(openssl x509 -in pki/970300026/AUTH_CLI/certificate.pem) <(openssl x509 -in auth.pem)
}

@test "SIGTERM during a reload ends it, all is as before, the same command goes on" {
  install 0 auth.pem --pem-dir pki
  dmpcert csr --renew dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  deliver_renewal second.pem
  program slow <<'SH'
[ ! -e slow ] && exit 0
echo x >> begun
[ "$(wc -l < begun)" = 1 ] && exec sleep 300
exit 0
SH
  mv slow slow.sh && touch slow
  SECONDS=0
  "$DMPCERT" install second.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki --reload ./slow.sh \
    --command-timeout 250 > out 2> err 3>&- &
  local pid=$! code=0
  for _ in $(seq 300); do [ -s begun ] && break; sleep 0.1; done
  kill -TERM "$pid"
  wait "$pid" || code=$?
  [ "$code" = 130 ]
  [ "$SECONDS" -lt 200 ]
  # the service was told again of the old pair
  [ "$(wc -l < begun)" = 2 ]
  cmp <(openssl x509 -in pki/970300026/AUTH_CLI/certificate.pem) <(openssl x509 -in auth.pem)
  install 0 second.pem --pem-dir pki --reload ./slow.sh
  cmp <(openssl x509 -in pki/970300026/AUTH_CLI/certificate.pem) <(openssl x509 -in second.pem)
}

@test "a service that an interrupted run did not reload is not forgotten: every run says so until it is" {
  install 0 auth.pem --pem-dir pki
  dmpcert csr --renew dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  deliver_renewal second.pem
  program die <<'SH'
kill -9 $PPID
SH
  install 137 second.pem --pem-dir pki --reload ./die
  for _ in 1 2; do
    install 0 second.pem --pem-dir pki
    shows "The service was not reloaded"
  done
  install 0 second.pem --pem-dir pki --format json
  [ "$(json 'd["summary"]["untold"]')" = True ]
  expect 0 dmpcert --lang fr install --rollback --pem-dir pki
  shows "n'a pas été rechargé"
  install 0 second.pem --pem-dir pki --reload "touch told"
  [ -e told ]
  never grep "not told" <<< "$output"
  install 0 second.pem --pem-dir pki
  never grep "not told" <<< "$output"
}

@test "what only a shell understands is refused, with the way out, and nothing is written" {
  for line in 'true && touch told' 'true&&touch told' 'true || touch told' 'echo a | tee told' 'echo a > told' \
    'true; touch told' 'touch `echo told`' 'touch $(echo told)' 'touch "$(echo told)"' 'touch told &' 'touch $HOME' \
    'cat < told' $'true\ntouch told' 'touch ${X}' 'touch a 2>&1' '~/told' 'touch ~' 'rm *.pem' 'rm tol?' 'touch tol[d]' \
    'touch {told,b}' 'touch {1..3}' '(touch told)' 'touch told # now' 'FOO=1 touch told' "FOO='1 2' touch told"; do
    for option in --test --reload; do
      install 2 auth.pem --pem-dir pki $option "$line"
      says "$option: "
      says "script"
      [ ! -e pki ] && [ ! -e told ]
    done
  done
  expect 2 dmpcert --lang fr install auth.pem --pem-dir pki --reload 'true && touch told'
  says "sans shell"
  for line in "'half" "   " '""'; do
    install 2 auth.pem --pem-dir pki --reload "$line"
    says "--reload: is not a command"
  done
  # the command itself is not repeated: it may hold a secret
  run ! grep -q half <<< "$stderr"
  # a plan has words that are apart already
  printf '{"version": 1, "targets": [{"kind": "pem", "path": "pki"}], "reload": ["true", "&&", "touch", "told"]}' > plan.json
  install 3 auth.pem --plan plan.json
  says "plan.json: reload: &&"
  for words in '"true", ";", "touch", "told"' '"true", "&"' '"true", "2>", "told"' '"true", "2>&1"' '"true", ">told"' '"true", "<", "a"' \
    '"true", "|&", "tee"' '"true", "&>>", "told"' '"FOO=hunter2", "true"' '""' '"", "true"'; do
    for what in test reload; do
      printf '{"version": 1, "targets": [{"kind": "pem", "path": "pki"}], "%s": [%s]}' $what "$words" > plan.json
      install 3 auth.pem --plan plan.json
      says "plan.json: $what: "
      never grep hunter2 <<< "$stderr"
      [ ! -e pki ] && [ ! -e told ]
    done
  done
  # quoted, a sign is a plain one
  install 0 auth.pem --pem-dir pki --test "touch 'a;b' a\\&b \"c|d\" '~' \\* a=1 a~ a#b { [ 'x{1,2}'" --reload "sh -c 'true && echo \$0 > told'
"
  [ -e 'a;b' ] && [ -e 'a&b' ] && [ -e 'c|d' ] && [ "$(cat told)" = sh ] && [ -e '~' ] && [ -e '*' ] && [ -e 'x{1,2}' ] && [ -e [ ]
  # of a plan, signs inside of a word
  printf '{"version": 1, "targets": [{"kind": "pem", "path": "new"}], "reload": ["touch", "e;f", "a>b", "*"]}' > plan.json
  install 0 auth.pem --plan plan.json
  [ -e 'e;f' ] && [ -e 'a>b' ]
}
