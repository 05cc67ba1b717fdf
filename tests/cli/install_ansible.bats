load helper

# The role of examples/ansible against this machine. Ansible takes seconds to begin: few runs.
ANSIBLE="$REPOSITORY/examples/ansible"
P=pki/970300026/AUTH_CLI

setup() {
  command -v ansible-playbook > /dev/null || skip "ansible is not here"
  mkdir "$BATS_TEST_TMPDIR/work" && cd "$BATS_TEST_TMPDIR/work" || return 1
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  export ANSIBLE_CONFIG="$ANSIBLE/ansible.cfg" ANSIBLE_HOME="$BATS_TEST_TMPDIR/home" TMPDIR="$BATS_TEST_TMPDIR/tmp"
  mkdir "$TMPDIR"
  export ANSIBLE_LOCAL_TEMP="$BATS_TEST_TMPDIR/home/tmp" ANSIBLE_REMOTE_TEMP="$BATS_TEST_TMPDIR/home/tmp" ANSIBLE_NOCOLOR=1
}

# play EXIT CHANGED [OPTIONS]: one run, and how many tasks changed something.
play() {
  local code=$1 changed=$2
  shift 2
  expect "$code" ansible-playbook "$ANSIBLE/install.yml" -e @hospital.yml "$@"
  shows "changed=$changed "
}
certificate_is() { openssl x509 -in $P/certificate.pem | cmp - <(openssl x509 -in "$1"); }
everything() { find . "$BATS_TEST_TMPDIR/tmp" ! -name .lock ! -path ./hospital.yml -printf '%p %m %l\n' | sort; contents dmp-workspace pki dmp.p12 2> /dev/null || true; }

@test "the playbook's syntax, and the module's description of itself" {
  expect 0 ansible-playbook "$ANSIBLE/install.yml" --syntax-check
  /usr/bin/python3 - "$ANSIBLE/roles/dmpcert_install" "$ANSIBLE/hopital.yml" <<'PY'
import ast, re, sys, yaml
role = sys.argv[1]
source = open(role + "/library/dmpcert_install.py").read()
options = next(ast.literal_eval(node.value) for node in ast.parse(source).body
               if isinstance(node, ast.Assign) and node.targets[0].id == "DOCUMENTATION")
described = yaml.safe_load(options)["options"]
taken = set(re.findall(r'^            "(\w+)":', source, re.M))
assert taken == set(described), taken ^ set(described)
defaults = yaml.safe_load(open(role + "/defaults/main.yml"))
specified = yaml.safe_load(open(role + "/meta/argument_specs.yml"))["argument_specs"]["main"]["options"]
assert set(defaults) == set(specified), set(defaults) ^ set(specified)
assert set(yaml.safe_load(open(sys.argv[2]))) <= set(defaults)
PY
}

@test "check mode, installation, nothing to do, a wrong certificate, a renewal, the way back" {
  (umask 077 && echo 'quatre mots bien secrets' > passphrase.txt)
  dmpcert csr dossier.json --site cayenne --usage auth-cli --passphrase-file passphrase.txt > /dev/null
  deliver cayenne 970300026 AUTH_CLI first.pem
  dmpcert csr dossier.json --site cayenne --usage auth-cli --renew --passphrase-file passphrase.txt > /dev/null 2>&1
  deliver_renewal second.pem
  deliver ehpad 970300026 AUTH_CLI wrong.pem
  cat "$AUTHORITY"/trust/* > authorities.pem
  printf '#!/bin/sh\necho told >> %q\n' "$PWD/told" > reload && chmod +x reload
  cat > hospital.yml <<END
dmpcert_install_program: $DMPCERT
dmpcert_install_dossier: $PWD/dossier.json
dmpcert_install_delivered: ["{{ delivered | default('$PWD/first.pem') }}"]
dmpcert_install_trust: [$PWD/authorities.pem]
dmpcert_install_trust_any: true
dmpcert_install_workspace: $PWD/dmp-workspace
dmpcert_install_targets: {pem_dir: $PWD/pki, pkcs12: $PWD/dmp.p12}
dmpcert_install_reload: $PWD/reload
dmpcert_install_passphrase: quatre mots bien secrets
dmpcert_install_keystore_passphrase: quatre autres mots plus secrets
dmpcert_install_language: en
END
  # an intermediate ends the chain only where that is said
  expect 2 ansible-playbook "$ANSIBLE/install.yml" -e @hospital.yml --check -e "{dmpcert_install_trust: [$AUTHORITY/intermediate.pem], dmpcert_install_trust_any: false}"
  play 0 1 --check -e "{dmpcert_install_trust: [$AUTHORITY/intermediate.pem], dmpcert_install_trust_any: false, dmpcert_install_trust_partial: true}"
  # what would be, and nothing of it is
  before=$(everything)
  play 0 1 --check --diff
  shows "+$PWD/$P/key.pem 0600"
  shows "+certificate of 1970300026 AUTH_CLI"
  diff <(echo "$before") <(everything)
  # it becomes so; neither passphrase is shown however much is told, nor does it stand on a command line
  cat > traced <<END
#!/bin/sh
tr '\\0' ' ' < /proc/self/cmdline >> $PWD/seen; echo "\$@" >> $PWD/seen; env >> $PWD/seen
exec $DMPCERT "\$@"
END
  chmod +x traced
  play 0 1 -vvv -e dmpcert_install_program="$PWD/traced"
  grep -q -- --passphrase-fd seen
  run ! grep -E 'bien secrets|plus secrets' seen - <<< "$output$stderr"
  certificate_is first.pem
  openssl pkcs12 -in dmp.p12 -passin 'pass:quatre autres mots plus secrets' -nokeys > /dev/null
  [ "$(cat told)" = told ]
  # a second time, and from here on with files that are on the host, and without the keystore, which takes its time
  sed -i 's/, pkcs12: [^}]*//; $a dmpcert_install_on_host: true' hospital.yml
  after=$(everything)
  play 0 0
  diff <(echo "$after") <(everything)
  # another establishment's
  play 2 0 -e delivered="$PWD/wrong.pem"
  shows "INSTALL-OTHER-SITE: this certificate belongs to another site, 1970302287"
  diff <(echo "$after") <(everything)
  # a renewal, and back, once
  sleep 1
  play 0 1 -e delivered="$PWD/second.pem"
  certificate_is second.pem
  run_name=$(grep -o 'run [0-9]*T[0-9]*Z-[0-9a-f]*' <<< "$output" | head -n 1 | cut -d' ' -f2)
  play 0 1 -e dmpcert_install_rollback="$run_name" --check
  certificate_is second.pem
  play 0 1 -e dmpcert_install_rollback="$run_name"
  certificate_is first.pem
  play 0 0 -e dmpcert_install_rollback="$run_name"
  certificate_is first.pem
  [ -z "$(ls -A "$TMPDIR")" ]
}
