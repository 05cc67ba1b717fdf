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
  env -u LD_PRELOAD -u PCSCLITE_CSOCK_NAME beside-a-card.py cps3 --card cards/zoe -- env LD_PRELOAD="$LD_PRELOAD" "$@"
}

# group_of N: a dossier of N sites, of which three have no contract and the next three are authorised to order.
group_of() {
  "${BASH_SOURCE[0]%/*}/../bench/dossier-generate.py" "$1" > made.json
  /usr/bin/python3 - <<'PY'
import json
dossier = json.load(open("made.json"))
for number, site in enumerate(dossier["establishments"]):
    if number < 3:
        site["contract"] = {"status": "missing"}
    if number < 6:
        site["form_413"] = {"sent_on": "2026-10-05", "confirmed_on": "2026-10-20"} if number >= 3 else {}
    elif number >= 9:
        site["form_413"] = {}
json.dump(dossier, open("dossier.json", "w"), ensure_ascii=False, indent=1)
PY
}
