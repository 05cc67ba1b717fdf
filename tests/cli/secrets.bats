load helper

W=dmp-workspace/970300026/SIGN

sign() { dmpcert --as-of "$DAY" csr dossier.json --site cayenne --usage sign --key ec:p256 "$@"; }
at_terminal() { "$REPOSITORY/tests/cli/at_terminal.py" "$@"; }
# asked STEP… -- OPTIONS…: the same order at a terminal.
asked() {
  local steps=()
  while [ "$1" != -- ]; do
    steps+=("$1")
    shift
  done
  at_terminal "${steps[@]}" -- "$DMPCERT" --as-of "$DAY" csr dossier.json --site cayenne --usage sign --key ec:p256 "${@:2}"
}
without_terminal() { setsid -w "$DMPCERT" --as-of "$DAY" csr dossier.json --site cayenne --usage sign --key ec:p256 "$@"; }

@test "without a passphrase and without a terminal no key is generated, and it says why" {
  expect 2 without_terminal
  says "the new keys would be unencrypted"
  says "--passphrase-file"
  says "--plain-key"
  [ ! -e dmp-workspace ]
  expect 2 "$DMPCERT" --lang fr csr dossier.json --all --passphrase-file passphrase.txt --plain-key
  expect 0 without_terminal --plain-key
  grep -q '^-----BEGIN PRIVATE KEY' $W/key.pem
}

@test "where no key is to be generated, no passphrase is asked for" {
  expect 0 without_terminal --dry-run
  expect 0 sign --passphrase-file passphrase.txt
  contents dmp-workspace > before.txt
  expect 0 without_terminal
  shows "already exists, unchanged"
  expect 2 without_terminal --renew
  says "the new keys would be unencrypted"
  diff before.txt <(contents dmp-workspace)
  openssl ecparam -name prime256v1 -genkey -noout -out own.pem && chmod 600 own.pem
  expect 0 setsid -w "$DMPCERT" csr dossier.json --site cayenne --usage auth-cli --key-file own.pem
}

@test "at a terminal the passphrase of new keys is asked for, twice, and not shown" {
  expect 0 asked 'Passphrase for the new keys:=>quatre mots bien secrets' ', again:=>quatre mots bien secrets' --
  never grep 'mots bien' <<< "$output"
  openssl pkey -in $W/key.pem -passin file:passphrase.txt -noout
  expect 0 asked --   # The second time there is nothing to ask for.
}

@test "what is typed twice has to be the same, and what is weak is refused before it is typed again" {
  expect 5 asked 'Passphrase for the new keys:=>quatre mots bien secrets' ', again:=>quatre mots bien secret' --
  shows "differ"
  expect 5 asked 'Passphrase for the new keys:=>motdepasse123' --
  shows "would not protect a key"
  expect 5 asked 'Passphrase for the new keys:=>' --
  shows "empty"
  [ ! -e dmp-workspace ]
}

# delivered: the certificate of an order with an unencrypted key.
delivered() {
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key > /dev/null
  deliver cayenne 970300026 SIGN sign.pem
}

# secret NAME TEXT: a passphrase file.
secret() { (umask 077 && printf '%b\n' "$2" > "$1"); }

# kept_out CODE OPTIONS…: an installation that is refused before anything is written.
kept_out() {
  install "$@"
  [ -z "$(ls -A out)" ] || { ls -lR out; return 1; }
}

