"""Schemas and documents under python3-jsonschema, an engine that is not ours.

Usage: schemas_test.py <repository>. Every schema is valid draft-07 and described everywhere; the
examples conform; tests/support/documents/accepted conform and .../rejected do not. A document's schema
is the first word of its name. The unit tests check the same documents against our own validator.
"""

import json
import pathlib
import sys

import jsonschema

FORMATS = jsonschema.FormatChecker(formats=["date"])
LITERAL_KEYWORDS = ("properties", "definitions")


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, holds, what, why=""):
        self.passed += bool(holds)
        self.failed += not holds
        print(("ok   " if holds else "FAIL ") + what + ("" if holds or not why else ": " + why))


def without_comments(text):
    """Takes // and /* */ comments out, but not out of strings."""
    out, at, in_string = [], 0, False
    while at < len(text):
        if in_string:
            step = 2 if text[at] == "\\" else 1
            in_string = text[at] != '"'
            out.append(text[at : at + step])
            at += step
        elif text.startswith("//", at):
            end = text.find("\n", at)
            at = end if end >= 0 else len(text)
        elif text.startswith("/*", at):
            at = text.index("*/", at) + 2
        else:
            in_string = text[at] == '"'
            out.append(text[at])
            at += 1
    return "".join(out)


def load(path):
    return json.loads(without_comments(path.read_text(encoding="utf-8")))


def undescribed(schema, pointer=""):
    """Lists the subschemas that nothing is said about."""
    if "$ref" not in schema and not schema.get("description"):
        yield pointer or "/"
    for keyword in LITERAL_KEYWORDS:
        for name, part in schema.get(keyword, {}).items():
            yield from undescribed(part, f"{pointer}/{keyword}/{name}")
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            yield from undescribed(schema[keyword], f"{pointer}/{keyword}")


def first_fault(schema, document):
    validator = jsonschema.Draft7Validator(schema, format_checker=FORMATS)
    fault = next(validator.iter_errors(document), None)
    return None if fault is None else f"{fault.json_path}: {fault.message}"[:200]


def check_schemas(root, tally):
    schemas = {}
    for path in sorted((root / "schemas").glob("*.schema.json")):
        name = path.name.removesuffix(".schema.json")
        try:
            schemas[name] = json.loads(path.read_text(encoding="utf-8"))
            jsonschema.Draft7Validator.check_schema(schemas[name])
            fault = ""
        except (ValueError, jsonschema.SchemaError) as error:
            fault = str(error)[:200]
        tally.check(not fault, f"{path.name} is a schema", fault)
        said = schemas.get(name, {}).get("$schema")
        tally.check(said == "http://json-schema.org/draft-07/schema#", f"{path.name} is draft-07")
        missing = ", ".join(undescribed(schemas.get(name, {})))
        tally.check(not missing, f"{path.name} describes everything", missing)
    return schemas


def check_documents(paths, schema_of, conform, root, tally):
    for path in paths:
        fault = first_fault(schema_of(path), load(path))
        what = f"{path.relative_to(root)} " + ("conforms" if conform else "is rejected")
        tally.check((fault is None) == conform, what, fault or "no fault was found")


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    tally = Tally()
    schemas = check_schemas(root, tally)
    for folder, name in (("dossiers", "dossier"), ("policies", "policy")):
        examples = sorted((root / "examples" / folder).glob("*.json"))
        check_documents(examples, lambda _, name=name: schemas[name], True, root, tally)
    for folder, conform in (("accepted", True), ("rejected", False)):
        documents = sorted((root / "tests/support/documents" / folder).glob("*.json"))
        tally.check(documents, f"there are {folder} documents")
        check_documents(
            documents, lambda path: schemas[path.name.split("-")[0]], conform, root, tally
        )
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
