load helper

ready() {
  order
  mkdir -p pki/sub
  deliver cayenne 970300026 AUTH_CLI pki/auth.pem --not-before 20260101000000Z
  deliver cayenne 970300026 SIGN sign.pem --not-before 20260101000000Z --sign-37-months
  openssl x509 -in sign.pem -outform DER -out pki/sub/sign.cer
  authority p7b "$AUTHORITY" --cert sign.pem --out pki/sub/sign.p7b
  authority p12 "$AUTHORITY" --cert sign.pem --key dmp-workspace/970300026/SIGN/key.pem --password-file passphrase.txt --out pki/portal.p12
}

leaf() { json "sorted({(c[\"usage\"], c[\"ends_on\"], c[\"days_left\"], c[\"status\"]) for c in d[\"certificates\"] if c[\"usage\"] != \"CA\"})"; }

@test "PEM, DER, P7B and P12 below a folder, without any password" {
  ready
  expect 0 dmpcert --as-of $DAY expiry pki --format json
  [ "$(leaf)" = "[('AUTH_CLI', '2029-01-01', 770, 'valid'), ('SIGN', '2029-01-01', 770, 'valid')]" ]
  # One line a certificate, with all its places.
  [ "$(json '[(c["usage"], [p.split("/")[-1] for p in c["places"]]) for c in d["certificates"] if c["usage"] != "CA"]')" = \
    "[('AUTH_CLI', ['auth.pem']), ('SIGN', ['portal.p12', 'sign.cer', 'sign.p7b'])]" ]
  [ "$(json '{(c["structure"], c["service"], c["environment"]) for c in d["certificates"] if c["usage"] == "SIGN"}')" = \
    "{('1970300026', 'DMP SIGNATURE', 'rehearsal')}" ]
}

@test "the earlier of notAfter and the private-key usage period counts" {
  ready
  openssl x509 -in sign.pem -noout -enddate | grep -q 'Feb  1 .* 2029'
  expect 0 dmpcert --as-of $DAY expiry sign.pem --format json
  [ "$(json 'd["certificates"][0]["ends_on"], d["certificates"][0]["not_after"][:10], d["certificates"][0]["key_usage_ends"][:10]')" = \
    "('2029-01-01', '2029-02-01', '2029-01-01')" ]
}

@test "exit 1 from the threshold on, not the day before" {
  ready
  expect 0 dmpcert --as-of 2028-10-02 expiry pki --warn 90d   # 91 days
  expect 1 dmpcert --as-of 2028-10-03 expiry pki --warn 90d   # 90 days
  expect 1 dmpcert --as-of 2028-10-09 expiry pki --warn 12w
  expect 0 dmpcert --as-of 2028-10-08 expiry pki --warn 12w
  expect 1 dmpcert --as-of 2030-01-01 expiry pki --format json
  [ "$(leaf)" = "[('AUTH_CLI', '2029-01-01', -365, 'expired'), ('SIGN', '2029-01-01', -365, 'expired')]" ]
}

@test "broken files are told and never hide the others" {
  ready
  head -c 700 pki/auth.pem > pki/cut.pem
  head -c 500 sign.pem > pki/sub/half.crt
  echo "just a note" > pki/readme.txt
  mkfifo pki/pipe
  ln -s .. pki/sub/circle
  expect 3 dmpcert --as-of $DAY expiry pki --format json --strict
  expect 0 dmpcert --as-of $DAY expiry pki --format json
  [ "$(json 'len([c for c in d["certificates"] if c["usage"] != "CA"])')" = 2 ]
  says cut.pem
  says half.crt
  run grep -c 'readme.txt\|pipe' <<< "$stderr"
  [ "$output" = 0 ]
}

@test "standard input; text in both languages" {
  ready
  run bash -c '"$DMPCERT" --as-of 2026-11-23 expiry - < sign.pem'
  [ "$status" = 0 ]
  expect 0 dmpcert --as-of $DAY --lang fr expiry sign.pem
  shows 01/01/2029
  shows SIGN
  expect 0 dmpcert --as-of $DAY --color always expiry sign.pem
  expect 0 dmpcert --as-of $DAY expiry sign.pem
  run grep -c $'\e' <<< "$output"
  [ "$output" = 0 ]
}