@test "the passphrase of a keystore is judged as that of a key, unless software prescribes it" {
  delivered
  mkdir out
  secret weak changeit
  for target in --pkcs12 --java --jks; do
    kept_out 5 sign.pem $target out/store --pkcs12-passphrase-file weak
    says "out/store"
    says "would not protect the keystore"
    says "--weak-passphrase"
  done
  secret weak 123456
  kept_out 5 sign.pem --pkcs12 out/store --pkcs12-passphrase-file weak
  secret weak changeit
  echo '{"version": 1, "targets": [{"kind": "jks", "path": "out/store.jks", "passphrase_file": "weak"}]}' > plan.json
  kept_out 5 sign.pem --plan plan.json
  install 0 sign.pem --plan plan.json --weak-passphrase
  keytool -list -keystore out/store.jks -storepass changeit > /dev/null 2>&1
  rm -r out && mkdir out
  echo '{"version": 1, "targets": [{"kind": "jks", "path": "out/store.jks", "passphrase_file": "weak", "weak_passphrase": true}]}' > plan.json
  install 0 sign.pem --plan plan.json
  install 0 sign.pem --java out/store.p12 --pkcs12-passphrase-file weak --weak-passphrase
  openssl pkcs12 -in out/store.p12 -passin pass:changeit -nodes -nocerts 2> /dev/null | grep -q 'PRIVATE KEY'
  install 0 sign.pem --java-trust-store out/trust.p12 --pkcs12-passphrase-file weak
  # Beside a key it would have to protect that, too.
  kept_out() { install "$@"; }
  kept_out 5 sign.pem --java-trust-store out/trust2.p12 --pkcs12 out/new.p12 --pkcs12-passphrase-file weak
  [ ! -e out/trust2.p12 ] && [ ! -e out/new.p12 ]
}

@test "the passphrase of a keystore that Java reads is ASCII, and that is said before anything is written" {
  delivered
  mkdir out
  secret accents 'quatre mots très secrets'
  for target in --java --jks --java-trust-store; do
    kept_out 5 sign.pem $target out/store --pkcs12-passphrase-file accents --weak-passphrase
    says "Java accepts only ASCII"
  done
  install 0 sign.pem --pkcs12 out/store.p12 --pkcs12-passphrase-file accents
  openssl pkcs12 -in out/store.p12 -passin 'pass:quatre mots très secrets' -nokeys 2> /dev/null | grep -q CERTIFICATE
}

@test "a new passphrase has one form: no byte order mark, composed, nothing invisible" {
  secret marked '\xEF\xBB\xBFquatre mots tre\xCC\x80s secrets'
  expect 0 sign --passphrase-file marked
  says "without its byte order mark and in composed form"
  openssl pkey -in $W/key.pem -passin 'pass:quatre mots très secrets' -noout
  # The same file opens it again, and so does what it means.
  expect 0 sign --passphrase-file marked
  shows "already exists, unchanged"
  PHRASE='quatre mots très secrets' expect 0 sign --passphrase-env PHRASE
  shows "already exists, unchanged"
  [[ $stderr != *"composed form"* ]]
  for hidden in '\u200B' '\u00A0' '\u2060' '\u00AD' '\u202E' '\uFEFF'; do
    PHRASE=$(printf "quatre mots${hidden}bien secrets") expect 5 sign --renew --passphrase-env PHRASE
    says "cannot be seen or typed"
    says "U+${hidden:2}"
    expect 5 sign --renew --passphrase-fd 9 9<<< "$(printf "quatre mots bien secrets$hidden")"
  done
  expect 5 asked "Passphrase for the new keys:=>$(printf 'quatre mots bien\u00A0secrets')" -- --renew
  shows "U+00A0"
  [ ! -e $W/renewal ]
}

@test "an existing secret opens with its passphrase as it is, whatever that has in it" {
  printf '\xEF\xBB\xBFquatre mots\xC2\xA0tre\xCC\x80s secrets' > raw
  openssl genpkey -algorithm RSA -aes256 -pass "pass:$(< raw)" -out own.pem 2> /dev/null
  openssl req -x509 -key own.pem -passin "pass:$(< raw)" -subj /CN=x -days 9 -out own.crt
  openssl pkcs12 -export -inkey own.pem -in own.crt -passin "pass:$(< raw)" -passout "pass:$(< raw)" -out own.p12
  (umask 077 && cp raw own.txt)
  expect 0 dmpcert expiry own.p12 --passphrase-file own.txt
  shows own.p12
  PHRASE=$(< raw) expect 0 dmpcert expiry own.p12 --passphrase-env PHRASE
  printf 'quatre mots bien secrets' | openssl pkcs12 -export -inkey own.pem -in own.crt -passin "pass:$(< raw)" -passout stdin -out two.p12
  secret marked '\xEF\xBB\xBFquatre mots bien secrets'
  expect 0 dmpcert expiry two.p12 --passphrase-file marked
  secret wrong 'quatre autres mots secrets'
  expect 5 dmpcert expiry two.p12 --passphrase-file wrong
}

