load helper

# The lines that --snippet prints, in the software that they are for: it takes them, and shows the certificate with its
# chain to a server that has proven its name, and to no other. Paths have what quoting is for.
PATH=$PATH:/usr/sbin
ODD='it'"'"'s "the" #1; \2 &%*\ DMP'

setup() {
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  STARTED=()
  unset http_proxy
  dmpcert csr dossier.json --site cayenne --plain-key --usage auth-cli > /dev/null
  deliver cayenne 970300026 AUTH_CLI auth.pem
}
teardown() {
  [ -z "${STARTED[*]}" ] || kill "${STARTED[@]}" 2> /dev/null || true
  [ -z "${STARTED[*]}" ] || wait "${STARTED[@]}" 2> /dev/null || true
}

need() { command -v "$1" > /dev/null || skip "$1 is not here"; }
install() { expect 0 dmpcert install "$@" --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any; }
free_port() { /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
listening() {
  for _ in $(seq 100); do (exec 4<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null && return 0; sleep 0.1; done
  return 1
}

# server NAME CERTIFICATE: asks for a certificate below the authority's root, of which it knows nothing else, and
# answers with the certificate that it was shown. Leaves its port in NAME.port.
# It listens at both addresses of localhost, since some software only asks the first one.
server() {
  openssl s_server -accept 0 -cert "$2" -key server.key -CAfile "$AUTHORITY/root.pem" -Verify 3 \
    -verify_return_error -tls1_2 -www > "$1.log" 2>&1 3>&- &
  STARTED+=($!)
  for _ in $(seq 100); do grep -q ACCEPT "$1.log" && break; sleep 0.1; done
  grep -oE 'ACCEPT .*:[0-9]+' "$1.log" | grep -oE '[0-9]+$' > "$1.port"
}

# servers: one that the authority's root has signed, and one that only says that it is that one.
servers() {
  openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost 2> /dev/null
  echo subjectAltName=DNS:localhost > names
  openssl x509 -req -in server.csr -CA "$AUTHORITY/root.pem" -CAkey "$AUTHORITY/private/root.key" -set_serial 7 \
    -days 2 -extfile names -out server.pem 2> /dev/null
  openssl x509 -req -in server.csr -signkey server.key -days 2 -extfile names -out impostor.pem 2> /dev/null
  server real server.pem
  server other impostor.pem
}

# snippet SOFTWARE: the lines alone, for the real server.
snippet() {
  install auth.pem --pem-dir "$ODD/pki" --haproxy "$ODD/lb.pem" --trust-store "$ODD/trust.pem" \
    --probe "localhost:$(cat real.port)" --snippet "$1"
  sed '1,/^$/d' <<< "$output" | sed -n '/^location\|^SSLProxy\|^backend\|^\[dmp/,$p'
}

fetch() { /usr/bin/python3 -c 'import sys, urllib.request as u; print(u.urlopen("http://127.0.0.1:" + sys.argv[1] + "/", timeout=10).read().decode())' "$1"; }

# through SOFTWARE CONFIGURATION COMMAND…: starts it; what it shows to the real server is the installed certificate, and
# the other server gets nothing. The configuration has PORT where the software listens.
through() {
  local software=$1 configuration=$2 real other port server
  shift 2
  real=$(cat real.port)
  other=$(cat other.port)
  for server in "$real" "$other"; do
    port=$(free_port)
    sed "s/PORT/$port/; s/localhost:$real/localhost:$server/; s/accept = .*/accept = 127.0.0.1:$port/" \
      "$configuration" > "$configuration.$server"
    "${@/CONFIGURATION/$PWD/$configuration.$server}" > "$software.$server.log" 2>&1 3>&- &
    STARTED+=($!)
    listening "$port" || { cat "$software.$server.log"; return 1; }
    run fetch "$port"
    if [ "$server" = "$real" ]; then
      [ "$status" = 0 ] || { cat "$software.$server.log" real.log; return 1; }
      openssl x509 <<< "$output" | cmp - <(openssl x509 -in auth.pem)
    else
      [ "$status" != 0 ]
      run ! grep -q 'BEGIN CERTIFICATE' <<< "$output"
    fi
  done
}

@test "nginx takes its snippet and shows the certificate" {
  need nginx
  servers
  mkdir ng
  cat > nginx.conf <<END
daemon off; pid $PWD/ng/pid; error_log $PWD/ng/error; events {}
http { access_log off; client_body_temp_path $PWD/ng/b; proxy_temp_path $PWD/ng/p; fastcgi_temp_path $PWD/ng/f;
  uwsgi_temp_path $PWD/ng/u; scgi_temp_path $PWD/ng/s;
  server { listen 127.0.0.1:PORT;
$(snippet nginx)
} }
END
  sed "s/PORT/$(free_port)/" nginx.conf > tried.conf
  nginx -t -q -p ng -c "$PWD/tried.conf"
  through nginx nginx.conf nginx -p ng -c CONFIGURATION
}

@test "Apache takes its snippet and shows the certificate" {
  need apache2
  ODD+=' $HOME $x'
  servers
  modules=/usr/lib/apache2/modules
  cat > apache.conf <<END
ServerName localhost
$(for each in mpm_event authz_core ssl proxy proxy_http; do echo "LoadModule ${each}_module $modules/mod_$each.so"; done)
DefaultRuntimeDir $PWD
PidFile $PWD/PORT.pid
ErrorLog /dev/stderr
Listen 127.0.0.1:PORT
<VirtualHost 127.0.0.1:PORT>
$(snippet apache)
</VirtualHost>
END
  sed "s/PORT/$(free_port)/" apache.conf > tried.conf
  apache2 -t -f "$PWD/tried.conf"
  through apache apache.conf apache2 -X -f CONFIGURATION
}

@test "HAProxy takes its snippet and the single file, and shows the certificate" {
  need haproxy
  ODD+=' $HOME $x'
  servers
  cat > haproxy.cfg <<END
defaults
    mode http
    timeout connect 5s
    timeout client 5s
    timeout server 5s
frontend in
    bind 127.0.0.1:PORT
    default_backend dmp
$(snippet haproxy)
END
  sed "s/PORT/$(free_port)/" haproxy.cfg > tried.cfg
  haproxy -c -q -f tried.cfg
  through haproxy haproxy.cfg haproxy -db -f CONFIGURATION
  # the single file also serves: HAProxy loads key, certificate and chain from it
  port=$(free_port)
  printf 'defaults\n    mode http\n    timeout client 5s\nfrontend in\n    bind 127.0.0.1:%s ssl crt "%s"\n' "$port" \
    "$PWD/$(sed 's/["\\$]/\\&/g' <<< "$ODD")/lb.pem" > serving.cfg
  haproxy -db -f serving.cfg > serving.log 2>&1 3>&- &
  STARTED+=($!)
  listening "$port"
  openssl s_client -connect "127.0.0.1:$port" -showcerts -CAfile "$AUTHORITY/root.pem" -verify_return_error \
    -purpose any < /dev/null > shown 2> shown.log
  [ "$(grep -c BEGIN shown)" = 2 ]
}

@test "stunnel takes its snippet and shows the certificate" {
  need stunnel4
  ODD+=' $HOME $x'
  servers
  { printf 'foreground = yes\npid =\n' && snippet stunnel; } > stunnel.conf
  through stunnel stunnel.conf stunnel4 CONFIGURATION
  run grep -c MITM stunnel.*.log
  [ "$status" = 1 ]
}

@test "a path that the software's configuration cannot have is refused before anything is written" {
  refused() {  # refused SOFTWARE OPTIONS…
    expect 2 dmpcert install auth.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --snippet "$@"
    says "this path cannot be written in the configuration of $1"
    [ -z "$output" ]
  }
  for software in nginx apache haproxy stunnel; do
    for sign in $'\n' $'\r' $'\t' $'\x01' $'\x1b' $'\x7f'; do
      refused $software --pem-dir "pki${sign}CAfile = evil.pem" --haproxy lb.pem
      refused $software --pem-dir pki --haproxy "lb${sign}evil.pem"
      refused $software --pem-dir pki --haproxy lb.pem --trust-store "trust${sign}x.pem"
    done
  done
  refused nginx --pem-dir 'pki$x'
  refused apache --haproxy 'lb${HOME}.pem'
  refused stunnel --pem-dir pki --trust-store 'trust.pem '
  printf '{"version": 1, "targets": [{"kind": "pem", "path": "pki$x"}]}' > plan.json
  refused nginx --plan plan.json
  # nor does the server's name bring a line with it
  expect 2 dmpcert install auth.pem --pem-dir pki --probe $'localhost\nCAfile = evil.pem\n:443' --snippet stunnel
  run ! ls -d pki* lb* trust*
  expect 2 dmpcert --lang fr install auth.pem --pem-dir $'pki\n' --snippet stunnel
  says "ce chemin ne peut pas figurer dans la configuration de stunnel"
}

@test "without a trust store the system's authorities are asked; the single file's key may lack its last line's end" {
  for software in nginx apache haproxy stunnel; do
    install auth.pem --pem-dir pki --haproxy lb.pem --snippet $software
    case $software in haproxy) shows "ca-file @system-ca" ;; *) shows /etc/ssl/certs/ca-certificates.crt ;; esac
  done
  (umask 077 && printf %s "$(cat dmp-workspace/970300026/AUTH_CLI/key.pem)" > k.pem)
  mkdir empty
  for said in written unchanged; do
    install auth.pem --haproxy one.pem --key-file k.pem --workspace empty
    shows "$said: one.pem"
  done
  [ "$(grep -c '^-----BEGIN' one.pem)" = 3 ]
  cmp <(openssl pkey -in one.pem -pubout) <(openssl x509 -in auth.pem -pubkey -noout)
}
