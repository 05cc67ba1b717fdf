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
  [ "$(json 'len([c for c in d["certificates"] if c["usage"] == "SIGN"])')" = 3 ]
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
  expect 3 dmpcert --as-of $DAY expiry pki --format json
  [ "$(json 'len([c for c in d["certificates"] if c["usage"] != "CA"])')" = 4 ]
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
  shows 2029-01-01
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
  dmpcert --as-of $DAY expiry pki --format json > report.json 2> /dev/null || [ $? = 3 ]
  /usr/bin/python3 -c 'import json,jsonschema; jsonschema.validate(json.load(open("report.json")), json.load(open("schema.json")))'
}
