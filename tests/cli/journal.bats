# A run that is killed inside its write leaves half a line at the end of the journal. The next act mends that: each line
# is judged by the journal's schema with python3-jsonschema, which is not ours.
load helper

JOURNAL=dmp-workspace/journal.jsonl

# lines_are_valid: every line of the journal is a whole entry.
lines_are_valid() {
  "$DMPCERT" check --schema journal > schema.json
  /usr/bin/python3 - "$JOURNAL" <<'PY'
import json, jsonschema, sys
schema = jsonschema.Draft7Validator(json.load(open("schema.json")))
content = open(sys.argv[1], "rb").read()
assert content.endswith(b"\n"), content[-200:]
for number, line in enumerate(content.splitlines(), 1):
    schema.validate(json.loads(line))
PY
}

# cut HOW: takes bytes of the last line away.
cut() {
  /usr/bin/python3 - "$JOURNAL" "$1" <<'PY'
import sys
content = open(sys.argv[1], "rb").read()
last = content[:-1].rfind(b"\n") + 1
size = len(content) - last
kept = {"all but its end": size - 1, "all but two": size - 2, "half": size // 2, "one": 1}[sys.argv[2]]
open(sys.argv[1], "wb").write(content[:last + kept])
PY
}

# acts HOW COMMAND…: half a line is there, and COMMAND adds one of its own.
acts() {
  local how=$1 lines
  shift
  rm -rf dmp-workspace
  cp -a saved dmp-workspace
  cut "$how"
  lines=$(($(wc -l < saved/journal.jsonl) - 1))
  head -n "$lines" saved/journal.jsonl > whole
  # A line that lacked nothing but its end stays.
  [ "$how" != "all but its end" ] || cp saved/journal.jsonl whole
  "$@" || return 1
  lines_are_valid
  head -c "$(stat -c %s whole)" "$JOURNAL" | cmp - whole
  [ "$(wc -l < "$JOURNAL")" -gt "$(wc -l < whole)" ]
}

@test "a journal's half line is mended by csr, --mark and install" {
  dmpcert csr dossier.json --site cayenne --plain-key > /dev/null
  deliver cayenne 970300026 AUTH_CLI delivered.pem
  cp -a dmp-workspace saved
  acts half expect 0 dmpcert csr dossier.json --site ehpad --plain-key
  acts half expect 0 dmpcert csr dossier.json --site cayenne --renew --plain-key
  acts half install 0 delivered.pem --pem-dir pki
  for how in "all but its end" "all but two" half one; do
    acts "$how" expect 0 dmpcert csr --mark delivered --order dmp-workspace/970300026/SIGN
  done
}
