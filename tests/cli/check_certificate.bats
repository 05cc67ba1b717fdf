load helper

# pair: the rehearsal's certificates of cayenne as auth.pem and sign.pem, with their keys in the workspace.
pair() {
  dmpcert csr dossier.json --site cayenne --plain-key > /dev/null
  deliver cayenne 970300026 AUTH_CLI auth.pem
  deliver cayenne 970300026 SIGN sign.pem
  TRUST=(--trust "$AUTHORITY/trust" --trust-any)
  NOW=$(date -u -d '+1 day' +%F)
}

rules() { json '" ".join(sorted(f["rule"] for f in d["findings"]))'; }

@test "a right pair: no finding, and the values to copy are those that openssl prints" {
  pair
  expect 0 dmpcert --as-of "$NOW" check auth.pem sign.pem "${TRUST[@]}"
  shows "No findings."
  shows "$(openssl x509 -noout -subject -nameopt RFC2253,-esc_msb,utf8 -in sign.pem | sed s/^subject=//)"
  shows "VIHF Identifiant_Structure  1970300026"
  expect 0 dmpcert --lang fr --as-of "$NOW" check auth.pem sign.pem "${TRUST[@]}"
  shows "Utilisable jusqu'au"
}

@test "JSON has the same values and fits its schema" {
  pair
  dmpcert --as-of "$NOW" check auth.pem sign.pem "${TRUST[@]}" --usage sign --format json > report.json || [ $? = 1 ]
  dmpcert check --schema report > schema.json
  /usr/bin/python3 - <<'PY'
import json, jsonschema, subprocess
d = json.load(open('report.json'))
jsonschema.validate(d, json.load(open('schema.json')))
assert [f['rule'] for f in d['findings']] == ['CERT-SWAPPED'], d['findings']
for row, file in zip(d['certificates'], ('auth.pem', 'sign.pem')):
    said = subprocess.check_output(['openssl', 'x509', '-noout', '-subject', '-nameopt', 'RFC2253,-esc_msb,utf8',
                                    '-in', file], text=True).strip().removeprefix('subject=')
    assert row['subject_rfc2253'] == said and row['structure'] == '1970300026', row
PY
}

@test "--usage: once for all, once a file, and wrongly" {
  pair
  expect 0 dmpcert --as-of "$NOW" check auth.pem sign.pem "${TRUST[@]}" --usage auth-cli --usage SIGN
  expect 1 dmpcert --as-of "$NOW" check sign.pem auth.pem "${TRUST[@]}" --usage auth-cli --usage sign
  shows CERT-SWAPPED
  expect 1 dmpcert --as-of "$NOW" check sign.pem "${TRUST[@]}" --usage conf
  shows CERT-USAGE-NOT-WANTED
  expect 2 dmpcert check sign.pem --usage nonsense
  expect 2 dmpcert check sign.pem --usage sign --usage sign
}

@test "--for insi: the service name counts" {
  pair
  expect 1 dmpcert --as-of "$NOW" check auth.pem "${TRUST[@]}" --for insi
  shows CERT-CN-INSI
  deliver cayenne 970300026 AUTH_CLI insi.pem --service INSI-AUTO
  expect 0 dmpcert --as-of "$NOW" check insi.pem "${TRUST[@]}" --for insi
  shows "No findings."
}

@test "against the dossier: the site is found by the number, or named" {
  pair
  # The site of an example dossier, for another environment than the rehearsal's certificates.
  sed -i 's/"environment": "[a-z]*"/"environment": "rehearsal"/' dossier.json
  grep -q '"environment": "rehearsal"' dossier.json
  expect 0 dmpcert --as-of "$NOW" check dossier.json auth.pem sign.pem "${TRUST[@]}" --format json
  [ "$(json '[f["rule"] for f in d["findings"] if f["rule"].startswith("CERT")]')" = "[]" ]
  [ "$(json 'len(d["certificates"]), len(d["sites"])')" = "(2, 2)" ]
  expect 1 dmpcert --as-of "$NOW" check sign.pem dossier.json "${TRUST[@]}" --site ehpad --format json
  [[ "$(rules)" == *CERT-STRUCTURE-OTHER* ]]
  expect 0 dmpcert --as-of "$NOW" check sign.pem dossier.json "${TRUST[@]}" --site cayenne
  shows "Site "
  expect 3 dmpcert check sign.pem --site cayenne
  sed -i 's/"environment": "rehearsal"/"environment": "production"/' dossier.json
  expect 1 dmpcert --as-of "$NOW" check dossier.json sign.pem "${TRUST[@]}"
  shows CERT-ENVIRONMENT-DOSSIER
}

