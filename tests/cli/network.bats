load helper

# What is asked of the network: whom, how long, and nobody whom an untrusted certificate chose. Real servers on the
# loopback, which write down who came.

setup_file() {
  cd "$BATS_FILE_TMPDIR" || return 1
  openssl req -x509 -newkey rsa:2048 -nodes -keyout rogue.key -out rogue.pem -subj "/CN=Rogue authority" -days 200 2> /dev/null
  openssl req -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj "/CN=rogue.example" 2> /dev/null
  openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost 2> /dev/null
}

setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  cp "$BATS_FILE_TMPDIR"/* .
  STARTED=()
  unset http_proxy
}
teardown() { [ -z "${STARTED[*]}" ] || kill "${STARTED[@]}" 2> /dev/null || true; }

order() {
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  deliver cayenne 970300026 AUTH_CLI auth.pem
}

# odd NAME KIND [ARGUMENT]: its port in NAME.port, who came in NAME.log.
odd() {
  local name=$1
  shift
  serve "$name.port" '^[0-9]+$' "$REPOSITORY/tests/support/odd-server.py" "$name.log" "$@"
}
url() { echo "http://127.0.0.1:$(cat "$1.port")/list.crl"; }
came() { wc -l < "$1.log"; }

# rogue PORT: a certificate of an authority that nobody trusts, which names addresses at that port.
rogue() {
  printf 'crlDistributionPoints=URI:http://127.0.0.1:%s/list.crl\nauthorityInfoAccess=OCSP;URI:http://127.0.0.1:%s/ocsp\n' \
    "$1" "$1" > addresses
  openssl x509 -req -in "${2:-leaf.csr}" -CA rogue.pem -CAkey rogue.key -set_serial 7 -days 100 -extfile addresses \
    -out leaf.pem 2> /dev/null
  cat leaf.pem rogue.pem > chain.pem
}

# rogue_list FILE [SUBJECT]: an empty list of the rogue authority, or of another one.
rogue_list() {
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=30\n' > ca.cnf
  : > index.txt
  echo 01 > number
  if [ -z "${2:-}" ]; then
    openssl ca -gencrl -config ca.cnf -keyfile rogue.key -cert rogue.pem 2> /dev/null | openssl crl -outform DER -out "$1"
  else
    openssl req -x509 -newkey rsa:2048 -nodes -keyout other.key -out other.pem -subj "$2" -days 20 2> /dev/null
    openssl ca -gencrl -config ca.cnf -keyfile other.key -cert other.pem 2> /dev/null | openssl crl -outform DER -out "$1"
  fi
}

tls_server() {  # tls_server NAME OPTIONS…: s_server; its port is in NAME.port
  local name=$1
  shift
  serve "$name.out" ACCEPT openssl s_server -accept 127.0.0.1:0 -www "$@"
  grep -oE 'ACCEPT .*:[0-9]+' "$name.out" | grep -oE '[0-9]+$' > "$name.port"
}

@test "nothing is fetched from an address that an untrusted certificate chose" {
  rogue_list list.der
  odd web file list.der
  rogue "$(cat web.port)"
  tls_server shop -cert leaf.pem -key leaf.key -cert_chain rogue.pem
  for how in crl ocsp; do
    for source in chain.pem "127.0.0.1:$(cat shop.port)"; do
      expect 3 dmpcert expiry "$source" --revocation $how
      says "revocation was not checked"
      says "Rogue authority"
      says "--trust"
      expect 0 dmpcert expiry "$source" --revocation $how --revocation-soft
      says "revocation was not checked"
    done
  done
  expect 3 dmpcert --lang fr expiry chain.pem --revocation crl
  says "n'a pas été vérifiée"
  # an order's certificate that the rogue signed; the authority beside it is no reason to trust it
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  cp leaf.pem shown.pem
  rogue "$(cat web.port)" dmp-workspace/970300026/AUTH_CLI/request.csr
  install 1 chain.pem --verify-only --revocation crl
  shows REVOCATION-UNTRUSTED
  install 1 chain.pem --verify-only --revocation ocsp
  shows REVOCATION-UNTRUSTED
  [ "$(came web)" = 0 ]
  # whom the user trusts, or whom he names, is asked: the listener does hear
  expect 0 dmpcert expiry shown.pem --trust rogue.pem --revocation crl
  [ "$(came web)" = 1 ]
  expect 0 dmpcert expiry chain.pem --revocation crl --crl "$(url web)"
  [ "$(came web)" = 2 ]
  grep -q '^GET /list.crl HTTP/1.0$' web.log
}

@test "an address with a line's end or a user in it is none" {
  odd web silent
  port=$(cat web.port)
  rogue "$port"
  for address in "http://127.0.0.1:$port/a b" $'http://127.0.0.1:'"$port"$'/a\r\nX: y' "http://me@127.0.0.1:$port/" \
    "https://127.0.0.1:$port/" "ldap://127.0.0.1:$port/" "file:///etc/passwd" "http://127.0.0.1:$port:1/" \
    "http://[127.0.0.1:$port/" "http://127.0.0.1:$port\\@x/"; do
    expect 4 dmpcert expiry chain.pem --trust rogue.pem --revocation crl --crl "$address"
    says "http://"
  done
  [ "$(came web)" = 0 ]
}

@test "a number that is no port is refused wherever a port is read: the one that it would be cut to hears nothing" {
  odd web silent
  local port=$(($(cat web.port) + 65536))
  rogue 1
  for address in "http://127.0.0.1:$port/list.crl" "http://127.0.0.1:0/" "http://localhost:99999999999/"; do
    expect 4 dmpcert expiry chain.pem --trust rogue.pem --revocation crl --crl "$address"
    says "a port is a number from 1 to 65535"
    expect 4 dmpcert expiry chain.pem --trust rogue.pem --revocation ocsp --ocsp-url "$address"
    says "a port is a number from 1 to 65535"
  done
  for source in "127.0.0.1:$port" "tls://127.0.0.1:$port" "imap://[::1]:0" "https://127.0.0.1:$port/x"; do
    expect 3 dmpcert expiry "$source"
    says "$source: a port is a number from 1 to 65535"
  done
  order
  expect 2 dmpcert install auth.pem --pem-dir pki --probe "127.0.0.1:$port"
  says "127.0.0.1:$port: a port is a number from 1 to 65535"
  expect 2 dmpcert --lang fr install auth.pem --pem-dir pki --probe "127.0.0.1:$port"
  says "un port est un nombre de 1 à 65535"
  http_proxy="http://127.0.0.1:$port" expect 4 dmpcert expiry chain.pem --trust rogue.pem --revocation crl \
    --crl http://lists.example.invalid/list.crl
  says "http_proxy is not the address of a proxy"
  printf '{"version": 1, "extends": "ans-2021-09-30", "name": "here", "portal_login_url": "http://127.0.0.1:%s/"}' "$port" > policy.json
  run --separate-stderr dmpcert check --workstation --online --policy policy.json
  shows "ordering platform http://127.0.0.1:$port/: http://127.0.0.1:$port/: a port is a number from 1 to 65535"
  shows WORKSTATION-PORTAL
  [ "$(came web)" = 0 ]
}

@test "no_proxy keeps places from the proxy" {
  rogue_list list.der
  rogue 1
  odd list file list.der
  odd proxy silent
  export http_proxy
  http_proxy="http://127.0.0.1:$(cat proxy.port)"
  asked=(chain.pem --trust rogue.pem --revocation crl --crl "$(url list)" --timeout 1)
  for exempt in '*' 127.0.0.1 'localhost, 127.0.0.0/8' "127.0.0.1:$(cat list.port)"; do
    no_proxy=$exempt expect 0 dmpcert expiry "${asked[@]}"
    NO_PROXY=$exempt expect 0 dmpcert expiry "${asked[@]}"
  done
  [ "$(came proxy)" = 0 ]
  no_proxy=127.0.0.1:1 expect 4 dmpcert expiry "${asked[@]}"
  no_proxy=localhost NO_PROXY='*' expect 4 dmpcert expiry "${asked[@]}"
  [ "$(came proxy)" = 2 ]
}

@test "who stops an exchange is not told to look at name, port and firewall" {
  order
  odd quiet silent
  rogue 1
  port=$(cat quiet.port)
  # stopped COMMAND…: it is waiting for the server when SIGINT comes.
  stopped() {
    local before pid code=0
    before=$(came quiet)
    env --default-signal=INT "$DMPCERT" "$@" --timeout 500 > out 2> err 3>&- &
    pid=$!
    for _ in $(seq 200); do [ "$(came quiet)" -gt "$before" ] && break; sleep 0.1; done
    kill -INT "$pid"
    wait "$pid" || code=$?
    [ "$code" = 130 ] || { echo "$code: $(cat out err)"; return 1; }
    grep -q "interrupted before the answer came" out err || { cat out err; return 1; }
    never grep -i "firewall\|check the network\|address, the port" out err
  }
  stopped expiry "tls://127.0.0.1:$port"
  stopped expiry chain.pem --trust rogue.pem --revocation crl --crl "$(url quiet)"
  stopped expiry chain.pem --trust rogue.pem --revocation ocsp --ocsp-url "$(url quiet)"
  stopped install auth.pem --pem-dir pki --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --probe "127.0.0.1:$port"
}

@test "a time that is outside its bounds: they are named" {
  for command in "expiry . --timeout" "install a.pem --timeout" "check --workstation --online --timeout" "card show --card-timeout"; do
    for value in 0 601 -1 x 1.5 99999999999999999999; do
      # shellcheck disable=SC2086
      expect 2 dmpcert $command=$value
      says "${command##* }: a whole number from 1 to 600 is expected"
    done
  done
  expect 2 dmpcert install a.pem --command-timeout 3601
  says "--command-timeout: a whole number from 1 to 3600 is expected"
  expect 2 dmpcert csr dossier.json --all --jobs 0
  says "--jobs: a whole number from 1 to 128 is expected"
  expect 2 dmpcert --lang fr expiry . --jobs 65
  says "--jobs : un nombre entier de 1 à 64 est attendu"
  expect 2 dmpcert install a.pem --keep=-1
  says "--keep: a whole number of at least 0 is expected"
  printf '[expiry]\ntimeout = 900\n' > dmpcert.toml
  expect 2 dmpcert --config dmpcert.toml expiry .
  says "--timeout: a whole number from 1 to 600 is expected"
}

@test "a redirection is followed on the same host and port alone, and not for ever" {
  rogue_list list.der
  rogue 1
  odd other file list.der
  odd away redirect "$(url other)"
  odd circle circle
  odd detour detour list.der
  asked=(chain.pem --trust rogue.pem --revocation crl --crl)
  expect 4 dmpcert expiry "${asked[@]}" "$(url away)"
  says "another host or port"
  [ "$(came away) $(came other)" = "1 0" ]
  expect 4 dmpcert expiry "${asked[@]}" "$(url circle)"
  says "redirects more than 3 times"
  [ "$(came circle)" = 4 ]
  expect 0 dmpcert expiry "${asked[@]}" "$(url detour)"
  [ "$(came detour)" = 2 ]
  # a question by POST is not sent on at all
  expect 4 dmpcert expiry chain.pem --trust rogue.pem --revocation ocsp --ocsp-url "$(url away)"
  says "status 302"
  [ "$(came other)" = 0 ]
}

@test "answers as servers give them: without a length, in parts, in lower case; through a proxy" {
  rogue_list list.der
  rogue 1
  for kind in file bare split; do
    odd $kind $kind list.der
    expect 0 dmpcert expiry chain.pem --trust rogue.pem --revocation crl --crl "$(url $kind)" --timeout 300
  done
  http_proxy="http://127.0.0.1:$(cat file.port)" expect 0 dmpcert expiry chain.pem --trust rogue.pem --revocation crl \
    --crl http://lists.example.invalid/list.crl
  grep -q '^GET http://lists.example.invalid/list.crl HTTP/1.0$' file.log
}

@test "one deadline for a whole exchange: bytes that drip, headers and bodies without an end" {
  rogue 1
  for kind in drip slow silent header body; do
    odd $kind $kind
    case $kind in
      header | body) why="too large" most=250 ;;
      *) why="no answer within 1 second" most=1 ;;
    esac
    expect 4 timeout 300 "$DMPCERT" expiry chain.pem --trust rogue.pem --revocation crl --crl "$(url $kind)" --timeout $most
    says "$why"
    expect 4 timeout 300 "$DMPCERT" expiry chain.pem --trust rogue.pem --revocation ocsp --ocsp-url "$(url $kind)" --timeout $most
    says "$why"
  done
  # the same for what a server shows, and for the machine that orders
  expect 4 timeout 200 "$DMPCERT" expiry "tls://127.0.0.1:$(cat silent.port)" "imap://127.0.0.1:$(cat drip.port)" --timeout 1
  for kind in drip header silent; do
    printf '{"version": 1, "extends": "ans-2021-09-30", "name": "here", "portal_login_url": "http://127.0.0.1:%s/"}' \
      "$(cat $kind.port)" > policy.json
    run timeout 200 "$DMPCERT" check --workstation --online --timeout 1 --policy policy.json
    [ "$status" -lt 124 ]
  done
}

@test "the probe has one deadline, hears SIGTERM, and takes any time that is short" {
  order
  # A server that sends a byte of the handshake now and then.
  cat > drip.py <<'PY'
import socket, threading, time
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
def drip(connection):
    try:
        connection.recv(4096)
        connection.sendall(b"\x16\x03\x03\x3f\xff")
        while True:
            connection.sendall(b"x")
            time.sleep(0.2)
    except OSError:
        pass
while True:
    threading.Thread(target=drip, args=(listener.accept()[0],), daemon=True).start()
PY
  serve drip.port '^[0-9]+$' /usr/bin/python3 drip.py
  trusting=(--dossier dossier.json --trust "$AUTHORITY/trust" --trust-any)
  expect 4 timeout 200 "$DMPCERT" install auth.pem --pem-dir pki "${trusting[@]}" --probe "127.0.0.1:$(cat drip.port)" --timeout 1
  says "no answer within 1 second"
  SECONDS=0
  "$DMPCERT" install auth.pem --pem-dir pki "${trusting[@]}" --probe "127.0.0.1:$(cat drip.port)" --timeout 500 > out 2> err 3>&- &
  pid=$! code=0
  sleep 1
  kill -TERM "$pid"
  wait "$pid" || code=$?
  [ "$code" = 130 ]
  [ "$SECONDS" -lt 200 ]
  grep -q interrupted err
  # a list that drips does not keep it either
  odd drip2 drip
  "$DMPCERT" install auth.pem --pem-dir pki "${trusting[@]}" --revocation crl --crl "$(url drip2)" --timeout 500 > out 2> err 3>&- &
  pid=$! code=0
  for _ in $(seq 100); do [ "$(came drip2)" = 1 ] && break; sleep 0.1; done
  kill -TERM "$pid"
  wait "$pid" || code=$?
  [ "$code" = 130 ]
  [ "$SECONDS" -lt 200 ]
}

@test "--crl FILE is in the place of the network: a list of another authority is told, and nothing is fetched" {
  rogue_list list.der
  rogue_list other.der "/CN=Another authority"
  odd web file list.der
  rogue "$(cat web.port)"
  asked=(chain.pem --trust rogue.pem --revocation crl --crl-cache cache)
  expect 3 dmpcert expiry "${asked[@]}" --crl other.der
  says "none of the given lists belongs to"
  says "Rogue authority"
  expect 0 dmpcert expiry "${asked[@]}" --crl other.der --revocation-soft
  says "none of the given lists"
  expect 0 dmpcert expiry "${asked[@]}" --crl other.der --crl list.der
  order
  install 1 auth.pem --verify-only --revocation crl --crl other.der
  shows CRL-NONE-FITS
  [ "$(came web)" = 0 ]
  # an address that was given beside it is the user's choice; without any list the certificate's is asked
  expect 0 dmpcert expiry "${asked[@]}" --crl other.der --crl "$(url web)"
  expect 0 dmpcert expiry chain.pem --trust rogue.pem --revocation crl
  [ "$(came web)" = 2 ]
}

@test "the probe says whether the server was verified, by --trust or the trust store" {
  order
  root=(-CA "$AUTHORITY/root.pem" -CAkey "$AUTHORITY/private/root.key")
  for name in localhost elsewhere; do
    echo "subjectAltName=DNS:$name" > names
    openssl x509 -req -in server.csr "${root[@]}" -set_serial 9 -days 2 -extfile names -out $name.pem 2> /dev/null
    tls_server $name -cert $name.pem -key server.key -tls1_2
  done
  openssl x509 -req -in server.csr -signkey server.key -days 2 -out impostor.pem 2> /dev/null
  tls_server impostor -cert impostor.pem -key server.key -tls1_2
  at() { echo "localhost:$(cat "$1.port")"; }
  standing() { json 'd["probes"][0]["server_standing"]'; }
  install 0 auth.pem --pem-dir pki --probe "$(at localhost)"
  shows "It is verified"
  install 0 auth.pem --pem-dir pki --probe "$(at impostor)"
  shows "It was not verified: no authority of --trust"
  install 1 auth.pem --pem-dir pki --probe "$(at elsewhere)"
  shows "Do not trust it"
  install 1 auth.pem --pem-dir pki --probe "$(at elsewhere)" --format json
  [ "$(standing)" = refused ]
  dmpcert check --schema report > schema.json
  /usr/bin/python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.loads(sys.argv[1]), json.load(open("schema.json")))' "$output"
  install 0 auth.pem --pem-dir pki --probe "127.0.0.1:$(cat impostor.port)" --format json
  [ "$(standing)" = unknown ]
  expect 0 dmpcert --lang fr install auth.pem --pem-dir pki --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any \
    --probe "$(at impostor)"
  shows "Il n'a pas été vérifié"
}
