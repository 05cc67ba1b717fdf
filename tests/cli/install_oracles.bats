load helper

# What install writes, opened by three programs that are not ours: certtool (GnuTLS), keytool (Java), openssl.
P=pki/970300026/AUTH_CLI

setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  (umask 077 && echo 'quatre mots bien secrets' > passphrase.txt)
  echo 'quatre mots mal secrets' > wrong.txt
  PASS=$(cat passphrase.txt)
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  deliver cayenne 970300026 AUTH_CLI auth.pem
  openssl x509 -in auth.pem -pubkey -noout > public.pem
  openssl x509 -in auth.pem -out only.pem
}
install() {
  expect 0 dmpcert install auth.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pem-dir pki \
    --pkcs12-passphrase-file passphrase.txt "$@"
}

# public_of FILE: the public key of a key, by certtool.
public_of() { certtool --load-privkey "$1" --pubkey-info 2> /dev/null | sed -n '/^-----BEGIN/,$p'; }
# blocks KIND: the PEM blocks of a kind in what came in.
blocks() { sed -n "/^-----BEGIN $1-----/,/^-----END $1-----/p"; }

@test "PEM by certtool: the chain holds, the key is the certificate's" {
  install
  certtool --verify-chain --verify-profile low --infile <(cat $P/certificate.pem $P/chain.pem) > verified
  grep -q 'Chain verification output: Verified' verified
  certtool --verify --verify-profile low --load-ca-certificate "$AUTHORITY/root.pem" --infile $P/fullchain.pem > verified
  grep -q 'Verified. The certificate is trusted' verified
  run certtool --verify --verify-profile low --load-ca-certificate "$AUTHORITY/person-standard-root.pem" --infile $P/fullchain.pem
  [ "$status" != 0 ]
  public_of $P/key.pem | cmp - public.pem
  certtool --load-certificate $P/certificate.pem --pubkey-info | blocks 'PUBLIC KEY' | cmp - public.pem
}

@test "PKCS#12, modern and for old software: certificate, chain, key, alias and ciphers by each of the three" {
  for form in modern java8 windows; do
    local store="stores/$form of the DMP.p12" compat=() cipher=AES-256-CBC mac=SHA256
    [ $form = modern ] || compat=(--compat $form) cipher=3DES-CBC mac=SHA1
    install --pkcs12 "$store" --alias 'le DMP à Cayenne' "${compat[@]}"
    # certtool
    certtool --p12-info --inder --infile "$store" --password "$PASS" > told
    grep -q "MAC: $mac" told
    [ "$(grep -c "Cipher: $cipher" told)" = 2 ]
    [ "$(grep -c 'Friendly name: le DMP à Cayenne' told)" = 2 ]
    blocks CERTIFICATE < told | cmp - <(cat only.pem "$AUTHORITY/intermediate.pem" "$AUTHORITY/root.pem" | blocks CERTIFICATE)
    blocks 'ENCRYPTED PRIVATE KEY' < told > closed.pem
    openssl pkey -in closed.pem -passin file:passphrase.txt -pubout | cmp - public.pem
    run certtool --p12-info --inder --infile "$store" --password "$(cat wrong.txt)"
    [ "$status" != 0 ]
    # openssl
    openssl pkcs12 -in "$store" -passin file:passphrase.txt -nocerts -nodes | openssl pkey -pubout | cmp - public.pem
    openssl pkcs12 -in "$store" -passin file:passphrase.txt -nokeys -clcerts | openssl x509 | cmp - only.pem
    run openssl pkcs12 -in "$store" -passin file:wrong.txt -noout
    [ "$status" != 0 ]
    # keytool
    keytool -list -v -keystore "$store" -storepass:file passphrase.txt -J-Dfile.encoding=UTF-8 -J-Dsun.jnu.encoding=UTF-8 > told
    grep -q '^Alias name: le dmp à cayenne' told
    grep -q 'Entry type: PrivateKeyEntry' told
    grep -q 'Certificate chain length: 3' told
  done
}

@test "JKS: Java gets the key out of it, and the certificate with its chain" {
  install --jks dmp.jks --alias dmp
  [ "$(xxd -p -l 4 dmp.jks)" = feedfeed ]
  keytool -list -v -keystore dmp.jks -storepass:file passphrase.txt > told
  grep -q 'Keystore type: JKS' told
  grep -q 'Certificate chain length: 3' told
  keytool -importkeystore -srckeystore dmp.jks -srcstorepass:file passphrase.txt -srcalias dmp \
    -destkeystore out.p12 -deststoretype PKCS12 -deststorepass:file passphrase.txt 2> /dev/null
  openssl pkcs12 -in out.p12 -passin file:passphrase.txt -nocerts -nodes | openssl pkey -pubout | cmp - public.pem
  openssl pkcs12 -in out.p12 -passin file:passphrase.txt -nokeys -clcerts | openssl x509 | cmp - only.pem
  run keytool -list -keystore dmp.jks -storepass:file wrong.txt
  [ "$status" != 0 ]
}

@test "trust stores: Java trusts what is in them, certtool and openssl find the same authorities" {
  cat "$AUTHORITY/intermediate.pem" "$AUTHORITY/root.pem" | blocks CERTIFICATE > authorities
  install --trust-store trust.pem --java-trust-store trust.p12
  blocks CERTIFICATE < trust.pem | cmp - authorities
  certtool --verify --verify-profile low --load-ca-certificate trust.pem --infile auth.pem > /dev/null
  for compat in "" "--compat java8"; do
    install --java-trust-store trust.p12 $compat
    certtool --p12-info --inder --infile trust.p12 --password "$PASS" | blocks CERTIFICATE | cmp - authorities
  done
  [ "$(keytool -list -keystore trust.p12 -storepass:file passphrase.txt | grep -c trustedCertEntry)" = 2 ]
  keytool -exportcert -rfc -keystore trust.p12 -storepass:file passphrase.txt \
    -alias 'rehearsal test ac racine igc-sante elementaire' 2> /dev/null | openssl x509 | cmp - <(openssl x509 -in "$AUTHORITY/root.pem")
}
