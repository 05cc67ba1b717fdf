"""Compose certificate subjects as the authority does, in the notation of `openssl ca -subj`."""

import argparse
import json
import pathlib
import re
import sys

DEFAULT_SERVICE = {
    "AUTH_CLI": "DMP AUTHENTIFICATION",
    "SIGN": "DMP SIGNATURE",
    "CONF": "DMP CONFIDENTIALITE",
}
ORGANISATION_LIMIT = 40  # characters, where the real authority cuts
NAME_LIMIT = 64  # upper bound of X.520 for a common name
# A structure for the cards issued without one: fictitious, as the TEST tree has them.
NO_STRUCTURE = "0B0057881"


def refuse(message):
    sys.exit(f"rehearsal-ca: {message}")


def rdn(attribute, value):
    if not value.strip() or any(ord(c) < 32 for c in value):
        refuse(f"{attribute} is empty or has control characters")
    if len(value) > NAME_LIMIT:
        refuse(f"{attribute} is longer than {NAME_LIMIT} characters: {value}")
    return f"{attribute}=" + re.sub(r"([\\/+=])", r"\\\1", value)


def department(code):
    table = pathlib.Path(__file__).with_name("departments.tsv").read_text("utf-8")
    labels = dict(line.split("\t") for line in table.splitlines())
    if code not in labels:
        refuse(f"unknown department: {code}")
    return f"{labels[code]} ({code})"


def structure(name, finess, code):
    if not re.fullmatch(r"[0-9][0-9AB][0-9]{7}", finess):
        refuse(f"not a FINESS number: {finess}")
    return [
        rdn("ST", department(code)),
        rdn("O", name[:ORGANISATION_LIMIT]),
        rdn("OU", "1" + finess),
    ]


def load_dossier(path):
    try:
        text = pathlib.Path(path).read_text("utf-8-sig")
        # A string is matched first, so that the // of an address inside it stays.
        text = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*', lambda m: m[1] or "", text)
        return json.loads(text)
    except (OSError, ValueError) as error:
        refuse(f"dossier {path}: {error}")


def find_site(dossier, site):
    for establishment in dossier.get("establishments", []):
        if establishment.get("id") == site:
            return establishment
    refuse(f"unknown site in the dossier: {site}")


def legal_entity(dossier, establishment):
    for entity in dossier.get("legal_entities", []):
        if entity.get("finess") == establishment.get("legal_entity"):
            return entity
    return {}


def carrier(dossier, establishment, usage):
    """Whose number the dossier wants in this certificate: the site says it, its legal entity, or the defaults."""
    for level in (establishment, legal_entity(dossier, establishment), dossier.get("defaults", {})):
        for wanted in level.get("certificates", []):
            if wanted.get("usage") == usage and wanted.get("carried_by"):
                return wanted["carried_by"]
    return "site"


def organisation(args):
    dossier = load_dossier(args.dossier)
    site = find_site(dossier, args.site)
    on = args.on or carrier(dossier, site, args.usage)
    owner = legal_entity(dossier, site) if on == "legal-entity" else site
    try:
        names = structure(owner["name"], owner["finess"], owner.get("department") or site["department"])
    except KeyError as missing:
        refuse(f"site {args.site}: the dossier has no {missing}")
    service = args.service or DEFAULT_SERVICE.get(args.usage, "")
    print("/" + "/".join(["C=FR", *names, rdn("CN", service)]))


def luhn_key(digits):
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(reversed(digits)))
    return str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


def holder(args):
    """National identifier of the person: RPPS for a CPS, register of the employer for the others."""
    if args.type == "CPS":
        rpps = "99" + args.number[-8:]  # 99 is the range of the test identities
        return "8" + rpps + luhn_key(rpps)
    return f"3{args.finess or NO_STRUCTURE}/{args.type}T{args.number[-4:]}"


def card(args):
    names = []
    if args.finess:
        names = structure(args.structure_name, args.finess, args.department)
    name = holder(args)
    person = "+".join([rdn("GN", args.given), rdn("CN", name), rdn("SN", args.family)])
    print(name)
    print("/" + "/".join(["C=FR", *names, rdn("title", args.title), person]))


def main():
    parser = argparse.ArgumentParser()
    kinds = parser.add_subparsers(required=True)
    org = kinds.add_parser("organisation")
    org.set_defaults(run=organisation)
    for option in ("dossier", "site", "usage", "on", "service"):
        org.add_argument("--" + option)
    person = kinds.add_parser("card")
    person.set_defaults(run=card)
    for option in ("type", "number", "family", "given", "title", "finess", "structure-name", "department"):
        person.add_argument("--" + option)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
