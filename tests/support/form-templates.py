#!/usr/bin/python3
"""Makes forms 413 to be filled, as different programs write them. Usage: form-templates.py FOLDER

reportlab.pdf  an AcroForm by reportlab: text, comb, multi-line, tick boxes, a list
hand.pdf       an AcroForm written by hand, without appearances, with radio buttons
flat.pdf       the same page by reportlab without any field, and flat.json, the places to write at
"""
import json
import pathlib
import sys

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = A4
# id, label, kind; the y of each row goes down from the top.
ROWS = [
    (None, "3.1 Identification de la structure", None),
    ("structure.name", "Dénomination de la structure *", "multiline"),
    ("structure.finess", "FINESS Géographique *", "comb"),
    ("structure.siret", "N° SIRET *", "text"),
    (None, "3.2 Identification du représentant légal ou du mandataire", None),
    ("signatory.is_representative", "Responsable légal", "tick"),
    ("signatory.is_proxy", "Mandataire", "tick"),
    ("signatory.family_name", "Nom *", "text"),
    ("signatory.given_names", "Prénom(s) *", "text"),
    ("signatory.phone", "Téléphone *", "text"),
    ("signatory.email", "Email professionnel *", "text"),
    ("signatory.card", "N° de carte *", "text"),
    (None, "4.1 Déclaration des administrateurs techniques", None),
    (None, "4.2 Usage des certificats et solution utilisée", None),
    ("usage.statement", "Précisions sur l'usage et sur votre projet *", "choice"),
    ("usage.publisher", "Éditeur de la solution", "text"),
    ("usage.solution", "Solution utilisée", "text"),
    (None, "4.3 Type de certificats souhaités", None),
    ("offer.org", "Certificat ORG (Personne morale) usage AUTH_CLI, SIGN, CONF", "tick"),
]
COLUMNS = [("card", "N° de carte *", 70), ("family_name", "Nom figurant sur la carte *", 120),
           ("given_names", "Prénom figurant sur la carte *", 120), ("phone", "Téléphone *", 90),
           ("email", "Email professionnel *", 115)]
STATEMENT = "Authentification et signature sur le DMP"


def places():
    """Every place: id, label, kind, and its box from the top left corner; headings have no box."""
    y = 40
    for name, label, kind in ROWS:
        if kind is None:
            yield None, label, None, (40, y, 0, 14)
            y += 22
            if label.startswith("4.1"):
                for row in (1, 2, 3):
                    x = 40
                    for column, head, width in COLUMNS:
                        if row == 1:
                            yield None, head, None, (x, y - 4, 0, 9)
                        yield f"administrators.{row}.{column}", head, "cell", (x, y + 8, width - 4, 20)
                        x += width
                    y += 24
                y += 14
        elif kind == "tick":
            yield name, label, kind, (44, y, 14, 14)
            y += 24
        else:
            yield name, label, kind, (330, y, 220, 34 if kind == "multiline" else 20)
            y += 40 if kind == "multiline" else 26


def paint(page, with_labels=True):
    for _, label, kind, (x, y, width, height) in places():
        size = 6 if kind == "cell" or height == 9 else 10
        page.setFont("Helvetica", size)
        if kind in (None,) and with_labels:
            page.drawString(x, HEIGHT - y - 10, label)
        elif kind == "tick":
            page.drawString(x + 22, HEIGHT - y - 11, label)
        elif kind != "cell":
            page.drawString(40, HEIGHT - y - 13, label)
        if kind:
            page.rect(x, HEIGHT - y - height, width, height)


def by_reportlab(path, fields):
    page = canvas.Canvas(str(path), pagesize=A4, invariant=1)
    paint(page)
    form = page.acroForm
    number = 0
    for name, label, kind, (x, y, width, height) in places():
        if not kind or not fields:
            continue
        number += 1
        at = {"name": f"champ{number}", "x": x, "y": HEIGHT - y - height, "borderWidth": 0}
        if kind == "tick":
            form.checkbox(size=14, checked=False, **at)
        elif kind == "choice":
            form.choice(options=["Autre projet", STATEMENT], value="Autre projet", width=width, height=height,
                        fieldFlags="combo", **at)
        else:
            flags = {"multiline": "multiline", "comb": "comb"}.get(kind, "")
            form.textfield(width=width, height=height, fieldFlags=flags,
                           maxlen=9 if kind == "comb" else 200, **at)
    page.showPage()
    page.save()


