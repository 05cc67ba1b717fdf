# Steps that set-up lines are made of; their talk is not recorded.

# order SITE USAGE NAME [OPTIONS]: the order whose key is NAME.key, and whose certificate could be NAME.pem.
order() { dmpcert csr dossier.json --site "$1" --usage "$2" --key-file "$3.key" --plain-key "${@:4}"; }

# all_orders: those of both sites.
all_orders() {
  order cayenne auth-cli auth && order cayenne sign sign &&
    order ehpad auth-cli ehpad-auth && order ehpad sign ehpad-sign
}

# put CERTIFICATE… [OPTIONS]: installs them.
put() { dmpcert install "$@" --dossier dossier.json --trust trust --trust-any; }

# later SECONDS COMMAND…
later() { DMP_CLOCK=$((DMP_CLOCK + $1)) "${@:2}"; }

# replace FILE OLD NEW: the first one, which has to be there.
replace() { grep -qF -- "$2" "$1" && sed -i "0,/$2/s//$3/" "$1"; }

# beside_card COMMAND…: with Zoé's card in the reader. The card service has the true clock.
beside_card() {
  env -u LD_PRELOAD -u PCSCLITE_CSOCK_NAME beside-a-card cps3 --card cards/zoe -- env LD_PRELOAD="$LD_PRELOAD" "$@"
}
