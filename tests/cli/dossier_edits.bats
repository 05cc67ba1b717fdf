load helper

# What happens to a dossier after it was written: values that are put right, and events that are recorded.

# untidy: spoils values of dossier.json that can still be read.
untidy() {
  sed -i 's/"finess": "970300026"/"finess": "970 300 026"/; s/"signed_on": "2020-02-11"/"signed_on": "11\/02\/2020"/
          s/"status": "signed", "number": "C-EXEMPLE-0002"/"status": "Signed", "number": " C-EXEMPLE-0002 "/' dossier.json
}

@test "untidy values are counted by check, put right by fix, and nothing else changes" {
  cp dossier.json before.json
  untidy
  run --separate-stderr dmpcert --as-of $DAY check dossier.json
  shows "4 values are readable but untidy: dmpcert dossier fix dossier.json"
  shows 'line 47: "970 300 026" -> "970300026"'
  expect 0 dmpcert dossier fix dossier.json
  says "replaced: dossier.json"
  says "4 values put right"
  cmp dossier.json before.json
  expect 0 dmpcert dossier fix dossier.json
  says "unchanged: dossier.json"
  run --separate-stderr dmpcert --as-of $DAY check dossier.json
  never grep -q "untidy" <<< "$output"
}

@test "the patch of fix is one that patch takes, and gives what fix gives" {
  untidy
  # Lines as Windows ends them, and no end of the last one.
  sed 's/$/\r/' dossier.json | head -c -2 > windows.json
  cp dossier.json "my dossier.json"
  for file in dossier.json windows.json "my dossier.json"; do
    cp "$file" untouched
    expect 0 dmpcert dossier fix "$file" --dry-run
    cmp "$file" untouched
    expect 0 dmpcert dossier fix "$file" -o -
    dmpcert dossier fix "$file" -o - > whole 2> /dev/null
    dmpcert dossier fix "$file" --format diff > change.patch 2> /dev/null
    cmp "$file" untouched
    patch --binary -p0 < change.patch
    cmp "$file" whole
    git apply --unsafe-paths -p0 -R change.patch
    cmp "$file" untouched
    patch --binary -p0 < change.patch
    expect 0 dmpcert dossier fix "$file" --dry-run
    [ "$output" = "" ]
  done
}

@test "a dossier that a word processor has spoilt is read again" {
  sed '/^ *\/\//!s/"\([a-z_]*\)":/“\1”:/' dossier.json > spoilt.json
  expect 3 dmpcert check spoilt.json
  shows "word processor"
  shows "untidy: dmpcert dossier fix spoilt.json"
  expect 0 dmpcert dossier fix spoilt.json -o whole.json
  cmp whole.json dossier.json
  expect 0 dmpcert dossier fix - < spoilt.json
  [ "$output" = "$(cat dossier.json)" ]
  echo '{ “version”: 2,, }' > broken.json
  expect 3 dmpcert dossier fix broken.json
  [ "$(cat broken.json)" = '{ “version”: 2,, }' ]
}

@test "what fix would only guess is shown and left" {
  sed -i 's/"sector": "public"/"sector": "publick"/' dossier.json
  cp dossier.json before.json
  expect 0 dmpcert dossier fix dossier.json
  shows '"publick" -> "public"? It would be a guess'
  cmp dossier.json before.json
  expect 0 dmpcert dossier fix dossier.json --format json
  [ "$(json 'd["guesses"][0]["class"]')" = unsafe ]
  [ "$(json 'd["files"][0]["act"]')" = keep ]
}

@test "a dossier keeps its permissions and its links, and is left alone where somebody saved it meanwhile" {
  chmod 600 dossier.json
  ln -s dossier.json link.json
  untidy
  expect 0 dmpcert dossier fix link.json
  [ -L link.json ]
  [ "$(stat -c %a dossier.json)" = 600 ]
  expect 0 dmpcert --as-of $DAY dossier record link.json cayenne authorised
  [ "$(stat -c %a dossier.json)" = 600 ]
  untidy
  type strace > /dev/null || skip "strace is not here"
  # The program stops when all is written but the last step.
  strace -f -qq -o trace -e trace=fsync -e inject=fsync:signal=STOP:when=1 "$DMPCERT" dossier fix dossier.json \
    > out 2> err &
  tracer=$!
  until child=$(pgrep -P $tracer) && grep -q "stopped by SIGSTOP" trace; do kill -0 $tracer && sleep 0.1; done
  echo "// mine" >> dossier.json
  cp dossier.json mine.json
  kill -CONT "$child"
  code=0
  wait $tracer || code=$?
  [ "$code" = 4 ]
  grep -q "changed by somebody meanwhile" err
  cmp dossier.json mine.json
  [ "$(find . -name '.dossier*' | wc -l)" = 0 ]
}

