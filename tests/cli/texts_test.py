#!/usr/bin/python3
"""Finds texts that people could read without their translation.

Every id that the sources name must stand in the catalogue (the unit tests see to it that each entry has both
languages), and every entry must be used. Usage: texts_test.py REPOSITORY.
"""
import pathlib
import re
import sys

ENTRY = re.compile(r'\{\s*"([A-Za-z][A-Za-z0-9.-]+)",')
RULE = re.compile(r'"([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)"')  # "FILE-NOT-FOUND"
LABEL = re.compile(r'"((?:cli|severity|report|status|card|word|table|column)\.[a-zA-Z0-9.-]+)"')

# Words of that shape that are no texts.
NOT_TEXTS = {"UTF-8", "ISO-8859-1", "AES-256-CBC", "SHA-256", "IGC-SANTE", "X-UNSENT", "UTF-16"}


def main():
    repository = pathlib.Path(sys.argv[1])
    texts = repository / "lib/dmp/core/texts"
    entries = set()
    for path in texts.glob("*.cpp"):
        entries |= set(ENTRY.findall(path.read_text()))
    used, where, all_source = set(), {}, ""
    for path in sorted([*repository.glob("lib/dmp/**/*.cpp"), *repository.glob("lib/dmp/**/*.hpp"),
                        *repository.glob("cli/*.cpp")]):
        if texts in path.parents:
            continue
        source = path.read_text()
        all_source += source
        for name in [*RULE.findall(source), *LABEL.findall(source)]:
            used.add(name)
            where.setdefault(name, path.relative_to(repository))
    failed = passed = 0
    for name in sorted(used - NOT_TEXTS):
        known = name in entries or any(entry.startswith(name) for entry in entries if name.endswith("."))
        # A prefix that is completed at run time ("cli.csr." + act) counts when entries begin with it.
        known = known or any(entry.startswith(name + ".") for entry in entries)
        if known:
            passed += 1
        else:
            failed += 1
            print(f"{where[name]}: \"{name}\" is not in the catalogue")
    for name in sorted(entries):
        stems = [name] + [name[:at + 1] for at in range(len(name)) if name[at] in ".-"]
        if any(f'"{stem}' in all_source for stem in stems):
            passed += 1
        else:
            failed += 1
            print(f"{name}: in the catalogue, but nothing uses it")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or passed < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
