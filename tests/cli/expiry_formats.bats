load helper

# Certificates of every status in a folder whose names are as bad as file systems allow.
setup_file() {
  export HEAP="$BATS_FILE_TMPDIR/heap"
  mkdir -p "$HEAP/work" "$HEAP/pki" && cd "$HEAP/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  dmpcert csr dossier.json --all --plain-key > /dev/null
  local evil=$'<b>&"\n;,|\e[31m\xff.pem'
  deliver cayenne 970300026 AUTH_CLI "../pki/$evil" --not-before 20231210000000Z
  deliver cayenne 970300026 SIGN ../pki/sign.pem --not-before 20240110000000Z --sign-37-months
  deliver ehpad 970302287 SIGN ../pki/old.pem --not-before 20220101000000Z
  deliver ehpad 970302287 SIGN ../pki/new.pem --not-before 20260101000000Z
  cp ../pki/sign.pem ../pki/copy.pem
  cp "$AUTHORITY/root.pem" ../pki/root.pem
  echo junk > ../pki/junk.crt
}

heap() {
  local format=$1
  shift
  (cd "$HEAP/work" && dmpcert --as-of $DAY "$@" expiry ../pki dossier.json --format "$format" 2> /dev/null)
}

@test "CSV: another program reads it, whatever the names hold" {
  run heap csv
  [ "$status" = 1 ]
  heap csv > out.csv || true
  /usr/bin/python3 - <<'END'
import csv
rows = list(csv.reader(open("out.csv", encoding="utf-8-sig", newline=""), delimiter=";"))
assert rows[0][:4] == ["Expires on", "Days left", "Status", "Usage"], rows[0]
assert {len(r) for r in rows} == {15}, rows
assert sorted(r[2] for r in rows[1:]) == ["expiring", "expiring", "missing", "superseded", "valid", "valid"], rows
assert [r[13] for r in rows if r[12].endswith("copy.pem")] == ["2"], rows
assert not any(c in cell for r in rows for cell in r for c in "\n\x1b"), rows
END
}

@test "JSON fits its schema, whatever the names hold" {
  heap json > out.json || true
  dmpcert check --schema report > schema.json
  /usr/bin/python3 - <<'END'
import json, jsonschema
report = json.load(open("out.json", encoding="utf-8"))
jsonschema.Draft7Validator(json.load(open("schema.json"))).validate(report)
sign = [c for c in report["certificates"] if c["source"].endswith("copy.pem")][0]
assert sign["ends_by"] == "key-usage-period" and sign["ends_on"] == "2027-01-10", sign
assert [p.split("/")[-1] for p in sign["places"]] == ["copy.pem", "sign.pem"], sign
assert sign["renewal"]["command"].startswith("dmpcert csr --renew dossier.json --site cayenne --usage sign"), sign
assert sign["renewal"]["start_by"] == "2026-11-11", sign
END
}

@test "Nagios: states, performance data and ranges" {
  run heap nagios
  [ "$status" = 2 ]
  [[ "${lines[0]}" =~ ^'CERTIFICATES CRITICAL - critical: 2, warning: 1, certificates: 3, missing: 1, unreadable: 1| days_left=17;91:;31: certificates=3;;;0 critical=2;;;0 warning=1;;;0 missing=1;;;0 unreadable=1;;;0'$ ]]
  [ "$(grep -c '|' <<< "$output")" = 1 ]
  cd "$HEAP"
  expect 1 dmpcert --as-of $DAY expiry pki --usage sign --format nagios
  expect 0 dmpcert --as-of $DAY expiry pki/new.pem --format nagios
  shows "CERTIFICATES OK"
  expect 3 dmpcert --as-of $DAY expiry pki/new.pem pki/junk.crt --format nagios
  expect 3 dmpcert --as-of $DAY expiry pki/new.pem --strict pki --ignore 'o*' --ignore 's*' --ignore 'c*' --ignore '<*' --format nagios
  shows "CERTIFICATES UNKNOWN"
  expect 3 dmpcert expiry --format nagios
  expect 3 dmpcert expiry pki --warn soon --format nagios
  expect 3 dmpcert expiry pki --format nagios --no-such-option
  expect 2 dmpcert --as-of 2030-01-01 --lang fr expiry pki/new.pem --format nagios
  shows "expiré le 01/01/2029"
}

