load helper

setup_file() { own_authority; }

# One site is enough here: keys take time.
order() { dmpcert csr dossier.json --site cayenne --plain-key > /dev/null; }

# Real services on the loopback, each ended by its own number.
setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  STARTED=()
  unset http_proxy
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
}
teardown() { [ -z "${STARTED[*]}" ] || kill "${STARTED[@]}" 2> /dev/null || true; }


@test "OCSP: good, revoked, no answer hard and soft, somebody else's answer" {
  serve ocsp.log http:// env PYTHONUNBUFFERED=1 "$REPOSITORY/tests/support/rehearsal-ca/rehearsal-ca" ocsp "$AUTHORITY" --port 0
  url=$(grep -o 'http://[0-9.:]*' ocsp.log)
  install 0 auth.pem --verify-only --revocation ocsp --ocsp-url "$url"
  run grep -c OCSP <<< "$output"
  [ "$output" = 0 ] # the nonce came back
  authority revoke "$AUTHORITY" --cert auth.pem > /dev/null
  install 1 auth.pem --pem-dir pki --revocation ocsp --ocsp-url "$url"
  shows INSTALL-REVOKED
  [ ! -e pki ]
  deliver cayenne 970300026 SIGN sign.pem
  install 1 sign.pem --pem-dir pki --revocation ocsp --ocsp-url http://127.0.0.1:1
  shows WEB-UNREACHABLE
  install 0 sign.pem --verify-only --revocation ocsp --revocation-soft --ocsp-url http://127.0.0.1:1
  shows WEB-UNREACHABLE
  install 1 sign.pem --verify-only --revocation ocsp --ocsp-url https://127.0.0.1:1
  shows WEB-ADDRESS
  serve http.log port /usr/bin/python3 -u -m http.server --bind 127.0.0.1 0
  install 1 sign.pem --verify-only --revocation ocsp --ocsp-url "http://127.0.0.1:$(grep -oE 'port [0-9]+' http.log | grep -oE '[0-9]+')"
  shows WEB-UNREACHABLE
  # the answer is of today, the question of a year from now
  expect 1 dmpcert --as-of 2027-06-01 install sign.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --verify-only --revocation ocsp --ocsp-url "$url"
}

@test "CRL: from a file, by HTTP with a cache, revoked, stale, of another authority, forged" {
  authority crl "$AUTHORITY" --out list.crl > /dev/null
  authority crl "$AUTHORITY" --out person.crl --authority person-standard > /dev/null
  install 0 auth.pem --verify-only --revocation crl --crl person.crl --crl list.crl
  serve http.log port /usr/bin/python3 -u -m http.server --bind 127.0.0.1 0
  url=http://127.0.0.1:$(grep -oE 'port [0-9]+' http.log | grep -oE '[0-9]+')/list.crl
  for _ in 1 2; do install 0 auth.pem --verify-only --revocation crl --crl "$url" --crl-cache cache; done
  [ "$(grep -c 'GET /list.crl' http.log)" = 1 ]
  [ "$(find cache -name '*.crl' | wc -l)" = 1 ]
  authority revoke "$AUTHORITY" --cert auth.pem > /dev/null
  authority crl "$AUTHORITY" --out list.crl > /dev/null
  authority crl "$AUTHORITY" --out list.pem --pem > /dev/null
  install 1 auth.pem --verify-only --revocation crl --crl list.pem
  shows INSTALL-REVOKED
  install 1 auth.pem --verify-only --revocation crl --crl "$url"
  shows INSTALL-REVOKED
  deliver cayenne 970300026 SIGN sign.pem
  install 1 sign.pem --verify-only --revocation crl --crl person.crl --crl http://127.0.0.1:1/x.crl
  shows WEB-UNREACHABLE
  expect 1 dmpcert --as-of 2028-06-01 install sign.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --verify-only --revocation crl --crl list.crl
  shows CRL-STALE
  # of several lists the order does not matter; what an old one revokes stays so, soft or not
  authority crl "$AUTHORITY" --out before.crl > /dev/null
  authority revoke "$AUTHORITY" --cert sign.pem > /dev/null
  authority crl "$AUTHORITY" --out after.crl > /dev/null
  install 0 sign.pem --verify-only --revocation crl --crl before.crl
  for lists in "before.crl after.crl" "after.crl before.crl"; do
    read -r one two <<< "$lists"
    install 1 sign.pem --verify-only --revocation crl --crl "$one" --crl "$two"
    shows INSTALL-REVOKED
  done
  expect 1 dmpcert --as-of 2028-06-01 install sign.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --verify-only --revocation crl --revocation-soft --crl after.crl
  shows INSTALL-REVOKED
  openssl crl -in list.crl -outform DER -out forged.crl
  printf '\x00\x01\x02' | dd of=forged.crl bs=1 seek=$(($(stat -c %s forged.crl) - 20)) conv=notrunc 2> /dev/null
  deliver cayenne 970300026 SIGN sign.pem
  install 1 sign.pem --verify-only --revocation crl --crl forged.crl
  shows CRL-SIGNATURE
  install 1 sign.pem --verify-only --revocation crl --crl sign.pem
  shows CRL-UNREADABLE
}