@test "events are recorded in place, twice as well as once, and a patch shows them first" {
  cp dossier.json before.json
  expect 0 dmpcert --as-of $DAY dossier record dossier.json cayenne authorised --on 2026-10-20 --dry-run
  cmp dossier.json before.json
  echo "$output" | patch -p0
  cp dossier.json patched.json
  cp before.json dossier.json
  expect 0 dmpcert --as-of $DAY dossier record dossier.json 970300026 authorised --on 2026-10-20
  shows "+ cayenne: form_413/confirmed_on: 2026-10-20"
  says "authorised: 1 site: cayenne"
  cmp dossier.json patched.json
  grep -q '// The name has 43 characters' dossier.json
  expect 0 dmpcert --as-of $DAY dossier record dossier.json cayenne authorised
  says "already recorded"
  cmp dossier.json patched.json
  expect 1 dmpcert --as-of $DAY dossier record dossier.json cayenne authorised --on 2026-10-21
  says "already 2026-10-20"
  says "--overrule"
  cmp dossier.json patched.json
  expect 0 dmpcert --as-of $DAY dossier record dossier.json cayenne authorised --on 2026-10-21 --overrule
  grep -q '"confirmed_on": "2026-10-21"' dossier.json
}

@test "what contradicts the dossier is refused, and so is what says nothing" {
  cp dossier.json before.json
  expect 1 dmpcert --as-of $DAY dossier record dossier.json ehpad form-413-sent --on 2021-05-01
  says "FORM-413-BEFORE-CONTRACT"
  expect 2 dmpcert --as-of $DAY dossier record dossier.json ehpad form-413-sent --on 2026-11-24
  says "in the future"
  expect 2 dmpcert --as-of $DAY dossier record dossier.json ehpad form-413-sent --on tomorrow
  expect 2 dmpcert --as-of $DAY dossier record dossier.json ehpad
  expect 2 dmpcert --as-of $DAY dossier record dossier.json ehpad sent
  says "form-413-sent"
  expect 3 dmpcert --as-of $DAY dossier record dossier.json nobody form-413-sent
  cmp dossier.json before.json
  # All sites of the legal entity, by its number; and those whose ids fit a pattern.
  expect 0 dmpcert --as-of $DAY dossier record dossier.json 970302022 form-502-sent --person mandataire --on 2026-01-10
  expect 0 dmpcert --as-of $DAY dossier record dossier.json 'e*' form-413-sent --format json
  [ "$(json 'd["touched"]')" = "['ehpad']" ]
  expect 0 dmpcert --as-of $DAY check dossier.json --site '*' --fail-on error
}

@test "a dossier with TODOs gives a list of what to find out" {
  expect 0 dmpcert dossier new -o new.json
  run --separate-stderr dmpcert --as-of $DAY check new.json --details
  grep -qx "[0-9]* values to fill in" <<< "$(head -n 3 <<< "$output")"
  shows "card/number"
  shows "(on the card)"
  never grep -q "DOSSIER-TODO" <<< "$(sed -n '1,/Errors/p' <<< "$output")"
  run --separate-stderr dmpcert --as-of $DAY check new.json --format json
  [ "$(json 'sum(f["rule"] == "DOSSIER-TODO" for f in d["findings"]) > 5')" = True ]
}

@test "a dossier that cannot be understood, or has no site, ends with 3 whatever asks for it" {
  local command
  printf 'finess;nom\n970300026;CH\n' > sites.csv
  sed 's/"version": 2/"version": 1/' dossier.json > old.json
  sed 's/"finess": "970300026"/"finess": 970300026/' dossier.json > form.json
  cp old.json old.before && cp form.json form.before
  for command in check expiry "csr --all --plain-key" "form413 --all" "dossier show" "dossier export"; do
    expect 3 dmpcert $command old.json
    says_or_shows SCHEMA-VERSION-OLD
    expect 3 dmpcert $command form.json
    says_or_shows SCHEMA-TYPE
  done
  expect 3 dmpcert dossier import sites.csv --into old.json
  says SCHEMA-VERSION-OLD
  expect 3 dmpcert dossier import sites.csv --into form.json
  says SCHEMA-TYPE
  expect 3 dmpcert dossier fix old.json
  says SCHEMA-VERSION-OLD
  cmp old.json old.before && cmp form.json form.before

  /usr/bin/python3 -c 'import json, re
document = json.loads(re.sub(r"^\s*//.*$", "", open("dossier.json").read(), flags=re.M))
document["establishments"] = []
json.dump(document, open("empty.json", "w"))'
  expect 3 dmpcert check empty.json
  for command in expiry "csr --all --plain-key" "form413 --all" "dossier show"; do
    expect 3 dmpcert $command empty.json
    says "this dossier has no establishment"
  done
}

# Reports of check are on standard output.
says_or_shows() { grep -qF -- "$1" <<< "$output$stderr" || { echo "nobody says: $1"; return 1; }; }