@test "the terminal echoes again after every signal that ends or stops the program while it asks" {
  for signal in INT TERM HUP QUIT USR1 ALRM XCPU ABRT SEGV RTMIN; do
    run asked "echo on" "Passphrase for the new keys:=>!$signal" "echo on" --
    case $signal in
      INT | TERM) [ "$status" = 130 ] ;;
      HUP) [ "$status" = 129 ] ;;
      QUIT) [ "$status" = 131 ] ;;
      *) [ "$status" = $((128 + $(kill -l $signal))) ] ;;
    esac
  done
  expect 130 asked 'Passphrase for the new keys:=>@C' "echo on" --
  expect 131 asked 'Passphrase for the new keys:=>@\' "echo on" --
  # The second question is one, too.
  expect 131 asked 'Passphrase for the new keys:=>quatre mots bien secrets' ', again:=>!QUIT' "echo on" --
  [ ! -e dmp-workspace ]
}

@test "Ctrl-Z gives the terminal back, and going on asks again without echo" {
  expect 0 at_terminal 'Passphrase for the new keys:=>!TSTP' stopped "echo on" '=>!CONT' "echo off" \
    'Passphrase for the new keys:=>quatre mots bien secrets' ', again:=>!STOP' stopped '=>!CONT' \
    ', again:=>quatre mots bien secrets' -- \
    "$DMPCERT" --as-of "$DAY" csr dossier.json --site cayenne --usage sign --key ec:p256
  never grep 'mots bien' <<< "$output"
  openssl pkey -in $W/key.pem -passin file:passphrase.txt -noout
}

@test "who ignores SIGHUP goes on ignoring it while it is asked" {
  expect 0 at_terminal 'Passphrase for the new keys:=>!HUP' '=>quatre mots bien secrets' ', again:=>quatre mots bien secrets' -- \
    nohup "$DMPCERT" --as-of "$DAY" csr dossier.json --site cayenne --usage sign --key ec:p256
}

# hides SECRET CODE COMMAND…: the command fails with that code and shows the secret nowhere.
hides() {
  expect "${@:2}"
  never grep -F -- "$1" <<< "$output$stderr"
}

@test "no message shows the value of an option that looks like a secret's" {
  for option in --passphrase --password --pass --pin --mot-de-passe --mdp --secret -p --passphrase-files --Phrase; do
    for command in "csr dossier.json --all" "install a.pem" "expiry ." "check dossier.json" "form413 dossier.json" "card show"; do
      # shellcheck disable=SC2086
      hides hunter2 2 dmpcert $command $option hunter2
      says "\"${option/%passphrase-files/passphrase…}\" is not expected here"
    done
    hides hunter2 2 dmpcert csr dossier.json --all $option=hunter2
    hides hunter2 2 dmpcert $option hunter2 csr dossier.json
    hides hunter2 2 dmpcert $option hunter2
    hides hunter2 2 dmpcert csr $option hunter2 dossier.json --all --format json
  done
  hides hunter2 2 dmpcert csr dossier.json -phunter2
  hides 1234 2 dmpcert csr dossier.json --all --pin 1234
  hides hunter2 2 dmpcert --lang fr csr dossier.json --passphrase hunter2
  # After an option that takes no value, or has its own.
  hides hunter2 2 dmpcert csr dossier.json --all --passphrase-prompt hunter2
  says "a word after --passphrase-prompt"
  hides hunter2 2 dmpcert csr dossier.json --all --passphrase-prompt=hunter2
  says "--passphrase-prompt"
  hides hunter2 2 dmpcert csr dossier.json --all --passphrase-file passphrase.txt hunter2
  hides hunter2 2 dmpcert csr dossier.json --all --passphrase-fd hunter2
  hides hunter2 2 dmpcert csr dossier.json --all --passphrase-env hunter2
  hides 'quatre mots' 2 dmpcert csr dossier.json --all --passphrase-env 'quatre mots bien secrets'
  # The word alone, where an option would take it.
  for command in "card check-pin" "card show" "csr dossier.json --all"; do
    hides 4711 2 dmpcert $command 4711
    says "a word after"
  done
  hides hunter2 2 dmpcert csr dossier.json hunter2
  hides hunter2 2 dmpcert install --list hunter2 --pem-dir pki hunter2 --rollback
  # What is no secret is still named.
  expect 2 dmpcert csr dossier.json other.json
  says '"other.json" is not expected here'
  expect 2 dmpcert csr dossier.json --al
  says 'Did you mean --all?'
  expect 2 dmpcert csr dossier.json --all --passphrase-env NOT_SET_AT_ALL
  says NOT_SET_AT_ALL
}

