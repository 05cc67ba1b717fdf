"""Schemas and documents under python3-jsonschema, an engine that is not ours, and ours beside it.

Usage: schemas_test.py REPOSITORY JUDGE [SEED]. Every schema is valid draft-07 and described everywhere;
the examples conform; tests/support/documents/accepted conform and .../rejected do not. A document's
name begins with that of its schema. Of each of them, and of mutations of them, our schema walker (the
program JUDGE) finds fault with the same values. It also passes the cases of Debian's
json-schema-test-suite whose keywords it knows.
"""

import copy
import json
import pathlib
import random
import subprocess
import sys

import jsonschema

SUITE = pathlib.Path("/usr/share/json-schema-test-suite/tests/draft7")
MUTATIONS = {True: 40, False: 3}  # Of each document that conforms, and of each that does not.
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


def not_in_french(schema):
    """The texts of a schema that has French ones, but of these not all."""
    french, english = [], []
    parts = [schema]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            if isinstance(part.get("description"), str):
                (french if part.get("descriptionFr") else english).append(part["description"])
            if "enumDescriptionsFr" in part and len(part["enumDescriptionsFr"]) != len(part["enum"]):
                english.append(str(part["enumDescriptionsFr"]))
            parts += part.values()
        elif isinstance(part, list):
            parts += part
    return english if french else []


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
        english = ", ".join(not_in_french(schemas.get(name, {})))
        tally.check(not english, f"{path.name} says all in French, or nothing", english)
        missing = ", ".join(undescribed(schemas.get(name, {})))
        tally.check(not missing, f"{path.name} describes everything", missing)
    return schemas


def schema_of(path, schemas):
    return next(name for name in schemas if path.name.startswith(name + "-"))


def check_documents(documents, schemas, conform, root, tally):
    for path, name in documents:
        fault = first_fault(schemas[name], load(path))
        what = f"{path.relative_to(root)} " + ("conforms" if conform else "is rejected")
        tally.check((fault is None) == conform, what, fault or "no fault was found")


