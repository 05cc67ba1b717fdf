load helper

# What each example of the help exits with; an example that is not in this table fails the test.
declare -gA CODES=(
  [check-1]=0 [check-2]=0 [check-3]=0 [check-4]=0 [check-5]=0 [check-6]=0 [check-7]=0 [check-8]=0 [check-9]=0 [check-10]=0 [check-11]=1
  [form413-1]=0 [form413-2]=0 [form413-3]=0 [form413-4]=0 [form413-5]=0 [form413-6]=0
  [csr-1]=0 [csr-2]=0 [csr-3]=0 [csr-4]=0 [csr-5]=0 [csr-6]=0 [csr-7]=0 [csr-8]=0 [csr-9]=4
  [install-1]=0 [install-2]=0 [install-3]=0 [install-4]=0
  [expiry-1]=0 [expiry-2]=0 [expiry-3]=0 [expiry-4]=1 [expiry-5]=3 [expiry-6]=0 [expiry-7]=4 [expiry-8]=0 [expiry-9]=0 [expiry-10]=0
  [card-1]=4 [card-2]=4 [card-3]=4 [card-4]=4 [card-5]=4
  [completion-1]=0 [completion-2]=0 [completion-3]=0
  [config-1]=0 [config-2]=0 [config-3]=0
  [help-1]=0 [help-2]=0 [help-3]=0
)

# Everything that the examples name: a workspace, a delivered certificate, trust, a folder of certificates, a register.
prepare() {
  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt > /dev/null
  cat dmp-workspace/*/*/request.csr > requests.pem
  deliver cayenne 970300026 AUTH_CLI delivered.pem
  cp -r "$AUTHORITY/trust" trust
  cp "$AUTHORITY/person-standard-root.pem" trust
  authority issue-card "$AUTHORITY" --type CPE --card-number 2600900001 --family-name MARTIN --given-names Zoé \
    --out-prefix card > /dev/null
  openssl cms -sign -binary -nodetach -in dmp-workspace/970300026/SIGN/request.csr -signer card-sign.pem \
    -inkey card-sign.key -certfile "$AUTHORITY/person-standard.pem" -outform DER -out request.p7m
  mkdir -p pki && cp delivered.pem pki
  echo 'lang = "en"' > dmpcert.toml
  mkdir -p .local/share/bash-completion/completions .config/fish/completions .zfunc
  "$REPOSITORY/tests/support/finess-generate.py" --lines 50 > etalab-cs1100502-stock.csv
}

run_examples() {
  local command=$1 count=0 line
  prepare
  while IFS= read -r line; do
    count=$((count + 1))
    local code=${CODES[$command-$count]:?no expectation for example $count of $command: $line}
    # The examples are ours: running them through a shell is what a reader does. No card service here.
    run --separate-stderr env HOME="$PWD" PCSCLITE_CSOCK_NAME=/nonexistent PATH="$(dirname "$DMPCERT"):$PATH" \
      bash -c "$line"
    [ "$status" = "$code" ] || { echo "exit $status, expected $code: $line"; echo "$output$stderr"; return 1; }
  done < <(dmpcert "$command" --help | sed -n 's/^  \(dmpcert .*\)/\1/p' | grep -v '\[OPTIONS\]')
  [ "$count" -ge 3 ]
}

@test "check: help and its examples" { run_examples check; }
@test "form413: help and its examples" { run_examples form413; }
@test "csr: help and its examples" { run_examples csr; }
@test "install: help and its examples" { run_examples install; }
@test "expiry: help and its examples" { run_examples expiry; }
@test "card: help and its examples" { run_examples card; }
@test "completion: help and its examples" { run_examples completion; }
@test "config: help and its examples" { run_examples config; }
@test "help: help and its examples" { run_examples help; }

@test "each command's help has exit codes and options, in both languages" {
  for command in check form413 csr install expiry card config completion help; do
    expect 0 dmpcert "$command" --help
    shows "Exit codes:"
    shows "  70  "
    shows "Examples:"
    expect 0 dmpcert --lang fr "$command" --help
    shows "Codes de retour :"
    shows "Exemples :"
  done
}

@test "the language comes from --lang, then from the locale" {
  LC_ALL=fr_FR.UTF-8 expect 2 dmpcert
  says "aucune commande n'est donnée"
  LC_ALL=fr_FR.UTF-8 expect 2 dmpcert --lang en
  says "no command was given"
  LC_ALL='' LC_MESSAGES='' LANG=fr_FR.UTF-8 expect 2 dmpcert
  says "aucune commande n'est donnée"
  expect 2 dmpcert
  says "no command was given"
}

@test "a mistyped command, option or value is answered with the nearest one" {
  expect 2 dmpcert chekc dossier.json
  says 'Did you mean "check"?'
  expect 2 dmpcert check dossier.json --polcy x
  says 'Did you mean --policy?'
  expect 2 dmpcert check dossier.json --format yaml
  says "is not one of: text, json, sarif, junit, markdown, csv"
  expect 2 dmpcert csr dossier.json --all --passphrase-fd -1
  says "--passphrase-fd: a whole number of at least 0 is expected"
  expect 2 dmpcert csr dossier.json --all --passphrase-fd 3 --passphrase-prompt
  says "cannot be used together"
  expect 2 dmpcert check dossier.json --fail-on never
  expect 2 dmpcert check dossier.json --policy ans-2022
  says "ans-2021-09-30"
  expect 2 dmpcert csr dossier.json
  says "Sites: cayenne, ehpad"
  expect 3 dmpcert csr dossier.json --site cayene
  says 'Did you mean "cayenne"?'
  expect 2 dmpcert csr dossier.json --all --site cayenne
  expect 2 dmpcert csr dossier.json --all --usage encryption
  expect 2 dmpcert csr dossier.json --all --key rsa:1024
  expect 2 dmpcert expiry . --warn soon
  expect 2 dmpcert --as-of 2026-02-30 expiry .
  expect 2 dmpcert --as-of yesterday check dossier.json
  expect 2 dmpcert check
  expect 2 dmpcert install
}