@test "JSON output fits its schema" {
  ready
  dmpcert check --schema report > schema.json
  echo junk > pki/junk.pem
  dmpcert --as-of $DAY expiry pki dossier.json --format json > report.json 2> /dev/null || [ $? = 1 ]
  /usr/bin/python3 -c 'import json,jsonschema; jsonschema.validate(json.load(open("report.json")), json.load(open("schema.json")))'
}

@test "a dossier: what is missing is told, and how to get it; the workspace's states count" {
  order
  expect 1 dmpcert --as-of $DAY expiry dossier.json --format json
  [ "$(json 'sorted((c["site"], c["usage"], c["status"]) for c in d["certificates"])')" = \
    "[('cayenne', 'AUTH_CLI', 'missing'), ('cayenne', 'SIGN', 'missing'), ('ehpad', 'AUTH_CLI', 'missing'), ('ehpad', 'SIGN', 'missing')]" ]
  local folder=dmp-workspace/970300026/AUTH_CLI
  certify cayenne AUTH_CLI $folder/request.csr $folder/certificate.pem --not-before 20240115090000Z
  sed -i 's/"environment": *"[a-z]*"/"environment": "rehearsal"/' dossier.json
  expect 1 dmpcert --as-of $DAY expiry dossier.json --workspace dmp-workspace --usage auth-cli
  shows "dmpcert csr --renew dossier.json --site cayenne --usage auth-cli"
  shows "2026-11-16"   # sixty days before the end
  expect 1 dmpcert --as-of 2026-11-16 --lang fr expiry dossier.json --workspace dmp-workspace --usage auth-cli
  shows "commencer le renouvellement avant le 16/11/2026"
  expect 1 dmpcert --as-of 2026-11-17 expiry dossier.json --workspace dmp-workspace --usage auth-cli
  shows "start the renewal now: it was due by 2026-11-16; the portal renews until 2027-01-15"
  expect 1 dmpcert --as-of 2026-11-17 --lang fr expiry dossier.json --workspace dmp-workspace --usage auth-cli
  shows "commencer le renouvellement sans attendre : il était à faire avant le 16/11/2026"
  sed -i 's/"state": "[a-z]*"/"state": "superseded"/' $folder/order.json
  expect 1 dmpcert --as-of $DAY expiry dossier.json --workspace dmp-workspace --usage auth-cli --format json
  [ "$(json 'sorted((c["site"], c["status"]) for c in d["certificates"])')" = \
    "[('cayenne', 'missing'), ('cayenne', 'superseded'), ('ehpad', 'missing')]" ]
  expect 3 dmpcert expiry dossier.json --workspace nowhere
}

@test "a document that is no dossier is told and owed; the other sources are looked at" {
  ready
  echo '{"name": "something else"}' > package.json
  echo '{ broken' > broken.json
  expect 3 dmpcert --as-of $DAY expiry package.json broken.json pki/auth.pem
  says "package.json"
  says "broken.json"
  shows "pki/auth.pem"
  expect 3 dmpcert expiry package.json
  says "package.json"
  # Beside a dossier alone, the workspace is looked at as without it.
  dmpcert --as-of $DAY expiry dossier.json --format csv > without.csv 2> /dev/null || true
  dmpcert --as-of $DAY expiry dossier.json package.json --format csv > with.csv 2> /dev/null || true
  cmp without.csv with.csv
}

@test "lists, patterns, filters and several passphrases" {
  ready
  openssl pkcs12 -export -in sign.pem -nokeys -passout pass:second -out pki/closed.p12
  expect 0 dmpcert --as-of $DAY expiry pki
  says "closed.p12: the certificates in it are encrypted"
  expect 5 dmpcert --as-of $DAY expiry pki/closed.p12
  (umask 077 && echo first > one && echo second > two)
  expect 0 dmpcert --as-of $DAY expiry pki/closed.p12 --passphrase-file one --passphrase-file two
  shows SIGN
  expect 5 dmpcert --as-of $DAY expiry pki/closed.p12 --passphrase-file one
  printf 'pki/auth.pem\nsign.pem\n' | expect 0 dmpcert --as-of $DAY expiry --files-from -
  run bash -c 'find pki -name "*.pem" -print0 | "$DMPCERT" --as-of 2026-11-23 expiry --files-from - --format json'
  [ "$(json '[c["source"] for c in d["certificates"]]')" = "['pki/auth.pem']" ]
  expect 0 dmpcert --as-of $DAY expiry pki --ignore '*.p12' --ignore sub --format json
  [ "$(json 'd["summary"]["files"]')" = 1 ]
  expect 0 dmpcert --as-of $DAY expiry pki --usage sign --structure 970300026 --environment rehearsal --format json
  [ "$(json '{c["usage"] for c in d["certificates"]}')" = "{'SIGN'}" ]
  expect 0 dmpcert --as-of $DAY expiry pki --expires-before 2029-01-01
  expect 1 dmpcert --as-of 2028-10-01 expiry pki --warn 10%
  expect 0 dmpcert --as-of 2028-09-01 expiry pki --warn 10%
  expect 2 dmpcert expiry
  expect 2 dmpcert expiry pki --warn 120%
  expect 2 dmpcert expiry pki --environment nowhere
}