class Judge:
    """Our walker; one answer a question."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, schema, document):
        question = {"schema": schema, "document": json.dumps(document)}
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def our_places(answer):
    """Pointers of the values that our walker finds fault with. Dates are read by others."""
    places = set()
    for rule, pointer in answer["findings"]:
        if rule in ("SCHEMA-REQUIRED", "SCHEMA-UNKNOWN-KEY"):
            places.add(pointer.rpartition("/")[0])
        elif not rule.startswith(("DATE-", "JSON-")):
            places.add(pointer)
    return places


def pointer_of(path):
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def same_places(ours, faults):
    """Of alternatives, we say what the one that was probably meant finds: at the value or below it."""
    plain = {pointer_of(fault.absolute_path) for fault in faults if fault.validator != "anyOf"}
    choices = {pointer_of(fault.absolute_path) for fault in faults if fault.validator == "anyOf"}
    below = {place for place in ours for choice in choices if (place + "/").startswith(choice + "/")}
    explained = all(any((place + "/").startswith(choice + "/") for place in ours) for choice in choices)
    return explained and ours - plain <= below and plain <= ours


def mutated(document, chance):
    """The document with one value or key changed, and what was done."""
    changed = copy.deepcopy(document)
    at, path = changed, []
    while True:
        keys = list(at) if isinstance(at, dict) else range(len(at))
        key = chance.choice(list(keys))
        path.append(key)
        if not (isinstance(at[key], (dict, list)) and at[key] and chance.random() < 0.8):
            break
        at = at[key]
    act = chance.choice(["remove", "rename", "replace", "replace", "replace", "alter", "alter", "double"])
    if act == "remove":
        del at[key]
    elif act == "rename" and isinstance(at, dict):
        at[str(key) + chance.choice(["s", "/", "~", "é"])] = at.pop(key)
    elif act == "double" and isinstance(at, list):
        at.append(copy.deepcopy(at[key]))
    elif act == "alter":
        at[key] = altered(at[key], chance)
    else:
        at[key] = copy.deepcopy(chance.choice(
            [None, True, False, 0, 1, -1, 1.5, 3.0, 10**12, "", "a", "é" * 64, "é" * 65, "x" * 3000,
             "0640", "648", "2027-05-31", [], ["a"], [1, None], {}, {"id": "a"}, {"type": "CPS"}]))
    return changed, f"{act} {pointer_of(path)}"


def altered(value, chance):
    """Another value of the same type, mostly."""
    if isinstance(value, str):
        return chance.choice([value.upper(), value.lower(), value[:-1], value + "x", value * 30, ""])
    if isinstance(value, (int, float)):
        return chance.choice([-value, value + 1, value * 1000, value / 2, not value])
    if isinstance(value, list):
        return chance.choice([value * 2, value[1:], [value]])
    return chance.choice([[value], "a"]) if value is None else {**value, "more": 1}


def check_mutations(judge, schemas, documents, seed, tally):
    """Each document and mutations of it: the same values are at fault for both engines."""
    print(f"seed {seed}")
    chance = random.Random(seed)
    faulty = tried = 0
    for path, name in documents:
        document = load(path)
        trials = [(document, "as it is")]
        if document and isinstance(document, (dict, list)):
            conforms = first_fault(schemas[name], document) is None
            trials += [mutated(document, chance) for _ in range(MUTATIONS[conforms])]
        for changed, act in trials:
            if is_of_other_version(changed, schemas[name]):
                continue
            ours = our_places(judge.ask(name, changed))
            faults = list(jsonschema.Draft7Validator(schemas[name]).iter_errors(changed))
            tried += 1
            faulty += bool(faults)
            if not same_places(ours, faults):
                theirs = "; ".join(f"{pointer_of(f.absolute_path) or '/'}: {f.message}"[:200] for f in faults)
                tally.check(False, f"{path.name}: {act}", f"ours {sorted(ours)}, theirs [{theirs}]")
    tally.check(tried > 500, f"{tried} documents and mutations, {faulty} of them faulty, for both engines")
    tally.check(tried / 3 < faulty < tried * 0.9, "both kinds are among them")


def is_of_other_version(document, schema):
    """No more is read of a document of another version."""
    version = document.get("version") if isinstance(document, dict) else None
    return isinstance(version, (int, float)) and not isinstance(version, bool) \
        and version != schema["properties"]["version"]["enum"][0]


def check_suite(judge, tally):
    """Debian's cases for the keywords that our walker knows."""
    if not SUITE.is_dir():
        print(f"skip: {SUITE} is not there (Debian's json-schema-test-suite)")
        return
    agreed = unknown = 0
    for path in sorted(SUITE.glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            for case in group["tests"]:
                answer = judge.ask(group["schema"], case["data"])
                if "unknown" in answer:
                    unknown += 1
                    continue
                right = (not our_places(answer)) == case["valid"]
                agreed += right
                if not right:
                    tally.check(False, f"{path.name}: {group['description']}: {case['description']}")
    tally.check(agreed >= 140, f"JSON Schema test suite: {agreed} agree, {unknown} of keywords that are not ours")


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    judge = Judge(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    tally = Tally()
    schemas = check_schemas(root, tally)
    everything = []
    for folder, name in (("dossiers", "dossier"), ("policies", "policy")):
        examples = [(path, name) for path in sorted((root / "examples" / folder).glob("*.json"))]
        check_documents(examples, schemas, True, root, tally)
        everything += examples
    for folder, conform in (("accepted", True), ("rejected", False)):
        paths = sorted((root / "tests/support/documents" / folder).glob("*.json"))
        documents = [(path, schema_of(path, schemas)) for path in paths]
        tally.check(documents, f"there are {folder} documents")
        check_documents(documents, schemas, conform, root, tally)
        everything += documents
    check_mutations(judge, schemas, everything, seed, tally)
    check_suite(judge, tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
