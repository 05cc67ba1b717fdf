#!/usr/bin/python3
"""Holds the rules of check against the procedure, sentence by sentence.

Usage: test DMPCERT REPOSITORY TEST_RULES BUILD. The table has every sentence in order, by digest, with the rules that it
gives or why it gives none, and then the tests, as ctest names them, that hold what another part of the program does. A
rule counts if a case of TEST_RULES fails as soon as it is left out of the rules, or turned round. Where the procedure is
at hand beside the project, its sentences are compared one by one.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from sentences import digest, sentences  # noqa: E402

REFERENCE = re.compile(r"ANS 30/09/2021, ([\d., ]+)")
SKIPPED = 77


def rules_of(dmpcert):
    out = subprocess.run([dmpcert, "check", "--rules", "--format", "json"], check=True, capture_output=True, text=True)
    return {rule["id"]: rule for rule in json.loads(out.stdout)["rules"]}


def held_by_cases(test_rules):
    """The rules of which no mutant passes the cases; those over requests are judged without a table."""
    out = subprocess.run([test_rules, "[mutation]"], capture_output=True, text=True).stdout
    verdicts = {}
    for rule, verdict in re.findall(r"^([A-Z][A-Z0-9-]+) (?:left out|turned round): (.*)$", out, re.M):
        verdicts.setdefault(rule, []).append(verdict == "noticed")
    return {rule for rule, noticed in verdicts.items() if all(noticed)}


def registered_tests(build):
    out = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], check=True, capture_output=True, text=True)
    # Between module and case some versions of Catch2's script leave out the space.
    return {re.sub(r"^(\w+): ?", r"\1: ", test["name"]) for test in json.loads(out.stdout)["tests"]}


def faults_of_tests(rows, registered):
    for number, row in enumerate(rows, 2):
        named = [name for name in row["tests"].split("; ") if name]
        if named and not row["why no rule"]:
            yield f"line {number}: tests stand in place of a rule only"
        yield from (f"line {number}: there is no test \"{name}\"" for name in named if name not in registered)


def chapters_of(rule):
    found = REFERENCE.match(rule["reference"])
    return set(re.findall(r"\d+(?:\.\d+)*", found[1])) if found else set()


def main():
    dmpcert, repository, test_rules, build = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    with open(pathlib.Path(__file__).with_name("sentences.tsv"), encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    rules = rules_of(dmpcert)
    faults = list(faults_of_tests(rows, registered_tests(build)))
    held = held_by_cases(test_rules)
    used = {}
    for number, row in enumerate(rows, 2):
        named = row["rules"].split()
        if bool(named) == bool(row["why no rule"]):
            faults.append(f"line {number}: either rules or a reason")
        for name in named:
            used.setdefault(name, set()).add(row["chapter"])
            if name not in rules:
                faults.append(f"line {number}: there is no rule {name}")
            elif name not in held:
                faults.append(f"line {number}: no case fails without {name}")
    for name, rule in rules.items():
        chapters = chapters_of(rule)
        # Rules over requests say how an order is read again; the sentences are about who may order.
        if chapters and name not in used and not name.startswith("REQUEST-"):
            faults.append(f"{name} refers to the procedure ({rule['reference']}), but no sentence gives it")
        # Naming one chapter of several, or the chapter that one is part of, is enough.
        missing = {c for c in used.get(name, ()) if not any(c.startswith(known) or known.startswith(c)
                                                            for known in chapters)}
        if chapters and missing == used.get(name):
            faults.append(f"{name} refers to {sorted(chapters)}, its sentences are in {sorted(missing)}")
    procedure = repository / "../shared/procedure/ans-2021-09-30.md"
    at_hand = procedure.exists()
    if at_hand:
        found = list(sentences(procedure.read_text(encoding="utf-8")))
        known = [(row["chapter"], row["digest"]) for row in rows]
        if len(found) != len(known):
            faults.append(f"the procedure has {len(found)} sentences, the table {len(known)}")
        for number, ((chapter, sentence), row) in enumerate(zip(found, known), 2):
            if (chapter, digest(sentence)) != row:
                faults.append(f"line {number}: not the sentence of the procedure ({chapter}: {sentence[:60]})")
    for fault in faults:
        print(fault)
    print(f"{len(rows)} sentences, {len(used)} rules named, each held by a case, {len(rules)} in the catalogue, {len(faults)} faults")
    if faults or len(rows) < 100:
        return 1
    if not at_hand:
        print("skipped: the procedure is not at hand; the table itself holds")
        return SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
