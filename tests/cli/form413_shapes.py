#!/usr/bin/python3
"""Draws the forms of ten dossiers of different shape and finds every value at the place of its label.

What stands where is told by pdftotext -bbox: a value stands right of its label in the same row or, in part 4.1, in
the column under its head. Usage: form413_shapes.py DMPCERT REPOSITORY
"""
import copy
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
LABEL_ENDS = 214  # Points: the left column has the labels.


def luhn(body):
    total = 0
    digits = [{"A": "1", "B": "2"}.get(c, c) for c in body]
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def shapes(example):
    """Name and dossier of each."""
    def changed(name, change):
        dossier = copy.deepcopy(example)
        dossier["environment"] = "production"
        change(dossier, dossier["establishments"][0])
        return name, dossier

    def people(count, family="NOM{}"):
        def change(dossier, site):
            pattern = dossier["people"][1]
            more = [dict(copy.deepcopy(pattern), id=f"a{i}", family_name=family.format(i), email=f"a{i}@ght.example")
                    for i in range(count)]
            for i, one in enumerate(more):
                one["card"]["number"] = str(2600910000 + i)
            dossier["people"] += more
            dossier["administrators"] += [{"person": one["id"], "employer": "establishment"} for one in more]
            site["administrators"] = [one["id"] for one in more]
        return change

    def numbered(number, department):
        def change(dossier, site):
            site["finess"] = luhn(number)
            site["department"] = department
        return change

    def named(**values):
        return lambda dossier, site: site.update(values)

    def signed(**values):
        return lambda dossier, site: site.update(representative={**dossier["people"][3], **values})

    yield changed("plain", lambda dossier, site: None)
    yield changed("sixty administrators", people(60))
    yield changed("seven administrators", people(7, "DE LA TOUR D'AUVERGNE-LAURAGUAIS {}"))
    yield changed("2A", numbered("2A000001", "2A"))
    yield changed("2B", numbered("2B000001", "2B"))
    yield changed("overseas", numbered("97040001", "974"))
    yield changed("long name", named(name="ÉTABLISSEMENT D’HÉBERGEMENT POUR PERSONNES ÂGÉES DÉPENDANTES « LES CŒURS D’ÎLE »"))
    yield changed("signs", signed(family_name="ÇELIK-O’NEILL DE SAINT-ŒUVRE", given_names="Maëlle Françoise Anaïs",
                                  email="maelle-francoise.celik-oneill@chu-de-la-reunion.example"))
    yield changed("euro", named(software={"publisher": "Éditions « L’Été » & Cie", "product": "Dossier€ Patient",
                                          "version": "12.4 – œ"}))
    agents = example["establishments"][1]["agents"]
    yield changed("agent", named(signatory="agent", agents=agents))


def words_of(pdf):
    """Words of each page: x, y of their middle, text."""
    text = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    for page in text.split("<page ")[1:]:
        yield [((float(a) + float(c)) / 2, (float(b) + float(d)) / 2, html.unescape(word))
               for a, b, c, d, word in WORD.findall(page)]


def bare(text):
    return re.sub(r"\s", "", text)


def faults(form, pages):
    """Values that do not stand where their label is."""
    flat = ["".join(bare(word) for _, _, word in page) for page in pages]
    for value in form["values"]:
        text = bare(value["value"])
        if not text or text == "false" or value["kind"] == "tick":
            continue
        if value["part"] == "4.1":
            number = next(one["value"] for one in form["values"]
                          if one["id"] == ".".join(value["id"].split(".")[:2] + ["card"]))
            rows = [[(x, word) for x, y, word in page if abs(y - at) < 14]
                    for page in pages for x0, at, word0 in page if word0 == number and x0 < 120]
            found = any(text in bare("".join(word for _, word in row)) for row in rows) or any(
                text in bare("".join(word for x, word in row if low <= x < high))
                for row in rows for low, high in [(114, 221), (220, 317), (316, 411), (410, 560)])
        else:
            label = bare(value["label"]).split("(")[0][:24]
            found = False
            for page in pages:
                left = [(y, word) for x, y, word in page if x < LABEL_ENDS]
                for y, word in left:
                    if not label.startswith(bare(word)[:4]):
                        continue
                    row = "".join(bare(text_) for x, at, text_ in page if x > LABEL_ENDS and abs(at - y) < 20)
                    found = found or text in row
        if not found:
            yield f"{value['part']} {value['label']}: {value['value']}" + ("" if any(text in one for one in flat) else " (nowhere)")


def main():
    program, repository = sys.argv[1], pathlib.Path(sys.argv[2])
    text = (repository / "examples/dossiers/ght-guyane.json").read_text()
    example = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.M))
    failed = passed = 0
    for name, dossier in shapes(example):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "dossier.json"
            path.write_text(json.dumps(dossier))
            site = dossier["establishments"][0]["id"]
            run = subprocess.run([program, "--as-of", "2026-11-23", "form413", str(path), "--site", site, "-o", folder,
                                  "--format", "json"], capture_output=True)
            if run.returncode != 0:
                failed += 1
                print(f"{name}: exit code {run.returncode}\n{run.stderr.decode()}")
                continue
            form = json.loads(run.stdout)["forms"][0]
            wrong = list(faults(form, list(words_of(form["path"]))))
            check = subprocess.run(["qpdf", "--check", form["path"]], capture_output=True).returncode
            failed += bool(wrong) + bool(check)
            passed += not wrong
            for one in wrong:
                print(f"{name}: not at its place: {one}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or passed != 10 else 0


if __name__ == "__main__":
    sys.exit(main())
