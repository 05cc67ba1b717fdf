load helper

# What people, file systems and strangers put before a program that reads everything: it is told, it never hides what lies
# beside it, and it costs little. Servers are in expiry_servers.bats, the readers of dates in the unit tests of x509.
setup_file() {
  export MADE="$BATS_FILE_TMPDIR/made"
  mkdir "$MADE" && cd "$MADE" || return 1
  printf '[req]\ndistinguished_name=n\nx509_extensions=x\n[n]\n[x]\nbasicConstraints=CA:FALSE\n' > config
  openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key
  certificate good -days 3650 -out good.pem
  certificate dated -days 2900000 -outform DER -out dated.der
}

certificate() {  # certificate NAME OPTIONS…
  local name=$1
  shift
  openssl req -x509 -key "$MADE/key" -config "${CONFIG:-$MADE/config}" -subj "/CN=$name" "$@"
}

alter() { /usr/bin/python3 -B "$REPOSITORY/tests/cli/alter_der.py" "$@"; }

# frugal CODE ARGUMENTS…: with 600 MB of addresses, and it comes to an end.
frugal() {
  local code=$1
  shift
  expect "$code" bash -c 'ulimit -v 600000; exec timeout -k 5 300 "$@"' - "$DMPCERT" expiry --jobs 2 "$@"
}

names() { json 'sorted(c["service"] for c in d["certificates"])'; }

@test "thousands of small files, huge ones, pipes, sockets, devices and circles" {
  mkdir -p heap/junk && cd heap
  cp "$MADE/good.pem" z.pem
  /usr/bin/python3 - <<'END'
import os, socket
for i in range(20000):
    open(f"junk/{i}.txt", "w").write("x" * 50)
socket.socket(socket.AF_UNIX).bind("socket.pem")
os.chdir("junk")
for i in range(20):  # Deeper than any path reaches.
    os.mkdir("d" * 250)
    os.chdir("d" * 250)
END
  truncate -s 2G huge.pem huge.log
  mkfifo pipe.pem
  ln -s /dev/zero zero.pem
  ln -s . circle
  ln -s loop.pem other.pem && ln -s other.pem loop.pem
  ln -s nowhere.pem dangling.pem
  frugal 0 . --format json
  [ "$(names)" = "['good']" ]
  [ "$(json 'd["summary"]["files"] > 20000')" = True ]
  [ "$(json 'sorted((e["id"], e["message"].split(":")[0][:12]) for e in d["errors"])')" = \
    "[('EXPIRY-FOLDER-UNREADABLE', './junk/ddddd'), ('FILE-NOT-FOUND', './dangling.p'), ('FILE-TOO-LARGE', './huge.pem'), ('FILE-UNREADABLE', './loop.pem'), ('FILE-UNREADABLE', './other.pem')]" ]
  frugal 3 . --strict
  # What is named has to be a certificate.
  local file
  for file in huge.pem huge.log pipe.pem socket.pem zero.pem /dev/zero loop.pem dangling.pem; do
    frugal 3 z.pem "$file"
    says "$file: "
    says "→"
    shows good
    frugal 3 z.pem "$file" --lang fr
    says "$file : "
    frugal 3 z.pem "$file" --format nagios
    shows "CERTIFICATES UNKNOWN"
  done
}