@test "probe: the server asks, the four suites, what it answered; a refusal; snippets" {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.pem -subj /CN=dmp.invalid -days 2 2> /dev/null
  cat "$AUTHORITY/root.pem" "$AUTHORITY/intermediate.pem" > clients.pem
  serve server.log ACCEPT openssl s_server -accept 127.0.0.1:0 -cert server.pem -key server.key -CAfile clients.pem -Verify 3 -verify_return_error -tls1_2 -www
  port=$(grep -oE 'ACCEPT .*:[0-9]+' server.log | grep -oE '[0-9]+$')
  install 0 auth.pem --pem-dir pki --probe "127.0.0.1:$port" --snippet nginx
  [ "$(grep -c 'handshake succeeded' <<< "$output")" = 4 ]
  shows "The server asked"
  shows "AC RACINE"
  shows "HTTP/1.0 200"
  shows "proxy_ssl_certificate $PWD/pki/970300026/AUTH_CLI/fullchain.pem;"
  dmpcert check --schema report > schema.json
  install 0 auth.pem --pem-dir pki --probe "127.0.0.1:$port" --format json
  [ "$(json 'd["summary"]["changed"], d["probes"][0]["accepted"], d["probes"][0]["asked"], len(d["probes"][0]["suites"])')" = "(False, True, True, 4)" ]
  /usr/bin/python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.loads(sys.argv[1]), json.load(open("schema.json")))' "$output"
  # one that takes other authorities, and one suite only
  serve other.log ACCEPT openssl s_server -accept 127.0.0.1:0 -cert server.pem -key server.key -CAfile server.pem -Verify 3 -verify_return_error -tls1_2 -www
  install 1 auth.pem --pem-dir pki --probe "127.0.0.1:$(grep -oE 'ACCEPT .*:[0-9]+' other.log | grep -oE '[0-9]+$')"
  shows "alert"
  serve one.log ACCEPT openssl s_server -accept 127.0.0.1:0 -cert server.pem -key server.key -tls1_2 -cipher ECDHE-RSA-AES256-SHA384 -www
  install 0 auth.pem --pem-dir pki --probe "127.0.0.1:$(grep -oE 'ACCEPT .*:[0-9]+' one.log | grep -oE '[0-9]+$')"
  [ "$(grep -c 'handshake succeeded' <<< "$output")" = 1 ]
  shows "did not ask"
  install 4 auth.pem --pem-dir pki --probe 127.0.0.1:1
  install 2 auth.pem --pem-dir pki --probe nowhere
  for software in apache haproxy; do
    install 0 auth.pem --pem-dir pki --haproxy lb.pem --snippet $software
    shows "$PWD/lb.pem"
  done
}

@test "a folder as it was downloaded; the rules of check keep a certificate out" {
  mkdir delivered
  deliver cayenne 970300026 SIGN delivered/two.cer
  cp auth.pem delivered/one.txt
  cp dossier.json delivered/notes.json
  cp "$AUTHORITY/intermediate.pem" delivered/chain
  install 0 delivered --pem-dir pki
  [ -e pki/970300026/AUTH_CLI/key.pem ] && [ -e pki/970300026/SIGN/key.pem ]
  deliver cayenne 970300026 SIGN long.pem --category 83
  install 0 long.pem --verify-only
  deliver cayenne 970300026 SIGN wrong.pem --category 03
  install 1 wrong.pem --verify-only
  shows CERT-CATEGORY-ENVIRONMENT
}

