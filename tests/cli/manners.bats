load helper

# How the program behaves towards scripts and people, whatever the command.

# closed CODE COMMAND…: as with `| head -1` that has gone already: standard output is a pipe which nobody reads.
closed() {
  local code=$1
  shift
  run --separate-stderr /usr/bin/python3 -c '
import os, subprocess, sys
read, write = os.pipe()
os.close(read)
sys.exit(subprocess.run(sys.argv[1:], stdout=write, stdin=subprocess.DEVNULL).returncode)' "$@"
  [ "$status" = "$code" ] || { echo "exit code $status, expected $code: $*"; echo "$stderr"; return 1; }
}

@test "who closes the pipe has read enough: no complaint, and the command's own exit code" {
  order
  deliver cayenne 970300026 SIGN sign.pem
  local code
  for arguments in "check dossier.json" "check dossier.json --format json" "check --rules" "check --schema dossier" --help \
    "expiry sign.pem" "expiry sign.pem --format html" "expiry sign.pem --warn 3650" "csr --status" "check sign.pem --for insi" \
    "expiry sign.pem -o /dev/stdout"; do
    code=0
    dmpcert $arguments > out 2> err || code=$?
    [ -s out ] && [ "$code" -le 1 ]
    closed "$code" "$DMPCERT" $arguments
    [ "$stderr" = "$(< err)" ]
  done
  # A real reader, and a real pipe; an output that cannot be written is still an error.
  run bash -c 'set -o pipefail; "$DMPCERT" check --rules 2> err | head -1'
  [ "$status" = 0 ] && [ "${#lines[@]}" = 1 ] && [ ! -s err ]
  run bash -c '"$DMPCERT" check --rules > /dev/full'
  [ "$status" = 4 ]
}

@test "--config takes lang; the command line wins, the environment loses" {
  echo 'lang = "fr"' > fr.toml
  expect 2 dmpcert --config fr.toml nothing
  says "n'est pas une commande"
  expect 2 dmpcert --config=fr.toml expiry
  says "rien à examiner"
  expect 2 dmpcert --config fr.toml --lang en expiry
  says "nothing to examine was given"
  LC_ALL=fr_FR.UTF-8 expect 2 dmpcert --config <(echo 'lang = "en"') expiry
  says "nothing to examine was given"
  expect 2 dmpcert --config <(echo 'lang = "fr"') expiry
  says "rien à examiner"
  expect 0 dmpcert --config fr.toml csr --help
  shows "Commandes"
  echo 'lang = "de"' > de.toml
  expect 2 dmpcert --config de.toml expiry
  says '--lang: "de" is not one of: en, fr'
}

@test "a configuration as Notepad and PowerShell write it is read like any other" {
  printf 'lang = "fr"\r\n[expiry]\r\nwarn = "200d"\r\n' > plain.toml
  for form in UTF-16 UTF-16LE UTF-16BE; do
    iconv -f UTF-8 -t $form plain.toml > wide.toml
    expect 2 dmpcert --config wide.toml expiry
    says "rien à examiner"
    expect 2 dmpcert --config <(cat wide.toml) expiry
    says "rien à examiner"
  done
  { printf '\357\273\277'; cat plain.toml; } > marked.toml
  expect 2 dmpcert --config marked.toml expiry
  says "rien à examiner"
  # what is wrong in one is named as it is, with the file's own name
  printf 'check.fail-onn = "warning"' | iconv -f UTF-8 -t UTF-16 > bad.toml
  expect 3 dmpcert --config bad.toml check dossier.json
  says 'bad.toml: "check.fail-onn" is not allowed in a configuration file'
}

@test "a configuration is judged in our words, with the nearest key" {
  echo 'check.fail-onn = "warning"' > bad.toml
  expect 3 dmpcert --config bad.toml check dossier.json
  says 'bad.toml: "check.fail-onn" is not allowed in a configuration file'
  says "Did you mean check.fail-on?"
  expect 3 dmpcert --lang fr --config nowhere.toml check dossier.json
  says "nowhere.toml : ce fichier n'existe pas"
  # a section as it is written, a line without a key, a value for another command
  printf '[chek]\nfail-on = "warning"\n' > bad.toml
  expect 3 dmpcert --config bad.toml check dossier.json
  says 'bad.toml: "[chek]" is not allowed in a configuration file'
  says "Did you mean [check]?"
  printf '=x\n' > bad.toml
  expect 3 dmpcert --config bad.toml check dossier.json
  says 'bad.toml: "=" is not allowed in a configuration file'
  echo 'check.fail-on = "inf"' > bad.toml
  expect 2 dmpcert --config bad.toml expiry x
  says '"inf" is not one of: '
  [[ $stderr != *"(none)"* ]]
}