@test "PEM bombs" {
  cp "$MADE/good.pem" ./good.pem
  local line
  for line in '-----BEGIN CERTIFICATE-----' '-----BEGIN -----' '-----BEGIN ' '-----BEGIN CERTIFICATE-----A-----END CERTIFICATE-----'; do
    rm -rf bombs && mkdir bombs
    yes -- "$line" | head -c 2000000 > bombs/bomb.pem
    cat good.pem bombs/bomb.pem good.pem > bombs/between.pem
    frugal 0 bombs --format json
    [ "$(names)" = "['good']" ]
    [ "$(json 'len(d["errors"]) <= 22 and {e["id"] for e in d["errors"]} >= {"PEM-MORE-BROKEN"}')" = True ]
    frugal 3 good.pem bombs/bomb.pem --lang fr
    says "bombs/bomb.pem : "
    shows good
  done
  says "→"
  # One line, one label and one block without an end.
  { printf -- '-----BEGIN '; head -c 30000000 /dev/zero | tr '\0' A; } > label
  { printf -- '-----BEGIN CERTIFICATE-----\n'; head -c 30000000 /dev/zero | tr '\0' A; } > block
  { cat block; printf -- '\n-----END CERTIFICATE-----\n'; } > whole
  frugal 3 good.pem label block whole --format json
  [ "$(names)" = "['good']" ]
  [ "$(json 'len(d["errors"])')" = 3 ]
}

@test "a PKCS#12 that asks for ten million iterations: the limit is said" {
  (umask 077 && echo second > passphrase.txt)
  openssl pkcs12 -export -in "$MADE/good.pem" -nokeys -passout pass:second -iter 1000 -out some.p12
  frugal 0 some.p12 --passphrase-file passphrase.txt
  alter some.p12 slow.p12 2.2=02:x00989680
  openssl asn1parse -inform DER -in slow.p12 | grep -q 'INTEGER  *:989680'  # 10,000,000
  frugal 3 "$MADE/good.pem" slow.p12 --passphrase-file passphrase.txt
  says "slow.p12: opening this PKCS#12 file takes more than 5000000 iterations"
  says "→ Download it again from the portal, or convert it once"
  shows good
  frugal 3 slow.p12 --passphrase-file passphrase.txt --lang fr
  says "slow.p12 : ouvrir ce PKCS#12 demande plus de 5000000 itérations"
  # Without a passphrase nothing is derived.
  frugal 5 slow.p12
}

