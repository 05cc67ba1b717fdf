#!/usr/bin/env python3
"""Writes a dossier of N establishments in which `check` finds no error, the same one each time.

usage: dossier-generate.py N [--administrators N] [--faults] [--varied | --shared]

--faults gives every site five things to correct; --administrators adds people, each named by a site; --varied spreads
the sites over Corsica, the overseas departments and others, with names of up to 106 characters, and asks for some
certificates on legal entities: two for each site in any case, no two sites on one number. Each site says all that holds
for it; with --shared, what sites have in common is said once.
"""
import argparse
import json
import random
import sys

FAMILY_NAMES = ["MARTIN", "LEFÈVRE", "DURAND", "NOËL", "PETIT", "ROZÉ", "MOREAU", "GARNIER", "FAÜRE", "BLANCHARD"]
GIVEN_NAMES = ["Claire", "François", "Zoé", "Loïc", "Anaïs", "Marie-Hélène", "Jean", "Éric", "Solène", "Paul"]
KINDS = [("es", "hospital", "CENTRE HOSPITALIER DE"), ("es", "clinic", "CLINIQUE DE"), ("esms", "ehpad", "EHPAD DE"),
         ("esms", "mas", "MAS DE")]
# Department, and what FINESS numbers there begin with.
DEPARTMENTS = [("2A", "2A"), ("2B", "2B"), ("971", "9701"), ("972", "9702"), ("973", "9703"), ("974", "9704"),
               ("976", "9706"), ("13", "13"), ("21", "21"), ("75", "75"), ("95", "95")]
NAMES = ["CENTRE HOSPITALIER DE {place}", "EHPAD L'ŒUVRE DE {place}", "Clinique « Les Étangs » de {place}",
         "HÔPITAL D'ENFANTS DE {place} ET DE L'AÏGUE", "E.H.P.A.D. DU CENTRE HOSPITALIER INTERCOMMUNAL DE {place}",
         "GROUPEMENT DE COOPÉRATION SANITAIRE ENTRE ÉTABLISSEMENTS PUBLICS DE SANTÉ DU TERRITOIRE DE {place}",
         "M.A.S. N° 3 & FOYER (ANNEXE) DE {place}", "CTRE HOSP. UNIV., PÔLE +65 ANS = {place}"]
PLACES = ["BOURG-EN-BRESSE", "SAINT-LAURENT", "L'ÎLE-D'YEU", "MÂCON", "OYONNAX", "ÉPERNAY", "VITRÉ", "ALÈS"]


def with_key(digits):
    """Adds the Luhn key."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int({"A": "1", "B": "2"}.get(digit, digit)) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def card(kind, number, chance):
    return {"type": kind, "number": f"26{number % 10**8:08d}", "status": "active",
            "expires_on": f"20{chance.randint(90, 98)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"}


def person(chance, kind, number):
    family, given = chance.choice(FAMILY_NAMES), chance.choice(GIVEN_NAMES)
    return {"family_name": family, "given_names": given, "phone": f"+33 4 74 {number % 10**6 // 10**4:02d} 10 01",
            "email": f"personne-{number}@etablissement.example", "card": card(kind, number, chance)}


def administrator(chance, number):
    return {"id": f"adm-{number}", **person(chance, "CPE", 90_000_000 + number)}


def site(chance, number, administrators):
    category, kind, words = chance.choice(KINDS)
    siren = with_key(f"26{number:06d}")
    day = f"20{chance.randint(20, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return {
        "id": f"site-{number}",
        "name": f"{words} {chance.choice(PLACES)}",
        "finess": with_key(f"01{number:06d}"), "legal_entity": with_key(f"69{number // 8:06d}"),
        "siret": with_key(siren + "0001"),
        "category": category, "kind": kind, "sector": chance.choice(["public", "private"]), "department": "01",
        "contract": {"status": "signed", "number": f"C-{number:08d}", "signed_on": day},
        "representative": person(chance, "CDE", 3 * number),
        "agents": [{"person": {"id": "px-1", **person(chance, "CPE", 3 * number + 1)}, "form_502_sent_on": day}],
        "signatory": "representative",
        "administrators": administrators,
        "software": {"publisher": "Éditeur d'exemple", "product": "Dossier patient d'exemple", "version": "7.2",
                     "legal_entity_only": False},
        "form_413": {"sent_on": "2026-10-05"},
        "certificates": [{"usage": "AUTH_CLI", "carried_by": "site"}, {"usage": "SIGN", "carried_by": "site"}],
    }


def cut_ends_in_space(name):
    """A certificate's O has 40 characters: whether the authority keeps a space at their end is not known."""
    return name[:40].endswith(" ")


