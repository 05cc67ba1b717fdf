# The mail that asks the client service for the state of contracts, read by Python's mail parser, and
# the catalogue of rules.
load helper

MAIL=mails/contrats-dossier-2026-11-23.eml
ask() { dmpcert --as-of "$DAY" check dossier.json --contract-request mails "$@"; }

@test "one mail asks for the contracts of all sites" {
  expect 0 ask
  shows "$MAIL"
  /usr/bin/python3 - "$MAIL" <<'PY'
import email, email.policy, sys
mail = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
assert not mail.defects, mail.defects
assert [a.addr_spec for a in mail["To"].addresses] == ["monserviceclient.certificats@asipsante.fr"]
sender = mail["From"].addresses[0]
assert (sender.display_name, sender.addr_spec) == ("Anaïs ROZÉ", "dsi@ght.example"), sender
assert mail["Subject"] == "[Essai, ne pas envoyer] État des lieux des contrats d'adhésion - GHT d'exemple, Guyane (2 établissements)", mail["Subject"]
assert mail["Date"].datetime.isoformat() == "2026-11-23T00:00:00+00:00"
body = mail.get_content()
for expected in ("1. CENTRE HOSPITALIER DE CAYENNE", "FINESS géographique : 970300026", "FINESS juridique : 970302022",
                 "Contrat d'adhésion : signé le 11/02/2020, n° C-EXEMPLE-0001", "2. E.H.P.A.D.", "Anaïs ROZÉ"):
    assert expected in body, expected
PY
}

@test "the second run changes nothing and says so; another mail is not overwritten" {
  expect 0 ask
  before=$(contents mails)
  expect 0 ask
  shows unchanged
  [ "$before" = "$(contents mails)" ]
  echo changed > "$MAIL"
  expect 2 ask
  says "already exists"
  [ "$(cat "$MAIL")" = changed ]
  no_leftovers
}

@test "only the sites asked for" {
  expect 0 ask --site ehpad
  grep -q '1. E.H.P.A.D.' "$MAIL"
  run ! grep -q 'DE CAYENNE$' "$MAIL"
  expect 3 ask --site nobody
}

@test "without a sender or an address nothing is written" {
  sed -i '/"contact"/d' dossier.json
  expect 3 ask
  says contact
  cp "$REPOSITORY/examples/dossiers/ght-guyane.json" dossier.json
  expect 3 ask --policy ans-2023
  says client_service_email
  [ ! -e mails ]
}

@test "the catalogue of rules is listed as text and JSON, and with the severities of a policy" {
  expect 0 dmpcert check --rules
  shows "CONTRACT-MISSING  error  (ANS 30/09/2021, 4.2)"
  echo '{"version": 1, "extends": "ans-2021-09-30", "severities": {"CONTRACT-MISSING": "info"}}' > ours.json
  expect 0 dmpcert --lang fr check --rules --format json --policy ours.json
  [ "$(json 'len(d["rules"]) > 80 and all(r["id"] and r["message"] for r in d["rules"])')" = True ]
  [ "$(json '[r["severity"] for r in d["rules"] if r["id"] == "CONTRACT-MISSING"]')" = "['info']" ]
}