@test "absurd dates, serials, names and extensions" {
  mkdir odd && cd odd
  cp "$MADE/dated.der" first.der
  alter first.der y9999.der 0.4.1=18:99991231235959Z
  alter first.der y1950.der 0.4.0=17:500101000000Z 0.4.1=17:500102000000Z
  alter first.der y0.der 0.4.0=18:00000101000000Z 0.4.1=18:00000102000000Z
  alter first.der backwards.der 0.4.0=17:490101000000Z 0.4.1=17:300101000000Z
  alter first.der negative.der 0.1=02:xFB
  alter first.der long.der "0.1=02:x7F$(printf 'AA%.0s' {1..3000})"
  alter first.der fraction.der 0.4.1=18:20500101000000.5Z
  alter first.der zone.der 0.4.1=18:20500101000000+0100
  alter first.der minutes.der 0.4.1=17:3001010000Z
  certificate critical -days 3650 -addext "1.2.3.4=critical,ASN1:NULL" -out critical.pem
  { cat "$MADE/config"; printf 'subjectAltName='; seq -f 'DNS:h%g.example' -s, 10000; } > ../names
  CONFIG=../names certificate names -days 3650 -out names.pem
  frugal 1 . --as-of 2026-11-23 --format json
  echo "$output" > out.json
  [ "$(json 'sorted((c["source"], c["ends_on"], c["status"]) for c in d["certificates"] if c["source"][2] in "by")')" = \
    "[('./backwards.der', '2030-01-01', 'not-yet-valid'), ('./y0.der', '0000-01-02', 'expired'), ('./y1950.der', '1950-01-02', 'expired'), ('./y9999.der', '9999-12-31', 'not-yet-valid')]" ]
  [ "$(json 'sorted(c["service"] for c in d["certificates"] if c["source"].endswith(".pem"))')" = "['critical', 'names']" ]
  [ "$(json '[c["serial"] for c in d["certificates"] if "negative" in c["source"]]')" = "['-05']" ]
  [ "$(json '[len(c["serial"]) for c in d["certificates"] if "long" in c["source"]]')" = "[6002]" ]
  [ "$(json 'sorted(e["message"] for e in d["errors"])')" = \
    "['./$(for f in fraction minutes zone; do echo -n "$f.der: is not a readable certificate: its validity dates are not encoded as RFC 5280 requires', './"; done | sed "s/', '\.\/$//")']" ]
  frugal 3 . --as-of 2026-11-23 --ignore 'y*' --strict --format junit
  xmllint --noout - <<< "$output"
  frugal 1 . --as-of 2026-11-23 --format ics --warn 10% --output out.ics
  run ! grep -E ':-P-|^DT[^:]*:[0-9]{9}' out.ics
  frugal 1 . --as-of 2026-11-23 --format html --output out.html
  frugal 1 . --as-of 2026-11-23 --format csv --output out.csv
  check_formats out ''
  frugal 3 fraction.der --lang fr
  says "fraction.der : certificat illisible"
}

# check_formats STEM NAMES: other programs read what was written; NAMES is a word for the reader below.
check_formats() {
  [ ! -e "$1.junit" ] || xmllint --noout "$1.junit"
  dmpcert check --schema report > schema.json
  /usr/bin/python3 - "$1" "$2" <<'END'
import csv, html.parser, json, os, re, sys, jsonschema

stem, wanted = sys.argv[1:]
def read(kind, **how):
    return open(f"{stem}.{kind}", encoding="utf-8", **how)

report = json.load(read("json"))
jsonschema.validate(report, json.load(open("schema.json")))
rows = list(csv.reader(open(f"{stem}.csv", encoding="utf-8-sig", newline=""), delimiter=";"))
assert {len(row) for row in rows} == {15} and len(rows) == 1 + len(report["certificates"]), rows
assert not any(re.search(r"[\x00-\x1f\x7f]|^[=+@-]", cell) for row in rows for cell in row[2:]), rows

class Reader(html.parser.HTMLParser):
    VOID = {"meta", "br", "line", "rect"}
    open, scripts = [], 0
    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        if tag not in self.VOID:
            self.open.append(tag)
    def handle_startendtag(self, tag, attrs):
        pass
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
reader = Reader()
reader.feed(read("html").read())
assert not reader.open and reader.scripts == 1, (reader.open, reader.scripts)

lines = read("ics", newline="").read()
assert lines.endswith("\r\n") and "\n" not in lines.replace("\r\n", "") and "\r" not in lines.replace("\r\n", "")
try:
    import icalendar
    events = icalendar.Calendar.from_ical(lines).walk("VEVENT")
    assert all(event["DTSTART"].dt and event["SUMMARY"] for event in events) and events
except ImportError:
    pass
if wanted == "names":
    assert len(report["certificates"]) == 1, report["certificates"]
    assert len(report["certificates"][0]["places"]) == len(os.listdir("names")) // 2 + 1
    assert len(report["errors"]) == len(os.listdir("names")) // 2
    metrics = read("prometheus").read()
    assert all(re.fullmatch(r'#.*|\w+(\{(\w+="([^"\\\n]|\\[\\n"])*",?)*\})? -?\d+', line) for line in metrics.splitlines()), metrics
    nagios = read("nagios").read().splitlines()
    assert nagios[0].startswith("CERTIFICATES ") and not any("|" in line for line in nagios[1:]), nagios
    for kind in ("json", "text", "csv", "html", "ics", "junit", "prometheus", "nagios", "err"):
        text = read(kind, newline="").read()
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]", text), kind
END
}

