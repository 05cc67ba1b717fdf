load helper

monitoring="$REPOSITORY/examples/monitoring"

need() { command -v "$1" > /dev/null || skip "$1 is not here"; }

teardown() {
  case "$HOST" in /tmp/dmpcert-host.*) rm -rf "$HOST" ;; esac
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
  sed "s|/usr/bin/dmpcert|$DMPCERT|" "$monitoring/dmpcert-expiry.service" > dmpcert-expiry.service
  cp "$monitoring/dmpcert-expiry.timer" .
  run systemd-analyze verify --man=no ./dmpcert-expiry.service ./dmpcert-expiry.timer
  [ "$status" = 0 ]
  run grep -c dmpcert <<< "$output"
  [ "$output" = 0 ]
}

@test "the unit is closed: systemd rates its exposure 2.0 of 10 at most" {
  need systemd-analyze
  cp "$monitoring/dmpcert-expiry.service" .
  run systemd-analyze security --offline=true --threshold=20 ./dmpcert-expiry.service
  [ "$status" = 0 ] || { echo "$output"; return 1; }
  [[ "${lines[-1]}" == *"exposure level"* ]]
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
  [ "$(wc -l < commands)" = 8 ]
  export DOSSIER=dossier.json PKI=pki
  while IFS= read -r line; do
    run env PATH="$(dirname "$DMPCERT"):$PATH" bash -c "$line"
    [ "$status" -le 1 ] || { echo "exit $status: $line"; echo "$output"; return 1; }
  done < commands
  [ -s dmpcert.prom ] && [ -s expiry.html ] && [ -s expiry.ics ]
  xmllint --noout expiry.xml
}

@test "Icinga: a real one runs the check" {
  need icinga2
  order
  mkdir pki data && deliver cayenne 970300026 SIGN pki/sign.pem --not-before 20231210000000Z
  # Sooner than twice a day, and with what it saw in files.
  { printf '%s\n' 'include <itl>' 'object CheckerComponent "checker" {}' \
      'object PerfdataWriter "seen" {' '  host_perfdata_path = DataDir + "/host"' \
      '  service_perfdata_path = DataDir + "/seen"' '  host_temp_path = DataDir + "/host.tmp"' \
      '  service_temp_path = DataDir + "/seen.tmp"' '  rotation_interval = 1s' \
      '  service_format_template = "$service.check_command$ $service.state_id$ $service.output$|$service.perfdata$"' '}' \
      'object Host "dmp" {' '  check_command = "dummy"' '  vars.dmp = true' '}'
    sed "s|/usr/bin/dmpcert|$DMPCERT|; s|/etc/dmp/pki|$PWD/pki|; s|12h|1s|" "$monitoring/icinga2.conf"; } > icinga.conf
  ICINGA2_USER=$(id -un) ICINGA2_GROUP=$(id -gn) icinga2 daemon -c icinga.conf --define DataDir="$PWD/data" \
    --define CacheDir="$PWD/data" --define InitRunDir="$PWD/data" --define LogDir="$PWD/data" \
    --define SpoolDir="$PWD/data" > icinga.log 2>&1 3>&- &
  echo $! > "$BATS_TEST_TMPDIR/icinga.pid"
  local i
  for ((i = 0; i < 60; i++)); do
    cat data/seen.[0-9]* > service 2> /dev/null && grep -q . service && break
    sleep 0.5
  done
  # It ends in a few days, or has ended.
  grep -q "^dmpcert-expiry 2 CERTIFICATES CRITICAL" service || { cat icinga.log service; return 1; }
  grep -q "|days_left=.*;91:;31: certificates=1;" service
}

@test "Nagios: another program reads the command and the service" {
  perl -MNagios::Object::Config -e 1 2> /dev/null || skip "libnagios-object-perl is not here"
  run perl -MNagios::Object::Config -e '
    my $all = Nagios::Object::Config->new(Version => 3);
    $all->parse($ARGV[0]);
    print $_->name, ": ", $_->command_line, "\n" for @{$all->list_commands};
    print $_->check_command, "\n" for @{$all->list_services};' "$monitoring/nagios.cfg"
  [ "${lines[0]}" = 'check_dmp_certificates: /usr/bin/dmpcert expiry $ARG1$ --warn $ARG2$ --critical $ARG3$ --format nagios' ]
  [ "${lines[1]}" = 'check_dmp_certificates!/etc/dmp/pki!90d!30d' ]
  [ "${#lines[@]}" = 2 ]
}

# As the unit says: its user, its command, with its paths in a directory that its user may reach.
run_unit() {
  local line user unit="$monitoring/dmpcert-expiry.service"
  user=$(sed -n 's/^User=//p' "$unit")
  line=$(sed -n 's/^ExecStart=//p' "$unit" | sed "s|/usr/bin/dmpcert|$1/dmpcert|; s|/etc/dmp/pki|$1/pki|; s|/var/lib/prometheus/node-exporter|$1/out|")
  [ "$user" = prometheus ]
  mkdir -p "$1/out" && chown "$user" "$1/out"
  run setpriv --reuid="$user" --regid="$user" --init-groups --no-new-privs --bounding-set=-all env -i PATH=/usr/bin:/bin bash -c "cd / && $line"
}