@test "--critical alarms in every format and code, even where --warn is shorter" {
  cd "$HEAP"
  # 770 days are left.
  expect 1 dmpcert --as-of $DAY expiry pki/new.pem --warn 30d --critical 771d --format json
  [ "$(json '[(c["due"], c["critical"], c["status"]) for c in d["certificates"]], d["summary"]["due"]')" = \
    "([(True, True, 'expiring')], 1)" ]
  expect 2 dmpcert --as-of $DAY expiry pki/new.pem --warn 30d --critical 771d --format nagios
  shows "CERTIFICATES CRITICAL - critical: 1, warning: 0"
  expect 1 dmpcert --as-of $DAY expiry pki/new.pem --warn 30d --critical 771d --format prometheus
  grep -q '^dmpcert_certificate_due{.*} 1$' <<< "$output"
  grep -q '^dmpcert_certificate_critical{.*} 1$' <<< "$output"
  expect 1 dmpcert --as-of $DAY expiry pki/new.pem --warn 30d --critical 771d --format junit
  [ "$(xmllint --xpath 'count(//failure)' - <<< "$output")" = 1 ]
  expect 1 dmpcert --as-of $DAY expiry pki/new.pem --warn 30d --critical 771d --format html
  shows 'class="bad"'
  expect 1 dmpcert --as-of $DAY expiry pki/new.pem --warn 30d --critical 771d
  shows "expiring"
  expect 0 dmpcert --as-of $DAY expiry pki/new.pem --warn 30d --critical 769d --format nagios
}

@test "Prometheus: promtool has nothing to say; written in one step" {
  cd "$HEAP"
  expect 1 dmpcert --as-of $DAY expiry pki --format prometheus --output out.prom
  [ -z "$output" ]
  [ "$(stat -c %a out.prom)" = 644 ]
  no_leftovers
  grep -q '^dmpcert_certificate_end_timestamp_seconds{usage="SIGN",.*} 1799539200$' out.prom
  grep -q '^dmpcert_certificates{status="superseded"} 1$' out.prom
  grep -q '^dmpcert_last_run_timestamp_seconds 1795392000$' out.prom
  grep -q '^dmpcert_unreadable_files 1$' out.prom
  command -v promtool > /dev/null || skip "promtool is not here"
  run promtool check metrics < out.prom
  [ "$status" = 0 ] && [ -z "$output" ]
}

@test "JUnit: well-formed, a case a certificate" {
  heap junit > out.xml || true
  xmllint --noout out.xml
  [ "$(xmllint --xpath 'count(//testcase)' out.xml)" = 7 ]
  [ "$(xmllint --xpath 'count(//failure)' out.xml)" = 3 ]
  [ "$(xmllint --xpath 'string(//testsuite/@tests)' out.xml)" = 7 ]
  [ "$(xmllint --xpath 'string(//testsuite/@skipped)' out.xml)" = 2 ]
}