@test "names with newlines, control characters and invalid UTF-8: every format stays what it is" {
  certificate good -days 20 -out soon.pem
  mkdir names
  /usr/bin/python3 - <<'END'
import os
good = open("soon.pem", "rb").read()
names = [b"new\nline", b"inv\xff\xfe", b"tr\xe9s", b"ctl\x1b[31m\x07", b"quote\"'`;,|&<>", b"\xe2\x80\xae right to left", b"=1+1",
         b"+1", b"@x", b"-dash", b"cr\r", b"tab\t", b"back\\slash", b"%s%n{file}", b"nel\xc2\x85", b"ls\xe2\x80\xa8", b"non\xef\xbf\xbf",
         b"surrogate\xed\xa0\x80", b"]]>", b"--><script>x<\\script>", b"X\r\nBEGIN:VEVENT", b"<![CDATA[", b"&amp;&#0;", b"l" * 240]
for name in names:
    open(b"names/" + name + b".pem", "wb").write(good)
    open(b"names/junk" + name[:200] + b".pem", "wb").write(b"junk")
os.mkdir(b"names/folder\n\xff")
open(b"names/folder\n\xff/x.pem", "wb").write(good)
END
  local language format code
  for language in en fr; do
    for format in json text csv html ics junit prometheus nagios; do
      code=0
      (cd names && dmpcert --lang $language expiry --format $format -- *) > out.$format 2> err.$format || code=$?
      case $format in nagios) [ $code = 2 ] ;; *) [ $code = 1 ] ;; esac
    done
    mv err.text out.err
    check_formats out names
  done
  # Named through a list, met in a folder, or met strictly: the codes.
  (cd names && find . -type f -print0) | (cd names && expect 1 dmpcert expiry --files-from - --format json)
  expect 1 dmpcert expiry names
  expect 0 dmpcert expiry names --warn 5d
  expect 3 dmpcert expiry names --warn 5d --strict
  expect 3 dmpcert expiry names --warn 5d --critical 1d --strict --format nagios
  expect 0 dmpcert expiry names --warn 5d --critical 1d --format nagios
}

@test "a list in UTF-16 or UTF-32, as PowerShell writes it, names files and not letters" {
  cp "$MADE/good.pem" é.pem
  for form in UTF-16 UTF-16LE UTF-16BE UTF-32 UTF-32LE UTF-32BE; do
    printf 'é.pem\r\n%s\r\n' "$MADE/good.pem" | iconv -f UTF-8 -t $form > list
    expect 0 dmpcert expiry --files-from list --format json
    [ "$(json 'len(d["certificates"])')" = 1 ]
    [ "$(json 'd.get("errors", [])')" = "[]" ]
  done
  (printf '\xef\xbb\xbf'; echo é.pem) > list
  expect 0 dmpcert expiry --files-from list
  # NULs that separate nothing: of something else, whose letters are no sources
  printf '/\0\0\0.\0\0' > list
  expect 3 dmpcert expiry --files-from list
  says "list: this list has NUL characters where a source should begin"
}

@test "addresses of servers are told as what they are" {
  local address words shown
  while read -r address words; do
    expect 3 dmpcert expiry "$address"
    shown=${address/:word@/:***@}
    says "$shown: is not the address of a server"
    says "$words"
    expect 3 dmpcert --lang fr expiry "$address"
    says "$shown : n'est pas l'adresse d'un serveur"
  done <<'END'
ftp://host.example ftp is not supported
FILE:///etc/ssl/x.pem file is not supported
user@host.example:443 a user name
user@localhost a user name
https://user:word@host.example/ a user name
https:// no host name
https://[::1 no host name
END
  for address in host.example:99999 HTTPS://host.example:99999 host.example:0; do
    expect 3 dmpcert expiry "$address"
    says "$address: a port is a number from 1 to 65535"
  done
  # In capitals it is asked, and only the network fails.
  expect 4 dmpcert expiry HTTPS://localhost:1 --timeout 2
  says HTTPS://localhost:1
  # What has no port is a path, and what is there is one whatever its name.
  expect 3 dmpcert expiry host.example
  cp "$MADE/good.pem" host.example:443
  expect 0 dmpcert expiry host.example:443
}

@test "a date that is no DER date: who issued it is to be asked, and nobody fetches it again" {
  alter "$MADE/dated.der" odd.der 0.4.1=18:9999123123595.Z
  expect 3 dmpcert expiry odd.der
  says "Ask its issuer for another certificate"
}