@test "a filter that keeps nothing says so and exits 3: a typing error switches no watch off" {
  ready
  expect 3 dmpcert --as-of $DAY expiry pki --structure 970300062
  says "the filters leave no certificate of structure 970300062"
  expect 3 dmpcert --as-of $DAY --lang fr expiry pki --structure 970300026 --structure 970300062
  says "les filtres ne laissent aucun certificat de la structure 970300062"
  expect 3 dmpcert --as-of $DAY expiry pki --usage conf
  says "the filters leave no certificate ("
  expect 3 dmpcert --as-of $DAY expiry pki --environment production --format json
  [ "$(json '[e["id"] for e in d["errors"]]')" = "['EXPIRY-FILTER-NONE']" ]
  expect 3 dmpcert --as-of $DAY expiry pki --usage conf --format nagios
  shows "CERTIFICATES UNKNOWN"
  shows "the filters leave no certificate"
  expect 3 dmpcert --as-of $DAY expiry dossier.json --structure 970300062
  says 970300062
  # Nothing can be reached, and so nothing is known of the filter.
  expect 4 dmpcert expiry tls://127.0.0.1:1 --usage sign --timeout 1
  # "None" is an answer to this question.
  expect 0 dmpcert --as-of $DAY expiry pki --expires-before 2028-12-31
  says "nothing expires before 2028-12-31"
  expect 0 dmpcert --as-of $DAY expiry pki --expires-before 2028-12-31 --format nagios
  expect 3 dmpcert --as-of $DAY expiry pki --usage conf --expires-before 2028-12-31
  : > empty.txt
  expect 3 dmpcert expiry --files-from empty.txt
  says "empty.txt: this list is empty"
}

@test "Java trust stores of keytool, without a password" {
  ready
  keytool -importcert -noprompt -alias dmp -file sign.pem -keystore pki/trust.jks -storetype JKS -storepass changeit 2> /dev/null
  keytool -importcert -noprompt -alias dmp -file sign.pem -keystore pki/trust.jceks -storetype JCEKS -storepass changeit 2> /dev/null
  expect 0 dmpcert --as-of $DAY expiry pki/trust.jks pki/trust.jceks --format json
  [ "$(json '[(c["usage"], len(c["places"])) for c in d["certificates"]]')" = "[('SIGN', 2)]" ]
}

@test "secrets of Kubernetes and a kubeconfig, in YAML and JSON, named or met" {
  order
  deliver cayenne 970300026 SIGN sign.pem
  wrapped=$(openssl base64 -A -in sign.pem)
  printf 'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\ndata:\n  tls.crt: %s\n  tls.key: %s\n' \
    "$wrapped" "$(openssl base64 -A -in dmp-workspace/970300026/SIGN/key.pem)" > secret.yaml
  printf '{"apiVersion": "v1", "kind": "Secret", "data": {"tls.crt": "%s"}}' "$wrapped" > secret.json
  printf 'apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    certificate-authority-data: %s\n' \
    "$(openssl base64 -A -in "$AUTHORITY/root.pem")" > config
  mkdir k8s && cp secret.* config k8s/
  for source in "secret.yaml secret.json" k8s; do
    expect 0 dmpcert expiry $source --format json
    [ "$(json 'len(d["certificates"][0]["places"])')" = 2 ]
    [ "$(json 'd["certificates"][0]["structure"]')" = 1970300026 ]
  done
  shows "AC RACINE"
  [[ $output != *"PRIVATE KEY"* ]]
}
