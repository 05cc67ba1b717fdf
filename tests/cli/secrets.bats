load helper

W=dmp-workspace/970300026/SIGN

sign() { dmpcert --as-of "$DAY" csr dossier.json --site cayenne --usage sign --key ec:p256 "$@"; }
at_terminal() { "$REPOSITORY/tests/cli/at_terminal" "$@"; }
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
  shows "already there, unchanged"
  expect 2 without_terminal --renew
  says "the new keys would be unencrypted"
  diff before.txt <(contents dmp-workspace)
  openssl ecparam -name prime256v1 -genkey -noout -out own.pem && chmod 600 own.pem
  expect 0 setsid -w "$DMPCERT" csr dossier.json --site cayenne --usage auth-cli --key-file own.pem
}

@test "at a terminal the passphrase of new keys is asked for, twice, and not shown" {
  expect 0 asked 'Passphrase for the new keys:=>quatre mots bien secrets' 'Again, =>quatre mots bien secrets' --
  ! grep -q 'mots bien' <<< "$output"
  openssl pkey -in $W/key.pem -passin file:passphrase.txt -noout
  expect 0 asked --   # The second time there is nothing to ask for.
}

@test "what is typed twice has to be the same, and what is weak is refused before it is typed again" {
  expect 5 asked 'Passphrase for the new keys:=>quatre mots bien secrets' 'Again, =>quatre mots bien secret' --
  shows "differ"
  expect 5 asked 'Passphrase for the new keys:=>motdepasse123' --
  shows "would not protect a key"
  expect 5 asked 'Passphrase for the new keys:=>' --
  shows "empty"
  [ ! -e dmp-workspace ]
}
