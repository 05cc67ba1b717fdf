#!/usr/bin/python3
"""Writes a register like the real one: establishments with right keys, invented names.

Usage: finess-generate.py [--lines N] [--quoted] [--latin-1] [--json] > FILE. The first line counts: 103023
lines hold 103022 establishments. The numbers are those of no real register; two of them are the example
dossier's, so that it has something to find.
"""
import argparse
import json
import random
import sys

KINDS = [("355", "Centre Hospitalier (C.H.)", "1102", "Centres Hospitaliers", "CENTRE HOSPITALIER"),
         ("500", "Etablissement d'hébergement pour personnes âgées dépendantes", "4401",
          "Etablissements d'Hébergement pour Personnes Agées", "EHPAD RESIDENCE"),
         ("620", "Pharmacie d'Officine", "3101", "Pharmacies", "PHARMACIE"),
         ("255", "Maison d'Accueil Spécialisée (M.A.S.)", "4301", "Adultes Handicapés", "MAS"),
         ("365", "Etablissement de soins pluridisciplinaires", "1110", "Cliniques", "CLINIQUE")]
NAMES = ["DES LILAS", "SAINT JOSEPH", "DE LA CÔTE", "DU PARC", "LES ÉTANGS", "NOTRE DAME", "BEL AIR"]
EXAMPLES = [("970300026", "970302022", "CENTRE HOSPITALIER DE CAYENNE", "CENTRE HOSPITALIER  DE CAYENNE",
             KINDS[0], "26973302800022"),
            ("970302287", "970302022", "EHPAD DU CH DE CAYENNE", "EHPAD DU CENTRE HOSPITALIER DE CAYENNE",
             KINDS[1], "")]


def key(digits):
    """The Luhn digit that makes `digits` right."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int({"A": "1", "B": "2"}.get(digit, digit)) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def establishments(count):
    """(number, juridical, name, long name, kind, siret) of each."""
    chance = random.Random(20260512)
    yield from EXAMPLES[:count]
    for at in range(count - len(EXAMPLES)):
        department = chance.choice(["01", "13", "2A", "33", "59", "69", "75", "9A", "93"])
        number = f"{department}{at:06d}"
        legal = f"{department}9{at // 3:05d}"
        siren = f"{chance.randrange(10**8):08d}"
        siren += key(siren)
        siret = f"{siren}{chance.randrange(10**4):04d}"
        kind = chance.choice(KINDS)
        name = f"{kind[4]} {chance.choice(NAMES)}"
        yield (number + key(number), legal + key(legal), name[:38], f"{name} N {at}", kind,
               siret + key(siret) if at % 5 else "")


def csv_line(one, quoted):
    number, juridical, name, long_name, kind, siret = one
    fields = ["structureet", number, juridical, name, long_name, "", "", "12", "R", "DES ÉCOLES", "", "",
              "004", number[:2], "AIN", "01000 BOURG EN BRESSE", "0474000000", "0474000001", kind[0], kind[1],
              kind[2], kind[3], siret, "8610Z", "03",
              "ARS établissements Publics de santé dotation globale", "1",
              "Etablissement public de santé", "1979-02-13", "1900-01-01", "2024-02-04", ""]
    return ";".join(f'"{field}"' for field in fields) if quoted else ";".join(fields)


def structures(everything):
    """The flow of FINESS+, one legal entity an establishment and the rest of each as it is there."""
    for number, juridical, name, long_name, kind, siret in everything:
        ege = {"informationsGeneralesEGE": {
                   "egeId": number, "dateOuverture": "1979-02-13", "datePremiereAutorisation": "1979-02-13",
                   "nomEgeCourt": f"{name}   ", "nomEgeLong": long_name, "numFinessEge": number,
                   **({"siret": siret} if siret else {})},
               "categorieentiteGeographiqueExercice": kind[0],
               "adresse": [{"codePostal": "01000", "coordonneesGeographique": {"coordonneeX": "1.5"}}],
               "evenement": [{"evenementId": "1", "dateFermeture": "1990-01-01"}],
               "etatObjet": "A", "dateDerniereMaj": "2024-02-04 00:00:00"}
        yield {"informationsGeneralesPMEJ": {
                   "pmSmsseId": juridical, "dateCreation": "1979-02-13", "denominationPm": name,
                   "denominationLonguePmSmsse": long_name, "numFinessPm": juridical},
               "ege": [ege], "etatObjet": "A", "dateDerniereMaj": "2024-02-04 00:00:00"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=103023)
    parser.add_argument("--quoted", action="store_true")
    parser.add_argument("--latin-1", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    out = open(sys.stdout.fileno(), "w", encoding="latin-1" if options.latin_1 else "utf-8", newline="\n")
    everything = establishments(options.lines - 1)
    if options.json:
        out.write('{ "schemaVersion": "v1.0.0", "generatedAt": "2026-05-12T05:00:00Z", "gcc": [], "pmej": [\n')
        out.write(",\n".join(json.dumps(one, ensure_ascii=False) for one in structures(everything)))
        out.write("\n] }\n")
    else:
        out.write("finess;etalab;111;2026-05-12\n")
        for one in everything:
            out.write(csv_line(one, options.quoted) + "\n")


if __name__ == "__main__":
    main()
