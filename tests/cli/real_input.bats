load helper

# Usage, structure, environment and end date of every real certificate, as the README beside them states:
# the end is the earlier of notAfter and the end of the private-key usage period.
table() {
  /usr/bin/python3 - "$SHARED_DATA/igc-sante/README.md" <<'PY'
import datetime, re, sys
def day(text):
    return datetime.datetime.strptime(re.sub(r"\s+", " ", text.strip()), "%b %d %H:%M:%S %Y GMT").date()
for part in re.split(r"^### ", open(sys.argv[1], encoding="utf-8").read(), flags=re.M)[1:]:
    path = part.split("\n", 1)[0].strip()
    field = lambda name: re.search(rf"^{name}\s+(.*)$", part, re.M).group(1)
    ends = day(re.search(r"notAfter (.*?GMT)", part).group(1))
    usage_period = re.search(r"privateKeyUsagePeriod .*Not After: (.*?GMT)", part)
    if usage_period:
        ends = min(ends, day(usage_period.group(1)))
    folder, name = path.split("/")
    if folder.endswith("-ca"):
        usage = "CA"
    elif folder == "test-card":
        usage = "CARD_AUTH" if "Smartcard" in part else "CARD_SIGN"
    else:
        usage = "SERV_SSL" if name.startswith("SERV-SSL") else name.split("-")[1]
    unit = re.search(r"(?:^|[,+ ])OU=([^,+]*)", field("subject"))
    structure = unit.group(1) if unit and usage != "CA" else "-"
    print(path, usage, structure, "production" if folder == "prod-ca" else "test", ends)
PY
}

@test "expiry tells usage, structure, environment and end of every real certificate" {
  need_shared_data igc-sante
  table > table.txt
  [ "$(wc -l < table.txt)" -ge 22 ]
  while read -r path usage structure environment ends; do
    run --separate-stderr dmpcert --as-of $DAY expiry "$SHARED_DATA/igc-sante/$path" --format json
    [[ "$status" =~ ^[01]$ ]]
    got=$(json '" ".join([(c := d["certificates"][0])["usage"], (c["structure"] if c["usage"] != "CA" and c["structure"] else "-"), c["environment"], c["ends_on"]])')
    [ "$got" = "$usage $structure $environment $ends" ] || { echo "$path: got $got, expected $usage $structure $environment $ends"; return 1; }
  done < table.txt
}

@test "install --dry-run judges every real leaf: right facts, chain holds, no key here" {
  need_shared_data igc-sante
  table | grep -E '^test-(leaf|card)/' > table.txt
  [ "$(wc -l < table.txt)" -ge 12 ]
  while read -r path usage structure environment ends; do
    inside=$(date -u -d "$ends -100 days" +%F)
    expect 1 dmpcert --as-of "$inside" install "$SHARED_DATA/igc-sante/$path" --trust "$SHARED_DATA/igc-sante/test-ca" --dry-run --format json
    got=$(json '" ".join([(c := d["certificates"][0])["usage"], c["structure"] or "-", c["environment"], c["ends_on"]])')
    [ "$got" = "$usage $structure $environment $ends" ] || { echo "$path: got $got"; return 1; }
    rules=$(json '" ".join(sorted({f["rule"] for f in d["findings"]}))')
    grep -q INSTALL-NO-KEY <<< "$rules"
    case $path in
      test-card/*) grep -q CHAIN- <<< "$rules" ;;  # their authorities are not public
      *) ! grep -q CHAIN- <<< "$rules" || { echo "$path: $rules"; return 1; } ;;
    esac
  done < table.txt
}

@test "the production tree is not the TEST tree" {
  need_shared_data igc-sante
  leaf=$SHARED_DATA/igc-sante/test-leaf/ORG-SIGN-ListeBlancheDRIM-M-2026.pem
  expect 1 dmpcert --as-of $DAY install "$leaf" --trust "$SHARED_DATA/igc-sante/prod-ca" --dry-run --format json
  json '" ".join(f["rule"] for f in d["findings"])' | grep -q CHAIN-
  sed 's/"environment": "rehearsal"/"environment": "production"/' dossier.json > production.json
  expect 1 dmpcert --as-of $DAY install "$leaf" --trust "$SHARED_DATA/igc-sante/test-ca" --dossier production.json --dry-run --format json
  json '" ".join(f["rule"] for f in d["findings"])' | grep -q CERT-ENVIRONMENT-DOSSIER
}