@test "the unit, as its own user, sees what root has installed, and no key" {
  [ "$(id -u)" = 0 ] || skip "only root installs for others"
  id prometheus > /dev/null 2>&1 || skip "there is no user prometheus"
  order
  deliver cayenne 970300026 AUTH_CLI auth.pem
  deliver cayenne 970300026 SIGN sign.pem
  HOST=$(mktemp -d /tmp/dmpcert-host.XXXXXX)
  chmod 755 "$HOST"
  cp "$DMPCERT" "$HOST/dmpcert"
  (umask 022 && install 0 auth.pem sign.pem --pem-dir "$HOST/pki")
  run_unit "$HOST"
  [ "$status" = 0 ] || { echo "$output"; return 1; }
  [ "$(grep -c '^dmpcert_certificate_due{usage="\(AUTH_CLI\|SIGN\)"' "$HOST/out/dmpcert.prom")" = 2 ]
  grep -q '^dmpcert_unreadable_files 0$' "$HOST/out/dmpcert.prom"
  # Keys stay closed, in the versions too.
  run --separate-stderr setpriv --reuid=prometheus --regid=prometheus --clear-groups find "$HOST/pki" -follow -name key.pem -readable
  [ -z "$output" ]
  [ -n "$(find "$HOST/pki" -name key.pem)" ]
  # A renewal goes on to be seen; a umask that closes everything is heeded, and then the metrics say so.
  rm -r "$HOST/pki"
  (umask 077 && install 0 auth.pem sign.pem --pem-dir "$HOST/pki")
  run_unit "$HOST"
  [ "$status" = 3 ]
  grep -q '^dmpcert_unreadable_files [1-9]' "$HOST/out/dmpcert.prom"
  run ! grep -q '^dmpcert_certificate_due' "$HOST/out/dmpcert.prom"
}

@test "each alert fires when it should, and only then" {
  need promtool
  cp "$monitoring/alerts.yml" .
  /usr/bin/python3 - <<'END'
day, now = 86400, 1700000000
def due(usage, value): return ('dmpcert_certificate_due{usage="%s",structure="1970300026",instance="h"}' % usage, value)
def run(at): return ('dmpcert_last_run_timestamp_seconds{instance="h"}', at)
def unreadable(count): return ('dmpcert_unreadable_files{instance="h"}', count)
critical = 'dmpcert_certificate_critical{usage="SIGN",structure="1970300026",instance="h"}'
missing = 'dmpcert_certificate_missing{usage="SIGN",site="ehpad",instance="h"}'
cases = {  # series of two hours, from second 0 on, and what is firing then
    "fine": ([due("SIGN", 0), run(0), unreadable(0), (critical, 0)], set()),
    "soon": ([due("SIGN", 1), run(0), unreadable(0), (critical, 0)], {"DmpCertificateEndsSoon"}),
    "very soon": ([due("SIGN", 1), run(0), unreadable(0), (critical, 1)], {"DmpCertificateEndsSoon", "DmpCertificateEnds"}),
    "missing": ([due("SIGN", 0), run(0), unreadable(0), (missing, 1)], {"DmpCertificateMissing"}),
    "unreadable": ([due("SIGN", 0), run(0), unreadable(2)], {"DmpFilesUnreadable"}),
    "nothing": ([run(0), unreadable(0)], {"DmpNoCertificates"}),
    "authorities only": ([due("CA", 0), run(0), unreadable(0)], {"DmpNoCertificates"}),
    "stale": ([due("SIGN", 0), run(-3 * day), unreadable(0)], {"DmpCertificatesNotWatched"}),
}
names = ["DmpCertificateEndsSoon", "DmpCertificateEnds", "DmpCertificateMissing", "DmpFilesUnreadable", "DmpNoCertificates",
         "DmpCertificatesNotWatched"]
labels = {"DmpCertificateEndsSoon": "severity: warning, usage: SIGN, structure: '1970300026', instance: h",
          "DmpCertificateEnds": "severity: critical, usage: SIGN, structure: '1970300026', instance: h",
          "DmpCertificateMissing": "severity: critical, usage: SIGN, site: ehpad, instance: h",
          "DmpFilesUnreadable": "severity: warning, instance: h", "DmpNoCertificates": "severity: critical, instance: h",
          "DmpCertificatesNotWatched": "severity: warning, instance: h"}
import re
rules = open("alerts.yml").read()
assert sorted(names) == sorted(re.findall(r"alert: (\w+)", rules))  # None is left out.
# What an alert says is not what is tried here.
rules = re.sub(r"\n +annotations:(\n {10}.*)+", "", rules)
open("bare.yml", "w").write(rules)
with open("tests.yml", "w") as out:
    out.write("rule_files: [bare.yml]\nevaluation_interval: 1m\ntests:\n")
    for name, (series, firing) in cases.items():
        out.write("  - name: %s\n    interval: 1m\n    input_series:\n" % name)
        for series_name, value in series:
            out.write("      - {series: '%s', values: '%dx120'}\n" % (series_name, value))
        out.write("    alert_rule_test:\n")
        for alert in names:
            expected = "[{exp_labels: {%s}}]" % labels[alert] if alert in firing else "[]"
            out.write("      - {eval_time: 2h, alertname: %s, exp_alerts: %s}\n" % (alert, expected))
END
  run promtool test rules tests.yml
  [ "$status" = 0 ] || { echo "$output"; return 1; }
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
  # The dashboard's queries, as Grafana asks them for all hosts.
  /usr/bin/python3 - "$own" "$monitoring/grafana-dashboard.json" <<'END'
import json, sys, urllib.parse, urllib.request
api = f"http://127.0.0.1:{sys.argv[1]}/api/v1/query?"
panels = json.load(open(sys.argv[2]))["panels"]
assert len({p["id"] for p in panels}) == len(panels) > 0
for panel in panels:
    for target in panel["targets"]:
        query = target["expr"].replace("$host", ".*")
        answer = json.load(urllib.request.urlopen(api + urllib.parse.urlencode({"query": query})))
        print(panel["title"], answer)
        assert answer["status"] == "success" and answer["data"]["result"], query
END
}