def by_hand(path):
    content, annotations, objects = [], [], []
    first = 10
    radio = first
    number = first + 1
    kids = []

    def text(value):
        return "<FEFF" + value.encode("utf-16-be").hex().upper() + ">"

    def latin(value):
        return "<" + value.encode("cp1252").hex().upper() + ">"

    for name, label, kind, (x, y, width, height) in places():
        size = 6 if kind == "cell" or height == 9 else 10
        at = (40, HEIGHT - y - 13) if kind and kind not in ("tick", "cell") else (x + (22 if kind == "tick" else 0), HEIGHT - y - 11)
        if kind != "cell":
            content.append(f"BT /F1 {size} Tf {at[0]} {at[1]:.2f} Td {latin(label)} Tj ET")
        if not kind:
            continue
        box = f"[{x} {HEIGHT - y - height:.2f} {x + width} {HEIGHT - y:.2f}]"
        head = f"/Type /Annot /Subtype /Widget /F 4 /Rect {box} /P 3 0 R"
        if name in ("signatory.is_representative", "signatory.is_proxy"):
            state = "RL" if name.endswith("representative") else "MA"
            objects.append((number, f"<< {head} /Parent {radio} 0 R /AS /Off /AP << /N << /{state} 6 0 R /Off 6 0 R >> >> >>"))
            kids.append(number)
        elif kind == "tick":
            objects.append((number, f"<< {head} /FT /Btn /T {text(label)} /AS /Off /AP << /N << /Yes 6 0 R /Off 6 0 R >> >> >>"))
        else:
            flags = {"multiline": 1 << 12, "comb": 1 << 24}.get(kind, 0)
            most = " /MaxLen 9" if kind == "comb" else ""
            objects.append((number, f"<< {head} /FT /Tx /Ff {flags}{most} /T {text(name)} /TU {text(label)} /DA (/F1 0 Tf 0 g) >>"))
        annotations.append(number)
        number += 1
    objects.insert(0, (radio, f"<< /FT /Btn /Ff {1 << 15} /T (Qualite) /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>"))
    roots = [radio] + [n for n in annotations if n not in kids]
    stream = "\n".join(content)
    fixed = [
        (1, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /DR << /Font << /F1 5 0 R >> >> /NeedAppearances true /Fields ["
            + " ".join(f"{n} 0 R" for n in roots) + "] >> >>"),
        (2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"),
        (3, f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R /Annots ["
            + " ".join(f"{n} 0 R" for n in annotations) + "] >>"),
        (4, f"<< /Length {len(stream.encode('latin-1')) + 1} >>\nstream\n{stream}\nendstream"),
        (5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
        (6, "<< /Type /XObject /Subtype /Form /BBox [0 0 14 14] /Length 1 >>\nstream\n\nendstream"),
        (7, "null"), (8, "null"), (9, "null"),
    ]
    body = b"%PDF-1.5\n"
    offsets = []
    for key, value in sorted(fixed + objects):
        offsets.append(len(body))
        body += f"{key} 0 obj\n{value}\nendobj\n".encode("latin-1")
    start = len(body)
    body += f"xref\n0 {number}\n0000000000 65535 f \n".encode()
    body += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    body += f"trailer << /Root 1 0 R /Size {number} >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(body)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    by_reportlab(folder / "reportlab.pdf", True)
    by_hand(folder / "hand.pdf")
    by_reportlab(folder / "flat.pdf", False)
    values = []
    for name, _, kind, box in places():
        if kind:
            kinds = {"comb": "comb", "tick": "tick", "multiline": "multiline"}
            place = {"id": name, "page": 1, "box": list(box), "kind": kinds.get(kind, "text")}
            values.append({**place, "cells": 9} if kind == "comb" else place)
    (folder / "flat.json").write_text(json.dumps({"version": 1, "values": values}, indent=1))


if __name__ == "__main__":
    main()
