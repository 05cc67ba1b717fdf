load helper

# A user's configuration with what standard input says; HOME is the directory of the test.
configure() {
  mkdir -p "$PWD/.config/dmpcert" && cat > "$PWD/.config/dmpcert/config.toml"
}
at_home() { env -u XDG_CONFIG_HOME HOME="$PWD" "$DMPCERT" "$@"; }

@test "the user's file is read without being named; --config wins over it, and the command line over both" {
  configure <<< $'[check]\nformat = "json"'
  expect 0 at_home check dossier.json
  [ "$(json 'd["command"]')" = check ]
  printf '[check]\nformat = "csv"\n' > named.toml
  expect 0 at_home --config named.toml check dossier.json
  shows '"cayenne"'
  expect 0 at_home --config named.toml check dossier.json --format markdown
  shows "| cayenne |"
  # Of what the named file does not say, the user's still counts.
  printf '[expiry]\nwarn = "1d"\n' > named.toml
  expect 0 at_home --config named.toml check dossier.json
  [ "$(json 'd["command"]')" = check ]
}

@test "XDG_CONFIG_HOME comes before HOME, and counts only where it is absolute" {
  configure <<< 'lang = "fr"'
  mkdir -p xdg/dmpcert && echo 'lang = "en"' > xdg/dmpcert/config.toml
  LC_ALL=fr_FR.UTF-8 expect 2 env XDG_CONFIG_HOME="$PWD/xdg" HOME="$PWD" "$DMPCERT" expiry
  says "nothing to examine was given"
  expect 2 env XDG_CONFIG_HOME=xdg HOME="$PWD" "$DMPCERT" expiry
  says "rien à examiner"
  expect 2 env -u HOME XDG_CONFIG_HOME=xdg "$DMPCERT" expiry
  says "nothing to examine was given"
}

@test "a file that somebody else may write is refused, by its name, whatever the command" {
  configure <<< 'lang = "fr"'
  chmod 666 .config/dmpcert/config.toml
  expect 4 at_home check dossier.json
  says "$PWD/.config/dmpcert/config.toml"
  expect 4 at_home config show
  chmod 644 .config/dmpcert/config.toml && chmod 777 .config/dmpcert
  expect 4 at_home check dossier.json
  says "$PWD/.config/dmpcert"
  chmod 755 .config/dmpcert
  expect 0 at_home check dossier.json
}

@test "what is wrong in a file is told with the file" {
  configure <<< $'[check]\nfail-onn = "warning"'
  expect 3 at_home check dossier.json
  says ".config/dmpcert/config.toml: \"check.fail-onn\" is not allowed in a configuration file"
  echo 'lang = "fr"' > named.toml
  expect 3 at_home --config named.toml check dossier.json
  says ".config/dmpcert/config.toml"
  configure <<< $'[check]\nfail-on = "never"'
  expect 2 at_home check dossier.json
  says "--fail-on"
  says ".config/dmpcert/config.toml"
  expect 2 at_home check dossier.json --fail-on nothing
  if grep -q config.toml <<< "$stderr"; then return 1; fi
}

@test "config show says which value comes from where" {
  expect 0 at_home config show
  shows "$PWD/.config/dmpcert/config.toml (not there)"
  shows "They set no option."
  configure <<< $'lang = "en"\n[expiry]\nwarn = "60d"\n[csr]\nusage = ["sign"]'
  printf '[expiry]\nwarn = "90d"\n' > named.toml
  expect 0 at_home --config named.toml config show
  grep -qE "^expiry.warn +90d +named.toml +$PWD/.config/dmpcert/config.toml$" <<< "$output"
  grep -qE "^lang +en +$PWD/.config/dmpcert/config.toml +-$" <<< "$output"
  expect 0 at_home --config named.toml --lang fr config show --format json
  [ "$(json '[(o["key"], o["value"], len(o["overridden"])) for o in d["options"]]')" = \
    "[('csr.usage', 'sign', 0), ('expiry.warn', '90d', 1), ('lang', 'en', 0)]" ]
  [ "$(json '[f["origin"] for f in d["config_files"]]')" = "['system', 'user', 'named']" ]
  expect 2 at_home config
  says "show"
}

@test "the system's file counts least" {
  [ "$(id -u)" = 0 ] || skip "only root mounts a directory over /etc"
  unshare -m true 2> /dev/null || skip "no name spaces of our own here"
  configure <<< $'[expiry]\nwarn = "60d"'
  # shellcheck disable=SC2016 # for the inner shell
  expect 0 unshare -m bash -c 'mount -t tmpfs -o mode=755 none /etc && mkdir /etc/dmpcert &&
    printf "lang = \"fr\"\n[expiry]\nwarn = \"30d\"\n" > /etc/dmpcert/config.toml &&
    env -u XDG_CONFIG_HOME HOME="$PWD" "$DMPCERT" config show'
  grep -qE "^expiry.warn +60d +$PWD/.config/dmpcert/config.toml +/etc/dmpcert/config.toml$" <<< "$output"
  grep -qE "^lang +fr +/etc/dmpcert/config.toml +-$" <<< "$output"
  shows "Vient de"
}

@test "an output never replaces the user's file of options" {
  configure <<< 'lang = "en"'
  cp "$AUTHORITY/trust/"*.pem .
  expect 2 at_home expiry ./*.pem --format csv -o .config/dmpcert/config.toml
  says "config.toml"
  [ "$(cat .config/dmpcert/config.toml)" = 'lang = "en"' ]
}
