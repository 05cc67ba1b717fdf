load helper

monitoring="$REPOSITORY/examples/monitoring"

need() { command -v "$1" > /dev/null || skip "$1 is not here"; }

teardown() {
  local pid
  for pid in $(cat "$BATS_TEST_TMPDIR"/*.pid 2> /dev/null); do
    kill "$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null || true
  done
}

@test "YAML: a linter has nothing to say" {
  need yamllint
  run yamllint -s -d '{extends: default, rules: {line-length: {max: 130}}}' "$monitoring"/*.yml
  [ -z "$output" ] && [ "$status" = 0 ]
}

@test "systemd knows the unit and the timer" {
  need systemd-analyze
  # The program is where the unit says on a real host; here it is ours.
  sed "s|/usr/bin/dmpcert|$DMPCERT|; s/^User=.*/User=root/" "$monitoring/dmpcert-expiry.service" > dmpcert-expiry.service
  cp "$monitoring/dmpcert-expiry.timer" .
  run systemd-analyze verify --man=no ./dmpcert-expiry.service ./dmpcert-expiry.timer
  [ "$status" = 0 ]
  run grep -c dmpcert <<< "$output"
  [ "$output" = 0 ]
}

@test "the commands of all examples are understood" {
  cp "$monitoring"/* .
  order
  mkdir pki && deliver cayenne 970300026 SIGN pki/sign.pem --not-before 20260101000000Z
  # ExecStart, the plugin of Nagios and Icinga, and the jobs' lines, with the paths of this folder.
  sed -n 's/^ExecStart=//p; s/^ *command_line *//p; s/^ *- \(dmpcert .*\)/\1/p; s/^ *run: \(dmpcert .*\)/\1/p' \
    dmpcert-expiry.service nagios.cfg gitlab-ci.yml github-workflow.yml |
    sed "s|/usr/bin/dmpcert|dmpcert|; s|/var/lib/prometheus/node-exporter/||; s|/etc/dmp/||; s|[$]ARG1[$]|pki|; s|[$]ARG2[$]|90d|; s|[$]ARG3[$]|30d|" \
      > commands
  [ "$(wc -l < commands)" = 7 ]
  export DOSSIER=dossier.json PKI=pki
  while IFS= read -r line; do
    run env PATH="$(dirname "$DMPCERT"):$PATH" bash -c "$line"
    [ "$status" -le 1 ] || { echo "exit $status: $line"; echo "$output"; return 1; }
  done < commands
  [ -s dmpcert.prom ] && [ -s expiry.html ] && [ -s expiry.ics ]
  xmllint --noout expiry.xml
}

@test "promtool knows the rules and the configuration" {
  need promtool
  cp "$monitoring"/*.yml .
  run promtool check rules alerts.yml
  [ "$status" = 0 ]
  run promtool check config prometheus.yml
  [ "$status" = 0 ]
}

@test "the fleet: a real Prometheus reads two hosts, and its alerts are firing" {
  need prometheus
  order
  mkdir pki www
  deliver cayenne 970300026 SIGN pki/sign.pem --not-before 20240110000000Z
  deliver ehpad 970302287 SIGN pki/good.pem
  dmpcert expiry pki --format prometheus --output www/metrics || [ $? = 1 ]
  dmpcert expiry dossier.json --format prometheus --output www/metrics2 || [ $? = 1 ]
  /usr/bin/python3 -c '
import http.server, functools, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory="www")
handler.func.log_message = lambda *a: None
handler.func.guess_type = lambda *a: "text/plain"
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
print(server.server_port, flush=True)
server.serve_forever()' > port 3>&- &
  echo $! > "$BATS_TEST_TMPDIR/www.pid"
  local i
  for i in $(seq 50); do [ -s port ] && break; sleep 0.1; done
  sed 's/for: 1h/for: 0s/' "$monitoring/alerts.yml" > alerts.yml
  cat > prometheus.yml <<END
global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: [alerts.yml]
scrape_configs:
  - job_name: one
    static_configs: [{targets: ["127.0.0.1:$(cat port)"]}]
  - job_name: two
    metrics_path: /metrics2
    static_configs: [{targets: ["127.0.0.1:$(cat port)"]}]
END
  local own
  own=$(/usr/bin/python3 -c 'import socket; s=socket.create_server(("127.0.0.1",0)); print(s.getsockname()[1])')
  prometheus --config.file=prometheus.yml --storage.tsdb.path=data --web.listen-address=127.0.0.1:$own > log 2>&1 3>&- &
  echo $! > "$BATS_TEST_TMPDIR/prometheus.pid"
  cat > firing.py <<END
import json, sys, time, urllib.request
wanted = {("DmpCertificateEndsSoon", "SIGN"), ("DmpCertificateMissing", "AUTH_CLI"), ("DmpCertificateMissing", "SIGN")}
for _ in range(60):
    try:
        alerts = json.load(urllib.request.urlopen("http://127.0.0.1:$own/api/v1/alerts"))["data"]["alerts"]
        firing = {(a["labels"]["alertname"], a["labels"].get("usage")) for a in alerts if a["state"] == "firing"}
        if wanted <= firing:
            sys.exit(0)
    except OSError:
        pass
    time.sleep(0.25)
sys.exit("not firing in time")
END
  /usr/bin/python3 firing.py || { tail -5 log; return 1; }
}