@test "a word that is nothing gets the nearest one: commands, their commands, options, choices" {
  expect 2 dmpcert card
  says "dmpcert card needs one of: list, show, check-pin"
  says "dmpcert card --help"
  expect 0 dmpcert card --help
  expect 2 dmpcert --lang fr card
  says "demande l'un de ces mots : list, show, check-pin"
  expect 2 dmpcert card lsit
  says 'Did you mean "list"?'
  expect 2 dmpcert expiyr x
  says 'Did you mean "expiry"?'
  expect 2 dmpcert card list --formta json
  says "Did you mean --format?"
  for line in "expiry x --ouput y" "expiry --ouput y" "form413 dossier.json --ouput y"; do
    expect 2 dmpcert $line
    says "Did you mean --output?"
  done
  expect 2 dmpcert install --ouput y  # It has none, and --quiet is not what was meant.
  says 'dmpcert: "--ouput" is not expected here'
  run ! grep -q "Did you mean" <<< "$stderr"
  expect 2 dmpcert expiry x --revocation crll
  says '--revocation: "crll" is not one of: none, crl, ocsp'
  says 'Did you mean "crl"?'
  expect 2 dmpcert --lang fr check dossier.json --format jsn
  says "--format : « jsn » n'est pas l'une des valeurs : text, json"
  says "Vouliez-vous dire « json » ?"
  expect 2 dmpcert expiry x --files-from
  says "--files-from needs a value: FILE"
  expect 2 dmpcert expiry x --format json --format json
  says "--format is given more than once"
  [[ $stderr != *"needs a value"* ]]
  expect 2 dmpcert --lang fr expiry x --output a --output b
  says "--output est donné plus d'une fois"
}