@test "nginx: mutual TLS with the installed pair; a renewal and the way back without a failed handshake" {
  command -v nginx > /dev/null || PATH=$PATH:/usr/sbin command -v nginx > /dev/null || skip "nginx is not here"
  PATH=$PATH:/usr/sbin
  mkdir -p ng/logs
  cat "$AUTHORITY/root.pem" "$AUTHORITY/intermediate.pem" > clients.pem
  install 0 auth.pem --pem-dir pki
  port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  cat > ng/nginx.conf <<NG
daemon off; pid $PWD/ng/pid; error_log $PWD/ng/logs/error; events {}
http { access_log off; client_body_temp_path $PWD/ng/b; proxy_temp_path $PWD/ng/p; fastcgi_temp_path $PWD/ng/f;
  uwsgi_temp_path $PWD/ng/u; scgi_temp_path $PWD/ng/s;
  server { listen 127.0.0.1:$port ssl; ssl_protocols TLSv1.2; ssl_verify_depth 3;
    ssl_certificate $PWD/pki/970300026/AUTH_CLI/fullchain.pem; ssl_certificate_key $PWD/pki/970300026/AUTH_CLI/key.pem;
    ssl_client_certificate $PWD/clients.pem; ssl_verify_client on; return 200 "\$ssl_client_s_dn"; } }
NG
  nginx -p ng -c "$PWD/ng/nginx.conf" > ng/out 2>&1 3>&- &
  STARTED+=($!)
  for _ in $(seq 50); do [ ! -s ng/pid ] || break; sleep 0.1; done
  told=(--test "nginx -t -q -p ng -c $PWD/ng/nginx.conf" --reload "nginx -s reload -p ng -c $PWD/ng/nginx.conf")
  cat > loop.py <<'PY'
import os, socket, ssl, sys
port, folder = int(sys.argv[1]), os.path.realpath(sys.argv[2])
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
context.load_cert_chain(folder + "/fullchain.pem", folder + "/key.pem")
seen = []
for _ in range(1000):
    with socket.create_connection(("127.0.0.1", port)) as plain, context.wrap_socket(plain) as tls:
        seen.append(hash(tls.getpeercert(True)))
        tls.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b" 200 " in tls.recv(200)
print(len(seen), len(set(seen)))
PY
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli --renew > /dev/null
  deliver_renewal second.pem
  /usr/bin/python3 loop.py "$port" pki/970300026/AUTH_CLI > seen 2>&1 3>&- &
  loop=$!
  sleep 0.3
  # This server shows the client's pair: what the probe says of it is the server's fault, not the installation's.
  install 1 second.pem --pem-dir pki "${told[@]}" --probe "127.0.0.1:$port"
  shows "Installed."
  shows "is not valid (unsuitable certificate purpose)"
  shows "HTTP/1.1 200"
  sleep 0.3
  expect 0 dmpcert install --rollback --pem-dir pki "${told[@]}"
  wait $loop || { cat seen; false; }
  grep -q '^1000 2$' seen
  sleep 0.5
  openssl s_client -connect "127.0.0.1:$port" < /dev/null 2> /dev/null | openssl x509 | cmp - <(openssl x509 -in auth.pem)
}

@test "an intermediate authority ends the chain only where that is asked for" {
  asked=(auth.pem --dossier dossier.json --verify-only --trust "$AUTHORITY/intermediate.pem")
  expect 1 dmpcert install "${asked[@]}" --trust-any
  expect 0 dmpcert install "${asked[@]}" --trust-partial
  dmpcert check dossier.json auth.pem --trust "$AUTHORITY/intermediate.pem" --trust-partial > out || true
  run grep -c CHAIN- out
  [ "$output" = 0 ]
  dmpcert check dossier.json auth.pem --trust "$AUTHORITY/intermediate.pem" --trust-any > out || true
  grep -q CHAIN- out
}

@test "of a folder only certificates, keys and archives are held, and not without a bound" {
  mkdir delivered && mv auth.pem delivered
  # 220 MiB that are nothing of it, by their first bytes or by all of them
  for name in video backup.pem image.iso; do head -c 60M /dev/urandom > delivered/$name; done
  for name in disk1 disk2; do (printf '0\202\1\1'; head -c 15M /dev/zero) > delivered/$name; done
  yes 'a line of some log' | head -c 10M > delivered/log
  arguments=(install delivered --trust "$AUTHORITY/trust" --trust-any --pem-dir pki --dry-run)
  expect 0 /usr/bin/python3 - "$DMPCERT" "${arguments[@]}" << 'END'
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], check=False).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(f"peak {peak} KiB")
sys.exit(code or peak > 150_000)
END
  # more archives than there is room for
  for number in 1 2 3; do (printf 'PK\3\4'; head -c 22M /dev/zero) > delivered/$number.zip; done
  expect 3 dmpcert "${arguments[@]}"
  says "delivered: this directory holds more than 64 MiB of certificates, keys and archives"
  expect 3 dmpcert --lang fr "${arguments[@]}"
  says "plus de 64 Mio de certificats"
}
