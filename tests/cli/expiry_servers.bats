load helper

# serve COMMAND…: starts a server; its port comes on the first line of its output. Ended by teardown.
setup_file() {
  mkdir "$BATS_FILE_TMPDIR/pki" && cd "$BATS_FILE_TMPDIR/pki" || return 1
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj "/CN=Test authority" -days 200 2> /dev/null
  local name
  for name in one two; do
    openssl req -newkey rsa:2048 -nodes -keyout $name.key -out $name.csr -subj "/CN=$name.example" 2> /dev/null
    openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 400 -out $name.pem 2> /dev/null
  done
}

teardown() {
  local pid
  for pid in $(cat "$BATS_TEST_TMPDIR"/*.pid 2> /dev/null); do
    kill "$pid" 2> /dev/null || true
  done
}

start() {  # start NAME COMMAND…: in the background; its process is in NAME.pid
  local name=$1
  shift
  # s_server ends a connection when its standard input ends: here it never does.
  mkfifo "$BATS_TEST_TMPDIR/$name.in"
  "$@" > "$BATS_TEST_TMPDIR/$name.out" 2> "$BATS_TEST_TMPDIR/$name.err" <> "$BATS_TEST_TMPDIR/$name.in" 3>&- &
  echo $! > "$BATS_TEST_TMPDIR/$name.pid"
}

port_of() {  # port_of NAME: waits for the port that it prints
  local i port
  for i in $(seq 100); do
    port=$(grep -oE '[0-9]{4,5}$' "$BATS_TEST_TMPDIR/$1.out" | head -1) && [ -n "$port" ] && break
    sleep 0.05
  done
  echo "$port"
}

openssl_server() {  # openssl_server NAME OPTIONS…: s_server chooses a free port and says so
  local name=$1
  shift
  start "$name" openssl s_server -accept 127.0.0.1:0 -cert "$BATS_FILE_TMPDIR/pki/one.pem" \
    -key "$BATS_FILE_TMPDIR/pki/one.key" -CAfile "$BATS_FILE_TMPDIR/pki/ca.pem" -cert_chain "$BATS_FILE_TMPDIR/pki/ca.pem" "$@"
}

python_server() { start "$1" "$REPOSITORY/tests/support/tls-server.py" "$1" "$BATS_FILE_TMPDIR/pki/one.pem" "$BATS_FILE_TMPDIR/pki/one.key"; }

names() { json '[c["service"] for c in d["certificates"]]'; }

@test "what openssl's server shows, with its chain, and by the name that is asked for" {
  local pki="$BATS_FILE_TMPDIR/pki"
  openssl_server plain -servername two.example -cert2 "$pki/two.pem" -key2 "$pki/two.key"
  local port
  port=$(port_of plain)
  expect 0 dmpcert expiry 127.0.0.1:$port --format json
  [ "$(names)" = "['one.example', 'Test authority']" ]
  [ "$(json 'd["certificates"][0]["source"]')" = "127.0.0.1:$port" ]
  [ "$(json 'd["certificates"][0]["sha256"]')" = "$(openssl x509 -in $pki/one.pem -outform DER | sha256sum | cut -d' ' -f1)" ]
  # Its authority ends before it: that is told, and alarms.
  expect 1 dmpcert expiry tls://127.0.0.1:$port --warn 250d
  shows "Test authority expires before it"
  expect 0 dmpcert expiry https://localhost:$port --server-name two.example --format json
  [ "$(json 'd["certificates"][0]["service"]')" = two.example ]
  # A server and a file with the same certificate are one line.
  expect 0 dmpcert expiry 127.0.0.1:$port "$pki/one.pem" --format json
  [ "$(json 'd["certificates"][0]["places"]')" = "['$pki/one.pem', '127.0.0.1:$port']" ]
}

@test "a server that insists on a certificate of ours shows its own before, in TLS 1.2 and 1.3" {
  local pki="$BATS_FILE_TMPDIR/pki" version
  for version in 2 3; do
    openssl_server mutual$version -tls1_$version -Verify 1 -verify_return_error
    local port
    port=$(port_of mutual$version)
    expect 0 dmpcert expiry 127.0.0.1:$port --format json
    [ "$(json 'd["certificates"][0]["service"]')" = one.example ]
    expect 0 dmpcert expiry 127.0.0.1:$port --client-certificate "$pki/two.pem" --client-key "$pki/two.key"
  done
  grep -q 'two.example' "$BATS_TEST_TMPDIR/mutual2.err" "$BATS_TEST_TMPDIR/mutual2.out"
  expect 3 dmpcert expiry 127.0.0.1:1 --client-certificate nowhere.pem
}

@test "STARTTLS of SMTP, IMAP and LDAP" {
  local kind
  for kind in smtp imap ldap; do
    python_server $kind
  done
  expect 0 dmpcert expiry smtp://127.0.0.1:$(port_of smtp) imap://127.0.0.1:$(port_of imap) \
    ldap://localhost:$(port_of ldap) --format json
  [ "$(json '[(c["service"], len(c["places"])) for c in d["certificates"]]')" = "[('one.example', 3)]" ]
}

@test "servers that refuse, close, say nothing or say junk: told, in time, and the others are seen" {
  local kind
  for kind in smtp refuse silent junk endless closed; do
    python_server $kind
  done
  expect 4 timeout -k 5 300 "$DMPCERT" expiry smtp://127.0.0.1:$(port_of smtp) smtp://127.0.0.1:$(port_of refuse) tls://127.0.0.1:$(port_of silent) \
    tls://127.0.0.1:$(port_of junk) imap://127.0.0.1:$(port_of endless) ldap://127.0.0.1:$(port_of closed) 127.0.0.1:1 \
    --timeout 1 --format json
  [ "$(names)" = "['one.example']" ]
  # One that closes at once is seen as that, or as a connection that was reset.
  [ "$(json 'len(d["errors"])')" = 6 ]
  [ "$(json 'sorted(e["id"] for e in d["errors"] if "ldap" not in e["message"])')" = \
    "['TLS-HANDSHAKE', 'TLS-NO-CONNECTION', 'TLS-NO-CONNECTION', 'TLS-STARTTLS', 'TLS-STARTTLS']" ]
  expect 4 dmpcert --lang fr expiry tls://127.0.0.1:$(port_of silent) --timeout 1
  says "pas de réponse en 1 seconde"
  expect 3 dmpcert expiry tls://127.0.0.1:$(port_of silent) --timeout 1 --format nagios
  expect 3 dmpcert expiry gopher://127.0.0.1:70
}