@test "options may come from a file, and its mistakes are told" {
  printf '[check]\nfail-on = "warning"\nformat = "json"\n' > dmpcert.toml
  expect 0 dmpcert --config dmpcert.toml check dossier.json
  [ "$(json 'd["command"]')" = check ]
  printf '[check]\nfale-on = "warning"\n' > dmpcert.toml
  expect 3 dmpcert --config dmpcert.toml check dossier.json
  expect 3 dmpcert --config nowhere.toml check dossier.json
}

@test "help COMMAND is what the command's --help is, in both languages" {
  for lang in en fr; do
    for words in "" csr "card show" "dossier import" "config show" help; do
      # shellcheck disable=SC2086 # words
      expect 0 dmpcert --lang $lang $words --help
      wanted=$output
      # shellcheck disable=SC2086 # words
      expect 0 dmpcert --lang $lang help $words
      [ "$output" = "$wanted" ] || { diff <(echo "$wanted") <(echo "$output"); return 1; }
    done
  done
  expect 2 dmpcert help exprity
  says 'there is no help about "exprity"'
  says 'Did you mean "expiry"?'
  expect 2 dmpcert --lang fr help card schow
  says 'Vouliez-vous dire « show » ?'
  expect 2 dmpcert help manual
}

@test "help exit-codes explains each code that a help lists" {
  expect 0 dmpcert check --help
  codes=$(sed -n '/^Exit codes/,/^$/p' <<< "$output" | tail -n +2)
  expect 0 dmpcert help exit-codes
  count=0
  while read -r code meaning; do
    count=$((count + 1))
    grep -qE "^  $code +$meaning\$" <<< "$output" || { echo "not explained: $code"; return 1; }
  done <<< "$codes"
  [ "$count" = 8 ]
  shows "2 CRITICAL"
  [ "$(awk '{ print length }' <<< "$output" | sort -n | tail -1)" -le 100 ]
}

@test "a full standard output is an error" {
  [ -e /dev/full ] || skip "no /dev/full"
  run bash -c '"$DMPCERT" check --schema dossier > /dev/full'
  [ "$status" = 4 ]
}

@test "the version" {
  expect 0 dmpcert --version
  [[ "$output" =~ ^dmpcert\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
}

@test "the version in detail: libraries as they are loaded, editions, documents" {
  expect 0 dmpcert --version -v
  [[ "${lines[0]}" =~ ^dmpcert\ [0-9.]+$ ]]
  [[ "${lines[1]}" =~ "openssl $(openssl version | cut -d' ' -f2)"(,|$) ]]
  local name
  for name in CLI11 cairo expected fmt libzip nlohmann-json pango pcsc-lite pugixml qpdf utf8proc; do
    [[ "${lines[1]}" =~ [\ ]$name\ [0-9]+\.[0-9.]+(,|$) ]] || { echo "no version of $name: ${lines[1]}"; return 1; }
  done
  [[ "${lines[2]}" =~ ^RSA\ keys\ generated\ by:\ (openssl|gnutls)$ ]]
  [[ "${lines[3]}" == *": ans-2021-09-30, ans-2023" ]]
  # What the schemas themselves say.
  local schema
  for schema in "$REPOSITORY"/schemas/*.schema.json; do
    name=$(basename "$schema" .schema.json)
    shows "$(/usr/bin/python3 -c 'import json, sys
version = json.load(open(sys.argv[1]))["properties"].get("version")
print(sys.argv[2] + (" %d" % version["enum"][0] if version else ""))' "$schema" "$name")"
  done
  expect 0 dmpcert -v --lang fr --version
  shows "Éditions de la procédure"
}

@test "a file of options may be a pipe, and have options of other commands" {
  expect 0 dmpcert --help
  for command in check form413 csr install expiry card config help; do
    shows "  $command "
  done
  printf '[csr]\nusage = "sign"\n[expiry]\nformat = "json"\n' > options.toml
  cp "$AUTHORITY/trust/"*.pem .
  expect 0 dmpcert --config options.toml expiry *.pem
  [ "$(json 'd["command"]')" = expiry ]
  expect 0 bash -c '"$DMPCERT" --config <(cat options.toml) expiry *.pem'
  [ "$(json 'd["command"]')" = expiry ]
  expect 3 bash -c '"$DMPCERT" --config=<(echo nonsense=1) csr dossier.json'
  says "nonsense"
  expect 2 dmpcert frobnicate
  says '"frobnicate" is not a command'
}

@test "the program is whole wherever its one file lies" {
  mkdir alone && cp "$DMPCERT" alone/other-name
  expect 0 env -i "$PWD/alone/other-name" csr --help
  shows "--renew"
  unshare -rm true 2> /dev/null || skip "no name spaces of our own here"
  expect 0 unshare -rm sh -c 'mount -t tmpfs none /proc && exec alone/other-name csr --help'
  shows "--renew"
}
