load helper

# What an output may replace, and what it must not.

keys() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -subj /CN=lb -days 900 -out cert.pem 2> /dev/null
  cat cert.pem key.pem > lb.pem
}
expiry() { dmpcert expiry "$@"; }

# untouched FILE CODE COMMAND…: the command fails with that code and leaves the file as it was.
untouched() {
  local file=$1 before
  before=$(sha256sum < "$file")
  expect "${@:2}"
  [ "$(sha256sum < "$file")" = "$before" ] || { echo "$file was changed"; return 1; }
  no_leftovers
}

@test "an output that is an input is refused, by whatever name" {
  keys
  untouched lb.pem 2 expiry lb.pem -o lb.pem
  says "one of the files that this command reads"
  ln -s cert.pem link.pem && ln cert.pem hard.pem && mkdir certs && cp cert.pem certs/a.pem && ln -s ../cert.pem certs/b.pem
  untouched cert.pem 2 expiry cert.pem -o ./cert.pem --format csv
  untouched cert.pem 2 expiry link.pem -o cert.pem
  untouched cert.pem 2 expiry cert.pem -o link.pem
  untouched cert.pem 2 expiry hard.pem -o cert.pem
  untouched certs/a.pem 2 expiry certs -o certs/a.pem
  untouched certs/a.pem 2 expiry . -o certs/a.pem --format json --usage sign
  untouched cert.pem 2 expiry certs -o cert.pem
  untouched cert.pem 2 bash -c '"$DMPCERT" expiry - -o cert.pem < cert.pem'
  echo cert.pem > list
  untouched cert.pem 2 expiry --files-from list -o cert.pem
  untouched list 2 expiry --files-from list -o list
  untouched dossier.json 2 expiry dossier.json cert.pem -o dossier.json
  untouched passphrase.txt 2 expiry cert.pem --passphrase-file passphrase.txt -o passphrase.txt
  printf 'warn = "30d"\n[expiry]\nwarn = "30d"\n' > options.toml && sed -i 1d options.toml
  untouched options.toml 2 dmpcert --config options.toml expiry cert.pem -o options.toml
  # A report of ours in the folder that it is about is written again.
  expect 0 expiry certs -o certs/report.csv --format csv
  expect 0 expiry certs -o certs/report.csv --format csv
  grep -q lb certs/report.csv
}