@test "iCalendar: other programs read it and find it valid; UIDs are stable, alarms at the notices" {
  heap ics > one.ics || true
  heap ics --lang fr > two.ics || true
  run ! grep -q $'[^\r]$' one.ics
  [ "$(LC_ALL=C awk 'length($0) > 76' one.ics | wc -l)" = 0 ]   # 75 bytes and the CR
  /usr/bin/python3 -c 'import icalendar' 2> /dev/null || skip "python3-icalendar is not here"
  /usr/bin/python3 - <<'END'
import datetime, icalendar
def events(name):
    return icalendar.Calendar.from_ical(open(name, "rb").read()).walk("VEVENT")
one, two = events("one.ics"), events("two.ics")
assert len(one) == 6, len(one)
assert len({e["UID"] for e in one}) == 6
assert {e["UID"] for e in one} == {e["UID"] for e in two}
ends = {e["DTSTART"].dt for e in one if str(e["SUMMARY"]).startswith("Expires: SIGN")}
assert ends == {datetime.date(2027, 1, 10), datetime.date(2029, 1, 1)}, ends
for event in one:
    assert event["DTEND"].dt - event["DTSTART"].dt == datetime.timedelta(days=1)
    days = [a["TRIGGER"].dt.days for a in event.walk("VALARM")]
    assert days == ([0] if event["UID"].split("@")[0].endswith("renewal") else [-90, -30]), days
assert any("dmpcert csr --renew dossier.json" in str(e["DESCRIPTION"]) for e in one)
END
  local checked
  checked=$(/usr/bin/python3 "$REPOSITORY/tests/cli/calendar_check.py" one.ics two.ics)
  [ "$(grep -o ' .*' <<< "$checked" | sort -u | wc -l)" = 1 ]  # libical sees the same UIDs in both.
  [ "$(wc -w <<< "$checked")" = 14 ]
  sed 's/^CALSCALE.*/METHOD:PUBLISH\r/' one.ics > message.ics  # The check can fail: nobody organises it.
  run ! /usr/bin/python3 "$REPOSITORY/tests/cli/calendar_check.py" message.ics
  [[ $output = *ORGANIZER* ]]
}

@test "HTML: one page that needs nothing from elsewhere, whatever the names hold" {
  heap html --lang fr > out.html || true
  /usr/bin/python3 - <<'END'
import html.parser, re
page = open("out.html", encoding="utf-8").read()
class Reader(html.parser.HTMLParser):
    VOID = {"meta", "br", "line", "rect"}
    def __init__(self):
        super().__init__()
        self.open, self.count = [], {}
    def handle_starttag(self, tag, attrs):
        self.count[tag] = self.count.get(tag, 0) + 1
        assert not {"src", "href"} & {k for k, _ in attrs}, (tag, attrs)
        assert not any(k.startswith("on") for k, _ in attrs), (tag, attrs)
        if tag not in self.VOID:
            self.open.append(tag)
    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, (tag, self.open)
reader = Reader()
reader.feed(page)
assert not reader.open, reader.open
assert reader.count["tr"] == 7 and reader.count["rect"] == 4 and reader.count["script"] == 1, reader.count
assert "b" not in reader.count
assert '<html lang="fr">' in page and "(prefers-color-scheme: dark)" in page and "@media print" in page
assert not re.search(r"https?://|@import|url\(", page)
assert reader.count["main"] == 1
# WCAG 2 (1.4.3): words have a contrast of 4.5 at least to what they stand on, in both themes.
def light(colour):
    parts = (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))
    return sum(w * (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4)
               for w, p in zip((0.2126, 0.7152, 0.0722), parts))
themes = re.findall(r":root \{([^}]*--ink[^}]*)\}", page)
assert len(themes) == 2
for theme in themes:
    colours = dict(re.findall(r"--(\w+): (#\w{6})", theme))
    for name in ("ink", "soft", "fine", "soon", "bad", "quiet"):
        pair = sorted((light(colours[name]), light(colours["paper"])))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, (name, colours[name])
END
}

@test "the table's bars, colours and accents; every format in both languages" {
  (cd "$HEAP/work" && dmpcert --as-of $DAY --color always expiry ../pki 2> /dev/null) > out.txt || true
  grep -q $'\e\\[31m█░░░░░░░░░\e' out.txt
  grep -q 'DMP SIGNATURE.*copy.pem (+1)' out.txt
  run heap text
  shows "missing"
  for format in text json csv nagios prometheus junit ics html; do
    heap "$format" --lang fr > fr.txt || true
    [ -s fr.txt ]
    iconv -f UTF-8 -t UTF-8 fr.txt > /dev/null
    run ! grep -q $'\e' fr.txt
  done
}