def vary(one, chance, number):
    department, prefix = DEPARTMENTS[number % len(DEPARTMENTS)]
    width = 8 - len(prefix)
    one["department"] = department
    one["finess"] = with_key(f"{prefix}{2 * number:0{width}d}")
    one["legal_entity"] = with_key(f"{prefix}{2 * number + 1:0{width}d}")
    names = [words.format(place=place) for words in NAMES[number % len(NAMES):] + NAMES for place in
             chance.sample(PLACES, len(PLACES))]
    one["name"] = next(name for name in names if not cut_ends_in_space(name))
    carriers = [("site", "site"), ("site", "legal-entity"), ("legal-entity", "legal-entity")][number % 3]
    one["certificates"] = [{"usage": usage, "carried_by": on} for usage, on in zip(("AUTH_CLI", "SIGN"), carriers)]


def share(dossier):
    """Says once what sites have in common: one representative and one agent for eight sites, one software for all."""
    entities = {one["finess"]: one for one in dossier["legal_entities"]}
    for one in dossier["establishments"]:
        entity = entities[one["legal_entity"]]
        entity.setdefault("representative", one.pop("representative"))
        entity.setdefault("agents", one.pop("agents"))
        one.pop("representative", None)
        one.pop("agents", None)
        dossier["defaults"] = {key: one.pop(key) for key in ("software", "signatory", "certificates")}


def spoil(one):
    """Five faults that a person makes."""
    one["finess"] = one["finess"][:8]
    one["contract"]["status"] = "requested"
    one["signatary"] = one.pop("signatory")
    one["representative"]["card"]["status"] = "expired"
    del one["certificates"][1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--administrators", type=int, default=10)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--varied", action="store_true")
    parser.add_argument("--shared", action="store_true")
    options = parser.parse_args()
    chance = random.Random(413)
    sites = [site(chance, n, [f"adm-{n % options.administrators}"]) for n in range(options.count)]
    if options.varied:
        for number, one in enumerate(sites):
            vary(one, chance, number)
    if options.faults:
        for one in sites:
            spoil(one)
    people = [administrator(chance, n) for n in range(min(options.administrators, options.count))]
    group = {"kind": "network", "name": "Réseau d'exemple", "contact": person(chance, "CDE", 80_000_000)}
    dossier = {"version": 2, "environment": "rehearsal", "group": group, "people": people,
               "administrators": [{"person": one["id"], "employer": "establishment"} for one in people],
               "legal_entities": [{"finess": number, "name": f"ENTITÉ JURIDIQUE {number}", "department": department}
                                  for number, department in {one["legal_entity"]: one["department"]
                                                             for one in sites}.items()],
               "establishments": sites}
    if options.shared:
        share(dossier)
    if options.varied:
        dossier["accepted"] = [{"rule": rule, "reason": "certificates on legal entities are part of the rehearsal",
                                "until": "2027-12-31"}
                               for rule in ("FINESS-GEOGRAPHIC-REQUIRED", "CERT-GEOGRAPHIC-REQUIRED")]
    json.dump(dossier, sys.stdout, ensure_ascii=False, indent=2)
    print()


if __name__ == "__main__":
    main()