@test "the files that a workspace and versions live by are never replaced" {
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key > /dev/null
  deliver cayenne 970300026 SIGN sign.pem
  install 0 sign.pem --pem-dir pki
  dmpcert csr dossier.json --site cayenne --usage sign --plain-key --renew > /dev/null
  local file w=dmp-workspace/970300026/SIGN
  for file in dmp-workspace/{journal.jsonl,index.csv,workspace-version} $w/{order.json,request.csr,order-sheet.txt,order-sheet.pdf} \
    $w/renewal/order.json pki/970300026/.dmp-versions/SIGN/*.json pki/970300026/SIGN/chain.pem; do
    [ -f "$file" ]
    untouched "$file" 2 expiry dmp-workspace -o "$file"
    untouched "$file" 2 expiry sign.pem -o "$file" --format csv
    says "one of dmpcert's own files"
  done
  ln -s $w/order.json link
  untouched $w/order.json 2 expiry sign.pem -o link
  expect 0 expiry sign.pem -o dmp-workspace/report.csv --format csv
  expect 0 expiry sign.pem -o dmp-workspace/report.csv --format csv
}

@test "what nobody can look into for a key is not replaced either" {
  keys
  /usr/bin/python3 -m zipfile -c keys.zip key.pem
  tar -czf keys.tgz key.pem
  gzip -k key.pem && xz -k key.pem && bzip2 -k key.pem
  openssl pkcs12 -export -inkey key.pem -in cert.pem -passout pass:secret -out key.p12
  printf 'data:\n  keystore.p12: %s\n' "$(base64 -w0 key.p12)" > p12.yaml
  printf '{"tls.key": "%s"}' "$(openssl rsa -in key.pem -traditional -outform DER 2> /dev/null | base64 -w0)" > der.json
  printf '{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}' > key.jwk
  echo AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ > age.txt
  openssl rsa -in key.pem -outform PVK -pvk-none -out key.pvk 2> /dev/null || head -c 600 /dev/urandom > key.pvk
  for file in keys.zip keys.tgz key.pem.gz key.pem.xz key.pem.bz2 p12.yaml der.json key.jwk age.txt key.pvk; do
    [ -s $file ]
    untouched $file 2 expiry cert.pem -o $file
    says "contains a private key"
  done
  # A report has digests, and base64 of certificates, in it.
  printf '{"kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"} %s %s' "$(sha256sum < key.pem)" \
    "$(openssl x509 -in cert.pem -outform DER | base64 -w0)" > report.txt
  expect 0 expiry cert.pem -o report.txt --format csv
}

@test "a file with a private key is never replaced, whatever form the key has" {
  keys
  openssl pkey -in key.pem -outform DER -out key.der
  openssl pkcs8 -topk8 -in key.pem -passout pass:secret -out closed.pem
  openssl pkcs8 -topk8 -in key.pem -passout pass:secret -outform DER -out closed.der
  openssl pkcs12 -export -inkey key.pem -in cert.pem -passout pass:secret -out key.p12
  openssl rsa -in key.pem -traditional -aes128 -passout pass:secret -out old.pem 2> /dev/null
  openssl ecparam -name prime256v1 -genkey -out ec.pem
  keytool -importkeystore -srckeystore key.p12 -srcstorepass secret -destkeystore key.jks -deststoretype JKS \
    -deststorepass secret > /dev/null 2>&1
  keytool -genkeypair -keystore key.jceks -storetype JCEKS -storepass secret -keyalg RSA -alias a -dname CN=x > /dev/null 2>&1
  ssh-keygen -q -t ed25519 -N '' -f ssh 2> /dev/null || printf -- '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n' > ssh
  head -c 200 key.pem > cut.pem
  base64 -w0 key.der > naked.txt
  printf 'data:\n  tls.key: %s\n' "$(base64 -w0 key.pem)" > secret.yaml
  printf 'a text before\n' | cat - key.pem > text.pem
  ln -s key.pem link
  for file in key.pem key.der closed.pem closed.der key.p12 old.pem ec.pem key.jks key.jceks ssh cut.pem naked.txt \
    secret.yaml text.pem link; do
    [ -s $file ]
    untouched $file 2 expiry cert.pem -o $file
    says "contains a private key"
    untouched $file 2 expiry cert.pem -o $file --format json
  done
  [ -L link ]
  mkdir out
  expect 0 dmpcert form413 dossier.json --site cayenne -o out
  cp key.pem out/form-413-970300026.pdf
  untouched out/form-413-970300026.pdf 2 dmpcert form413 dossier.json --site cayenne -o out --overwrite
  rm out/* && ln -s ../key.pem out/form-413-970300026.pdf
  untouched key.pem 2 dmpcert form413 dossier.json --site cayenne -o out --overwrite
  [ -L out/form-413-970300026.pdf ]
}

@test "a symbolic link is followed: the file at its end is replaced, the link stays" {
  keys
  mkdir real && echo old > real/report.csv && ln -s real/report.csv link.csv && ln -s link.csv chain.csv
  ln -s real/new.csv dangling.csv
  expect 0 expiry cert.pem -o chain.csv --format csv
  [ -L chain.csv ] && [ -L link.csv ] && grep -q lb real/report.csv
  expect 0 expiry cert.pem -o dangling.csv --format csv
  [ -L dangling.csv ] && grep -q lb real/new.csv
  ln -s loop.csv loop.csv
  expect 4 expiry cert.pem -o loop.csv
  mkdir out forms && echo old > forms/cayenne.pdf && ln -s ../forms/cayenne.pdf out/form-413-970300026.pdf
  expect 0 dmpcert form413 dossier.json --site cayenne -o out --overwrite
  [ -L out/form-413-970300026.pdf ] && head -c 5 forms/cayenne.pdf | grep -q '%PDF-'
}

@test "devices, pipes and open descriptors are written to, not replaced" {
  keys
  ls -l /dev/stdout /dev/stderr /dev/null > before
  expect 0 expiry cert.pem -o /dev/stdout --format csv
  shows lb
  expect 0 expiry cert.pem -o /dev/stderr --format csv
  says lb
  expect 0 expiry cert.pem -o /dev/null --format csv
  [ -z "$output" ]
  expect 0 bash -c '"$DMPCERT" expiry cert.pem -o /dev/stdout --format csv > file.csv; echo more >> file.csv'
  grep -q lb file.csv && grep -q more file.csv
  expect 0 bash -c 'echo before; "$DMPCERT" expiry cert.pem -o /dev/fd/3 --format csv 3>&1'
  shows lb
  mkfifo pipe
  cat pipe > through &
  expect 0 expiry cert.pem -o pipe --format csv
  wait $!
  [ -p pipe ] && grep -q lb through
  ln -s pipe to-pipe
  cat pipe > through2 &
  expect 0 expiry cert.pem -o to-pipe --format csv
  wait $!
  [ -L to-pipe ] && grep -q lb through2
  expect 4 expiry cert.pem -o /dev/full --format csv
  expect 2 expiry cert.pem -o .
  ls -l /dev/stdout /dev/stderr /dev/null | diff <(sed 's/[A-Z][a-z][a-z] .*:[0-9]*//' before) <(ls -l /dev/stdout /dev/stderr /dev/null | sed 's/[A-Z][a-z][a-z] .*:[0-9]*//')
}

@test "a link or a pipe that another user made is not followed" {
  [ "$(id -u)" = 0 ] || skip "only root becomes another user"
  keys
  mkdir shared && chmod 1777 shared && echo precious > precious
  setpriv --reuid 1234 --regid 1234 --clear-groups ln -s "$PWD/precious" shared/report
  setpriv --reuid 1234 --regid 1234 --clear-groups mkfifo shared/pipe
  untouched precious 4 expiry cert.pem -o shared/report
  expect 4 expiry cert.pem -o shared/pipe
}

@test "a report is replaced even if a name in it looks like a key" {
  keys
  mkdir srv
  cp cert.pem 'srv/-----BEGIN PRIVATE KEY-----.pem'
  cp cert.pem srv/AGE-SECRET-KEY-1.pem
  openssl x509 -in cert.pem -out srv/a.pem
  cp srv/a.pem "srv/$(openssl genpkey -algorithm ed25519 2> /dev/null | sed -n 2p | tr / _).pem"
  for format in text csv json prometheus junit ics html; do
    expect 0 expiry srv --format $format -o report
    first=$(stat -c %i report)
    expect 0 expiry srv --format $format -o report
    [ "$(stat -c %i report)" != "$first" ]
    rm report
  done
}