@test "no message shows the password in an address" {
  for address in https://user:hunter2@127.0.0.1:1/list user:hunter2@127.0.0.1:443 tls://user:hunter2@127.0.0.1:1 \
    https://user:hunt/hunter2@127.0.0.1:1/ ldap://:hunter2@127.0.0.1:70000 ftp://user:a@hunter2@host; do
    for format in text json; do
      run --separate-stderr dmpcert expiry "$address" --timeout 1 --format $format
      [ "$status" != 0 ]
      never grep hunter2 <<< "$output$stderr"
    done
    run --separate-stderr dmpcert check dossier.json --revocation crl --crl "$address" --timeout 1 "$AUTHORITY/root.pem"
    never grep hunter2 <<< "$output$stderr"
    run --separate-stderr dmpcert install "$AUTHORITY/root.pem" --pem-dir pki --probe "$address"
    [ "$status" != 0 ]
    never grep hunter2 <<< "$output$stderr"
  done
  # An address without one is shown whole.
  expect 4 dmpcert expiry tls://127.0.0.1:1 --timeout 1
  says 127.0.0.1:1
}

@test "no message shows what is glued to the name of a secret's option" {
  for word in --password:hunter2 --passwordhunter2 --password-hunter2 --passphrase-file:hunter2 --passphrase-filehunter2 \
    --PassWord:hunter2 --mot-de-passehunter2 --pinhunter2 --my-token.hunter2 -phunter2 -p:hunter2 -p=hunter2 \
    --passwordhunter2= --client-secret/hunter2; do
    hides hunter2 2 dmpcert "$word" check dossier.json
    hides hunter2 2 dmpcert expiry . "$word"
    hides hunter2 2 dmpcert expiry -- . "$word"
    hides hunter2 2 dmpcert expiry -- "$word"
    hides hunter2 2 dmpcert --lang fr csr "$word" dossier.json --all
  done
  for command in "csr dossier.json --all" "install a.pem" "expiry ." "check dossier.json" "form413 dossier.json" "card show" ""; do
    # shellcheck disable=SC2086
    hides hunter2 2 dmpcert $command --passwordhunter2
    # shellcheck disable=SC2086
    hides hunter2 2 dmpcert $command -- --passwordhunter2
    # shellcheck disable=SC2086
    hides hunter2 2 dmpcert $command -- --password hunter2
  done
  hides hunter2 2 dmpcert check dossier.json --passwordhunter2
  says '"--password…" is not expected here'
  # The option that was meant is still named.
  hides hunter2 2 dmpcert csr dossier.json --all --passphrase-file:hunter2
  says 'Did you mean --passphrase-file?'
  # An option that there is keeps its name.
  expect 2 dmpcert csr dossier.json --all --passphrase-file=
  says "--passphrase-file: the value is empty"
  # After "--" a file is a file, whatever its name.
  cp "$AUTHORITY/root.pem" ./--password.pem
  expect 0 dmpcert expiry --format csv -- --password.pem
  shows "--password.pem"
}

@test "no message about a configuration file shows a secret in it" {
  for line in 'passphrase = "hunter2"' 'passphrase hunter2' 'passphrase: hunter2' 'passphrase-prompt = "hunter2"' 'pin=hunter2' \
    'jobs = hunter2' 'passphrase-fd = "hunter2"' '"passphrase hunter2"'; do
    printf '[csr]\n%s\n' "$line" > dmpcert.toml
    run --separate-stderr dmpcert --config dmpcert.toml csr dossier.json --all --plain-key
    [ "$status" = 3 ] || [ "$status" = 2 ] || { echo "$status for $line: $stderr"; return 1; }
    never grep -F hunter2 <<< "$output$stderr"
    [ ! -e dmp-workspace ]
  done
}