@test "no word of the library that reads the command line is shown, in either language, for any option" {
  cat > ask.py <<'END'
import os, re, subprocess
program = os.environ["DMPCERT"]
def run(*words):
    return subprocess.run([program, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
foreign = re.compile(r" in \[|:\{| not in |not able to parse|INI|Could not convert|excludes|requires| required|expected to be|not allowed"
                     r"|Value .* not|OUTSIDE|AMONG|EMPTY|UNEXPECTED|were not expected")
tried = 0
for command in (["dossier", "show"], ["check"], ["form413"], ["csr"], ["install"], ["expiry"], ["card", "list"], ["card", "show"], ["card", "check-pin"]):
    options = re.findall(r"^ +(?:-\w,)?(--[a-z0-9-]+)(?: (\S+))?", run(*command, "--help").stdout, re.M)
    assert len(options) > (1 if command[0] == "dossier" else 3), command
    for language in "en", "fr":
        for name, kind in options:
            if not kind or name in ("--help", "--version"):
                continue
            limited = "|" in kind and "FILE" not in kind or kind in ("N", "SECONDS")
            for words in ([name], *([[name, "zzz"], [name, "-1"], [name, "99999999999999999999"]] if limited else [])):
                result = run("--lang", language, *command, *words)
                said = result.stderr
                where = (command, words, result.returncode, said)
                assert result.returncode == (2 if len(words) == 1 or limited else result.returncode), where
                assert not foreign.search(said), where
                assert ("il manque" in said or " : " in said or "« " in said) == (language == "fr"), where
                tried += 1
print(tried)
assert tried > 200
END
  run /usr/bin/python3 ask.py
  [ "$status" = 0 ] || { echo "$output"; return 1; }
}

@test "what a text tells to run is a command that there is, with options that it has" {
  cat > told.py <<'END'
import glob, os, re, subprocess
program, repository = os.environ["DMPCERT"], os.environ["REPOSITORY"]
def run(*words):
    return subprocess.run([program, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
paths = sorted(glob.glob(repository + "/lib/dmp/*/messages*.cpp") + glob.glob(repository + "/cli/*/messages.cpp")
               + glob.glob(repository + "/lib/dmp/rules/**/*.cpp", recursive=True))
# Pieces of one literal are put together first.
texts = "".join(re.sub(r'"\s*\n\s*"', "", open(path, encoding="utf-8").read()) for path in paths)
commands = set(re.findall(r"dmpcert ((?:dossier|check|form413|csr|install|expiry|card)(?: (?:list|show|check-pin))?(?: --?[a-z0-9-]+(?: [a-z0-9-]+)?)*)", texts))
assert len(commands) > 8, commands
for command in sorted(commands):
    words = command.split()
    end = 2 if words[0] in ("dossier", "card") and len(words) > 1 else 1
    shown = run(*words[:end], "--help")
    assert shown.returncode == 0, command
    kinds = dict(re.findall(r"(--[a-z0-9-]+)(?: (\S+))?", shown.stdout))
    for i, word in enumerate(words[end:], end):
        if word.startswith("--"):
            assert word in kinds, (command, word)
    if "--schema" in words:
        assert run(*words).returncode == 0, (command, run(*words).stderr)
END
  run /usr/bin/python3 told.py
  [ "$status" = 0 ] || { echo "$output"; return 1; }
}

@test "exit code 2 is wrong use of the command line, and nothing else" {
  order
  deliver cayenne 970300026 SIGN sign.pem
  install 0 sign.pem --pem-dir pki
  expect 3 dmpcert install --rollback --pem-dir nowhere
  says "no version to go back to"
  echo keep > store.p12
  expect 3 dmpcert install sign.pem --dossier dossier.json --trust "$AUTHORITY/trust" --trust-any --pkcs12 store.p12 \
    --pkcs12-passphrase-file passphrase.txt
  [ "$(< store.p12)" = keep ]
  expect 2 dmpcert install --rollback
  # One dossier that cannot be understood: the same code from each.
  echo '{ broken' > broken.json
  for line in "expiry broken.json" "install sign.pem --pem-dir pki --dossier broken.json"; do
    expect 3 dmpcert $line
  done
}

@test "blocked sites, and what has expired, stand first; a finding counts the same in table, summary and list" {
  /usr/bin/python3 - <<'END'
text = open("dossier.json", encoding="utf-8").read()
before, after = text.split('"ehpad"', 1)
open("second.json", "w", encoding="utf-8").write(before + '"ehpad"' + after.replace('"status": "signed"', '"status": "missing"', 1))
# An administrator of both sites: a finding of the document.
open("both.json", "w", encoding="utf-8").write(text.replace('"email"', '"emial"', 2))
END
  expect 1 dmpcert check second.json
  [ "$(grep -o '^\(cayenne\|ehpad\)  *9703[0-9]*  *[a-z]*' <<< "$output" | tr -s ' ' | cut -d' ' -f1,3 | tr '\n' ',')" = "ehpad blocked,cayenne ready," ]
  expect 1 dmpcert check second.json --format markdown
  [ "$(grep -o '^| \(cayenne\|ehpad\) ' <<< "$output" | tr -d '| \n')" = ehpadcayenne ]
  expect 1 dmpcert check both.json --format json
  /usr/bin/python3 -c '
import collections, json, sys
report = json.loads(sys.argv[1])
for severity in "error", "warning":
    listed = collections.Counter(f["site"] for f in report["findings"] if f["severity"] == severity)
    assert report["summary"][severity + "s"] == sum(listed.values()), listed
    for site in report["sites"]:
        assert site[severity + "s"] == listed[site["site"]], (severity, site)
assert not any(site["ready"] for site in report["sites"])
assert all(site["blocking_rules"] for site in report["sites"])' "$output"
  order
  deliver cayenne 970300026 SIGN late.pem --not-before 20200101000000Z
  deliver cayenne 970300026 AUTH_CLI fine.pem
  expect 1 dmpcert check fine.pem late.pem
  [ "$(grep -o '\(fine\|late\)\.pem *$' <<< "$output" | tail -2 | tr -d ' \n')" = late.pemfine.pem ]
}

@test "with too few open files nothing is done, and nothing is taken for absent" {
  order
  deliver cayenne 970300026 SIGN sign.pem
  local installing=("$DMPCERT" install sign.pem --trust "$AUTHORITY/trust" --trust-any --pem-dir pki)
  expect 4 bash -c 'ulimit -n 6; "$@"' - "${installing[@]}"
  says "only 6 files may be open"
  says "ulimit -n 1024"
  [ ! -e pki ]
  expect 0 bash -c 'ulimit -n 64; "$@"' - "${installing[@]}"
  expect 0 bash -c 'ulimit -n 64; "$@"' - "$DMPCERT" install --list --pem-dir pki
  local listed=$output
  expect 4 bash -c 'ulimit -n 6; "$@"' - "$DMPCERT" install --list --pem-dir pki
  expect 0 dmpcert install --list --pem-dir pki
  [ "$output" = "$listed" ]
}