@test "what a file is shows in its content: P12, P7B, DER, a Java keystore" {
  pair
  openssl x509 -in sign.pem -outform DER -out dossier.der.json
  expect 0 dmpcert --as-of "$NOW" check dossier.der.json "${TRUST[@]}"
  authority p7b "$AUTHORITY" --cert sign.pem --out sign.p7b
  expect 0 dmpcert --as-of "$NOW" check sign.p7b "${TRUST[@]}"
  authority p12 "$AUTHORITY" --cert sign.pem --key dmp-workspace/970300026/SIGN/key.pem \
    --password-file passphrase.txt --out sign.p12
  # The portal's P12 has its certificates in clear.
  expect 0 dmpcert --as-of "$NOW" check sign.p12 "${TRUST[@]}"
  openssl pkcs12 -export -in sign.pem -nokeys -passout pass:secret -out closed.p12
  expect 5 setsid -w "$DMPCERT" --as-of "$NOW" check closed.p12 "${TRUST[@]}" < /dev/null
  (umask 077 && echo secret > secret.txt)
  expect 0 dmpcert --as-of "$NOW" check closed.p12 "${TRUST[@]}" --passphrase-file secret.txt
  command -v keytool > /dev/null || skip "keytool is not here"
  keytool -importcert -noprompt -alias signature -file sign.pem -keystore s.jks -storetype JKS \
    -storepass changeit 2> /dev/null
  expect 0 dmpcert --as-of "$NOW" check s.jks "${TRUST[@]}"
  shows signature
  expect 5 dmpcert check s.jks --passphrase-file secret.txt
}

@test "a chain without its authorities is a warning, an unknown root an error" {
  pair
  expect 0 dmpcert --as-of "$NOW" check sign.pem
  shows CHAIN-NO-ISSUER
  expect 1 dmpcert --as-of "$NOW" check sign.pem --fail-on warning
  expect 1 dmpcert --as-of "$NOW" check sign.pem --trust "$AUTHORITY/trust"
  shows CHAIN-UNTRUSTED
  expect 1 dmpcert --as-of "$NOW" check "$AUTHORITY/root.pem"
  shows CERT-NO-LEAF
}

@test "what holds no certificate and is no dossier" {
  pair
  expect 3 dmpcert check dmp-workspace/970300026/SIGN/key.pem
  expect 3 dmpcert check dmp-workspace/970300026/SIGN/request.csr
  head -c 700 sign.pem > cut.pem
  expect 3 dmpcert check cut.pem
  echo bonjour > text
  expect 3 dmpcert check text
  : > empty
  expect 3 dmpcert check empty
  expect 3 dmpcert check sign.pem nowhere.pem
}

@test "real TEST certificates pass under their real authorities" {
  need_shared_data igc-sante
  local real="$SHARED_DATA/igc-sante"
  expect 0 dmpcert --as-of 2023-01-01 check "$real/test-leaf/ORG-AUTH_CLI-INSI-MANU.pem" --trust "$real/test-ca"
  shows "No findings."
  shows "CN=INSI-MANU,OU=10B0152872,O=CENTRE DE SANTE RPPS15287,ST=Rhône (69),C=FR"
  expect 1 dmpcert --as-of 2026-11-23 check "$real/test-leaf/ORG-SIGN-rpps.tra-2016-expired.pem" --trust "$real/test-ca"
  shows CERT-EXPIRED
  shows 'CN=rpps.tra.henix\;asipsante.fr,OU=318751275100020'
}

@test "one unreadable file of several: the others have their results, and the exit code is 3" {
  pair
  head -c 900 auth.pem > cut.pem
  expect 3 dmpcert --as-of "$NOW" check auth.pem cut.pem nowhere.pem sign.pem "${TRUST[@]}" --format json
  [ "$(rules)" = "CONTAINER-TRUNCATED FILE-NOT-FOUND" ]
  [ "$(json 'len(d["certificates"])')" = 2 ]
  [ "$(json 'd["summary"]["errors"]')" = 2 ]
  # The usages belong to the files by their places, whether they could be read or not.
  expect 3 dmpcert --as-of "$NOW" check cut.pem sign.pem "${TRUST[@]}" --usage auth-cli --usage sign --format json
  [ "$(rules)" = CONTAINER-TRUNCATED ]
  # Of a file with a damaged block the others count, and it is told.
  cat cut.pem auth.pem > both.pem
  expect 3 dmpcert --as-of "$NOW" check both.pem sign.pem "${TRUST[@]}"
  shows CONTAINER-TRUNCATED
  shows "VIHF Identifiant_Structure"
}

@test "a certificate that has ended stands first" {
  pair
  deliver cayenne 970300026 SIGN old.pem --not-before 20210601000000Z --days-from-start 30
  expect 1 dmpcert --as-of "$NOW" check auth.pem old.pem "${TRUST[@]}"
  [ "$(grep -n '^auth.pem' <<< "$output" | tail -1 | cut -d: -f1)" -gt "$(grep -n '^old.pem' <<< "$output" | tail -1 | cut -d: -f1)" ]
}

@test "encodings of Windows, strings of JSON, .env files and secrets of Kubernetes" {
  pair
  iconv -f UTF-8 -t UTF-16 auth.pem > utf16.pem
  iconv -f UTF-8 -t UTF-32 auth.pem > utf32.pem
  /usr/bin/python3 -c 'import json; json.dump({"tls": {"crt": open("auth.pem").read()}}, open("secret.json", "w"))'
  /usr/bin/python3 -c 'import json; print("CERT=" + json.dumps(open("auth.pem").read()))' > cert.env
  printf '{"apiVersion": "v1", "data": {"tls.crt": "%s"}}' "$(base64 -w0 auth.pem)" > kubernetes.json
  for file in utf16.pem utf32.pem secret.json cert.env kubernetes.json; do
    expect 0 dmpcert --as-of "$NOW" check "$file" "${TRUST[@]}"
    shows 1970300026
  done
}

@test "zeros behind a certificate are no part of it" {
  pair
  (openssl x509 -in auth.pem -outform DER; printf '\0\0\0') > longer.der
  expect 3 dmpcert --as-of "$NOW" check longer.der "${TRUST[@]}"
  shows "3 bytes follow the end of the certificate"
}

@test "a table, a spreadsheet and YAML are no dossiers, and it is said what one is" {
  printf 'Site;Nom;FINESS\r\ncayenne;CH;970300026\r\n' > sites.csv
  iconv -f UTF-8 -t UTF-16 sites.csv > unicode.csv
  printf '# the sites\nversion: 1\nestablishments:\n  - id: cayenne\n' > dossier.yaml
  /usr/bin/python3 - <<'PY'
import zipfile
for name, member in (('sites.xlsx', 'xl/workbook.xml'), ('sites.ods', 'content.xml')):
    with zipfile.ZipFile(name, 'w') as z:
        if name.endswith('ods'):
            z.writestr('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')
        z.writestr(member, '<x/>')
PY
  printf -- '---\n- id: cayenne\n' > list.yaml
  printf 'version = 1\n[[establishments]]\nid = "cayenne"\n' > sites.toml
  printf '<?xml version="1.0"?>\n<dossier/>\n' > sites.xml
  for file in sites.csv unicode.csv dossier.yaml list.yaml sites.toml sites.xml sites.xlsx sites.ods; do
    for command in "check $file" "form413 $file --all -o out" "csr $file --all --workspace out" "expiry $file"; do
      # shellcheck disable=SC2086
      expect 3 dmpcert $command
      grep -q JSON-OTHER-FORMAT <<< "$output$stderr"
      tr -s ' \n' ' ' <<< "$output$stderr" | grep -q 'dmpcert check --schema dossier'
    done
  done
  grep -qi yaml <<< "$(dmpcert check dossier.yaml)"
  [ ! -e out ]
}
